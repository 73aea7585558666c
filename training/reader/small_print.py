"""Small print of a plate, and the frames that dealers screw around it."""

import random

from .canvas import Canvas
from .fonts import CAP
from .words import Words

Area = tuple[float, float, float, float]  # x0, x1, y0, y1 of the plate


def draw_small_print(
    canvas: Canvas, words: Words, rng: random.Random, area: Area, top: int, ink: int, american: bool
) -> None:
    """State, city, slogan, dealer, stickers in the corners, country letters beside."""
    x0, x1, y0, y1 = area
    up, down = top - y0, y1 - top - CAP
    for room, low in ((up, False), (down, True)):
        if room < 0.2 * CAP or rng.random() > (0.85 if american else 0.45):
            continue
        size = int(min(room * rng.uniform(0.5, 0.95), 0.5 * CAP))
        kind = "state" if american and not low else "any"
        ink_strip = words.strip(kind, size, (x1 - x0) * 0.95)
        slack = max(1, int(x1 - x0 - ink_strip.shape[1]))
        x = int(x0 + (slack / 2 if rng.random() < 0.6 else rng.randrange(slack)))
        y = top + CAP + (room - size) * rng.uniform(0.2, 0.9) if low else y0 + (room - size) * rng.uniform(0.05, 0.8)
        canvas.stamp(ink_strip, x, int(y), ink if rng.random() < 0.7 else rng.randint(0, 255), rng.uniform(0.5, 1.0))
    for corner in range(4) if american else ():
        if rng.random() < 0.2:
            wide, tall = rng.uniform(0.3, 0.8) * CAP, rng.uniform(0.2, 0.45) * CAP
            x = x0 + 2 if corner % 2 else x1 - wide - 2
            y = y0 + 2 if corner < 2 else y1 - tall - 2
            canvas.box(x, y, x + wide, y + tall, rng.randint(0, 255))
    if rng.random() < (0.12 if american else 0.06):
        size = int(rng.uniform(0.25, 0.5) * CAP)
        strip = words.strip("mark", size, 0.45 * CAP)
        x = x0 + 1 if rng.random() < 0.7 else x1 - strip.shape[1] - 1
        for y in (top, top + CAP - size) if rng.random() < 0.5 else (top + (CAP - size) // 2,):
            canvas.stamp(strip, int(x), int(y), ink)


def draw_dealer_frame(canvas: Canvas, words: Words, rng: random.Random, area: Area, top: int) -> None:
    """A frame that covers the rims of the plate, now and then the feet of the characters, with a name on it."""
    x0, x1, y0, y1 = area
    tone = rng.choice((rng.randint(0, 60), rng.randint(0, 60), rng.randint(150, 255)))
    letters = tone + rng.randint(60, 160) if tone < 110 else tone - rng.randint(60, 140)
    thick = rng.uniform(0.04, 0.2) * CAP
    reach = rng.uniform(-0.08, 0.1) * CAP  # how far the lower part reaches above the feet of the characters
    low = min(y1, top + CAP - reach) if rng.random() < 0.6 else y1 - thick
    high = top - rng.uniform(0.0, 0.2) * CAP if rng.random() < 0.25 else y0 + thick
    outer = thick + rng.uniform(0, 0.5) * CAP
    for x, y, right, bottom, named in (
        (x0 - thick, y0 - outer, x1 + thick, max(high, y0 - outer + 2), rng.random() < 0.4),
        (x0 - thick, low, x1 + thick, y1 + outer, rng.random() < 0.8),
    ):
        canvas.box(x, y, right, bottom, tone)
        if named and bottom - y > 0.15 * CAP:
            size = int(min(bottom - y, 0.55 * CAP) * rng.uniform(0.6, 0.95))
            strip = words.strip("any", size, (right - x) * 0.95)
            slack = max(1, int(right - x - strip.shape[1]))
            canvas.stamp(strip, int(x + rng.randrange(slack)), int(y + (bottom - y - size) * rng.uniform(0, 0.6)), letters)
    for x in (x0 - thick, x1):
        canvas.box(x, y0, x + thick, y1, tone)
