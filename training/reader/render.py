"""Plates as data become pictures: ground, band, crest, frame, small print, characters."""

import random
from dataclasses import dataclass

import cv2
import numpy as np

from .fonts import CAP, PAD, FontBox
from .formats import Layout, draw as draw_layout, from_chance
from .line import ROWS, Line, compose
from .scenery import Scenery
from .words import Words

SIDE, ABOVE = 64, 50  # canvas beyond the characters, enough for the loosest crop


@dataclass
class Plate:
    """A drawn plate: `box` and `edge` are (x0, y0, x1, y1) of its characters and of the whole in `image`."""

    image: np.ndarray
    text: str
    box: tuple[float, float, float, float]
    spans: list[tuple[float, float]]
    edge: tuple[float, float, float, float]


class Canvas:
    """A grey picture with the few ways of drawing on it that a plate needs."""

    def __init__(self, pixels: np.ndarray) -> None:
        self.pixels = pixels

    def stamp(self, ink: np.ndarray, x: int, y: int, tone: float, strength: float = 1.0) -> None:
        """Blends `tone` in where `ink` covers; what hangs over the edge is cut."""
        height, width = self.pixels.shape
        x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + ink.shape[1]), min(height, y + ink.shape[0])
        if x1 <= x0 or y1 <= y0:
            return
        window = self.pixels[y0:y1, x0:x1]
        cover = ink[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.float32) * (strength / 255)
        window[:] = window + (np.float32(tone) - window) * cover

    def box(self, x0: float, y0: float, x1: float, y1: float, tone: int, thick: int = -1) -> None:
        cv2.rectangle(self.pixels, (int(x0), int(y0)), (int(x1), int(y1)), tone, thick)


class Renderer:
    def __init__(self, fonts: FontBox, scenery: Scenery, rng: random.Random) -> None:
        self.fonts, self.scenery, self.rng = fonts, scenery, rng
        self.words = Words(fonts, rng)

    def _tones(self, style: str) -> tuple[int, int]:
        """Ground and ink."""
        rng = self.rng
        inverted = rng.random() < (0.92 if style.startswith("inverted") else 0.07 if style.startswith("eu") else 0.13)
        if inverted:
            return rng.randint(8, 120), rng.randint(165, 255)
        if style.startswith("br") or rng.random() < 0.12:
            return rng.randint(105, 185), rng.randint(5, 60)
        if style.startswith("us") and rng.random() < 0.35:
            ground = rng.randint(120, 250)
            return ground, max(0, ground - rng.randint(45, 150))
        return rng.randint(165, 255), rng.randint(0, 75)

    def _picture(self, canvas: Canvas, area: tuple[int, int, int, int], ground: int) -> None:
        """A faint picture in the ground, as on American plates."""
        x0, y0, x1, y1 = area
        if x1 - x0 < 8 or y1 - y0 < 8:
            return
        piece = self.scenery.draw(y1 - y0, x1 - x0).astype(np.float32)
        amount = self.rng.uniform(0.08, 0.4)
        window = canvas.pixels[y0:y1, x0:x1]
        window[:] = np.clip(window + (piece - piece.mean()) * amount, 0, 255)

    def _mark(self, canvas: Canvas, kind: str, x0: float, x1: float, top: int, ink: int, ground: int) -> None:
        """What stands between groups: dash, dots, crest, sticker, little picture."""
        rng = self.rng
        cx, half = (x0 + x1) / 2, max(2.0, (x1 - x0) / 2 * rng.uniform(0.55, 0.85))
        cy = top + CAP / 2 + rng.uniform(-3, 3)
        pixels = canvas.pixels
        if kind == " " and rng.random() < 0.75:
            return
        if kind == "-":
            thick = rng.uniform(1.5, 4)
            half = min(half, CAP * 0.24)
            canvas.box(cx - half, cy - thick, cx + half, cy + thick, ink)
            return
        if kind == "." or (kind == "-" and rng.random() < 0.1):
            cv2.circle(pixels, (int(cx), int(cy)), rng.randint(2, 5), ink, -1, cv2.LINE_AA)
            return
        tone = rng.choice((ink, ink, rng.randint(30, 200), int((ink + ground) / 2)))
        size = int(min(half, CAP * 0.22) + 1)
        shape = rng.random()
        if kind == ":" or shape < 0.35:
            for offset in (-0.26, 0.26):
                centre = (int(cx), int(cy + offset * CAP))
                cv2.circle(pixels, centre, size, tone, -1 if rng.random() < 0.6 else 2, cv2.LINE_AA)
                cv2.circle(pixels, centre, max(1, size // 2), rng.randint(0, 255), rng.choice((-1, 1)), cv2.LINE_AA)
        elif shape < 0.6:
            tall = int(size * rng.uniform(1.0, 1.6))
            outline = np.int32(
                [[cx - size, cy - tall], [cx + size, cy - tall], [cx + size, cy + tall // 3], [cx, cy + tall], [cx - size, cy + tall // 3]]
            )
            cv2.fillPoly(pixels, [outline], tone, cv2.LINE_AA)
            if rng.random() < 0.7:
                canvas.box(cx - size / 2, cy - tall / 2, cx + size / 2, cy + 1, rng.randint(0, 255), rng.choice((-1, 1)))
        elif shape < 0.8:
            tall = int(CAP * rng.uniform(0.2, 0.45))
            piece = self.scenery.draw(2 * tall, 2 * size)
            x, y = int(cx - size), int(cy - tall)
            window = pixels[max(0, y) : y + 2 * tall, max(0, x) : x + 2 * size]
            window[:] = piece[: window.shape[0], : window.shape[1]]
        else:
            points = []
            spikes, big = rng.choice((4, 5, 6)), size * rng.uniform(1.0, 1.5)
            for step in range(2 * spikes):
                radius = big if step % 2 == 0 else big * 0.5
                angle = np.pi * step / spikes
                points.append([cx + radius * np.sin(angle), cy - radius * np.cos(angle)])
            cv2.fillPoly(pixels, [np.int32(points)], tone, cv2.LINE_AA)

    def _band(self, canvas: Canvas, x0: float, x1: float, y0: float, y1: float) -> None:
        """The blue band: country letters low, stars or a flag high."""
        rng = self.rng
        tone = rng.randint(15, 125)
        canvas.box(x0, y0, x1, y1, tone)
        width, light = x1 - x0, rng.randint(tone + 60, 255)
        if rng.random() < 0.85:
            ink = self.words.strip("mark", int(rng.uniform(0.2, 0.5) * CAP), width * 0.9)
            canvas.stamp(ink, int(x0 + (width - ink.shape[1]) / 2), int(y1 - rng.uniform(0.35, 0.6) * CAP), light)
        if rng.random() < 0.2:
            x1 = x0 + width * rng.uniform(0.6, 1.0)
            piece = self.words.strip("mark", int(rng.uniform(0.2, 0.4) * CAP), width * 0.9)
            canvas.stamp(piece, int(x0 + 2), int(y0 + rng.uniform(0.1, 0.4) * CAP), light, 0.8)
        elif rng.random() < 0.75:
            centre = (int((x0 + x1) / 2), int(y0 + rng.uniform(0.3, 0.45) * CAP))
            radius = max(2, int(width * rng.uniform(0.22, 0.34)))
            for step in range(12) if rng.random() < 0.6 else ():
                angle = np.pi * step / 6
                cv2.circle(
                    canvas.pixels,
                    (int(centre[0] + radius * np.cos(angle)), int(centre[1] + radius * np.sin(angle))),
                    1, light, -1,
                )  # fmt: skip
            else:
                cv2.circle(canvas.pixels, centre, radius, light, rng.choice((-1, 1, 2)), cv2.LINE_AA)

    def _dirt(self, canvas: Canvas, box: tuple[int, int, int, int], ink: int) -> None:
        rng, (x0, y0, x1, y1) = self.rng, box
        if rng.random() < 0.35:
            for _ in range(rng.choice((1, 2, 2, 4))):
                spot = (rng.randint(x0, x1), rng.choice((y0 + 3, y1 - 3, (y0 + y1) // 2, rng.randint(y0, y1))))
                tone = rng.choice((ink, rng.randint(0, 255)))
                cv2.circle(canvas.pixels, spot, rng.randint(1, 4), tone, -1, cv2.LINE_AA)
        if rng.random() < 0.12:
            for _ in range(rng.randint(1, 6)):
                start = (rng.randint(x0, x1), rng.randint(y0, y1))
                end = (start[0] + rng.randint(-30, 30), start[1] + rng.randint(-15, 15))
                cv2.line(canvas.pixels, start, end, rng.randint(0, 255), rng.choice((1, 1, 2)), cv2.LINE_AA)
        if rng.random() < 0.15:
            height, width = canvas.pixels.shape
            spots = np.random.rand(rng.randint(3, 9), rng.randint(6, 30)).astype(np.float32)
            cover = np.clip(cv2.resize(spots, (width, height), interpolation=cv2.INTER_CUBIC) * 2 - rng.uniform(0.9, 1.6), 0, 0.75)
            tone = rng.randint(30, 220)
            canvas.pixels[:] = canvas.pixels + (np.float32(tone) - canvas.pixels) * cover

    def _other_line(self, canvas: Canvas, style: str, x0: int, x1: int, top: int, ink: int) -> None:
        """The neighbour of a line on a plate of two lines."""
        rng = self.rng
        line = compose(self.fonts.draw(rng), from_chance(rng).text[:6], style, rng).ink
        scale = rng.uniform(0.5, 1.1)
        size = (max(4, int(line.shape[1] * scale)), max(4, int(ROWS * scale)))
        line = cv2.resize(line, size, interpolation=cv2.INTER_AREA)
        gap = rng.uniform(0.12, 0.4) * CAP
        place = (x0 + x1 - line.shape[1]) // 2
        y = int(top + CAP + gap - PAD * scale) if rng.random() < 0.5 else int(top - gap - (CAP + PAD) * scale)
        canvas.stamp(line, place, y, ink)

    def plate(self, layout: Layout | None = None) -> Plate:
        """Draws one plate, by chance or as asked."""
        rng = self.rng
        layout = layout or draw_layout(rng)
        style, two = layout.style.split("+")[0], "+line" in layout.style
        two = two or (len(layout.text) <= 5 and rng.random() < 0.35)
        line = compose(self.fonts.draw(rng), layout.printed, style, rng)
        width, height = line.ink.shape[1] + 2 * SIDE, CAP + 2 * ABOVE
        canvas = Canvas(self.scenery.draw(height, width))
        ground, ink = self._tones(style)
        left, right, top = SIDE, width - SIDE, ABOVE
        american, european = style in ("us",), style.startswith("eu")
        share = (0.35, 0.95) if american else (0.25, 0.6) if style in ("br", "mercosul", "inverted") else (0.1, 0.42)
        up, down = rng.uniform(*share) * CAP, rng.uniform(*share) * CAP
        if not american and rng.random() < 0.6:
            down = up if style not in ("br", "mercosul") else down * 0.6
        if two:
            up, down = up + rng.uniform(0, 1.2) * CAP, down + rng.uniform(0, 1.2) * CAP
        before, after = rng.uniform(0.08, 0.6) * CAP, rng.uniform(0.08, 0.5) * CAP
        x0, x1, y0, y1 = left - before, right + after, top - up, top + CAP + down
        band = european and rng.random() < (0.75 if style != "eu-red" else 0.5)
        second = style == "eu2" and rng.random() < 0.4
        outer0 = x0 - (rng.uniform(0.32, 0.6) * CAP if band else 0)
        outer1 = x1 + (rng.uniform(0.32, 0.6) * CAP if second else 0)
        if rng.random() < 0.3:
            rim = rng.randint(2, 14)
            canvas.box(outer0 - rim, y0 - rim, outer1 + rim, y1 + rim, rng.randint(0, 255))
        canvas.box(outer0, y0, outer1, y1, ground)
        area = (max(0, int(x0)), max(0, int(y0)), min(width, int(x1)), min(height, int(y1)))
        if rng.random() < (0.6 if american else 0.08):
            self._picture(canvas, area, ground)
        if rng.random() < 0.55:
            inset = rng.randint(0, 4)
            canvas.box(outer0 + inset, y0 + inset, outer1 - inset, y1 - inset, rng.choice((ink, ink, rng.randint(0, 200))), rng.randint(1, 3))
        if band:
            self._band(canvas, outer0, x0, y0, y1)
        if second:
            self._band(canvas, x1, outer1, y0, y1)
        if style == "mercosul":
            canvas.box(outer0, y0, outer1, y0 + up * rng.uniform(0.5, 0.85), rng.randint(25, 120))
        self._print(canvas, layout, (x0, x1, y0, y1), ground if style == "mercosul" else ink, american)
        if two:
            self._other_line(canvas, style, left, right, top, ink)
        for mark, a, b in line.marks:
            self._mark(canvas, mark, left + a, left + b, top, ink, ground)
        if rng.random() < (0.45 if american else 0.2):
            strength = rng.uniform(0.15, 0.5)
            canvas.stamp(line.ink, left + rng.choice((-1, 1, 2)), top - PAD + rng.choice((-1, 1, 2)), rng.choice((0, 255)), strength)
        canvas.stamp(line.ink, left, top - PAD, ink, rng.uniform(0.75, 1.0))
        self._dirt(canvas, (left, int(max(0, y0)), right, int(min(height - 1, y1))), ink)
        first, last = line.spans[0][0] + left, line.spans[-1][1] + left
        spans = [(a + left, b + left) for a, b in line.spans]
        return Plate(canvas.pixels, line.text, (first, top, last, top + CAP), spans, (outer0, y0, outer1, y1))

    def _print(self, canvas: Canvas, layout: Layout, area: tuple[float, float, float, float], ink: int, american: bool) -> None:
        """State, city, slogan, dealer, stickers in the corners, country letters beside."""
        rng, (x0, x1, y0, y1) = self.rng, area
        up, down = ABOVE - y0, y1 - ABOVE - CAP
        for room, low in ((up, False), (down, True)):
            if room < 0.2 * CAP or rng.random() > (0.85 if american else 0.45):
                continue
            size = int(min(room * rng.uniform(0.5, 0.95), 0.5 * CAP))
            kind = "state" if american and not low else "any"
            ink_strip = self.words.strip(kind, size, (x1 - x0) * 0.95)
            slack = max(1, int(x1 - x0 - ink_strip.shape[1]))
            x = int(x0 + (slack / 2 if rng.random() < 0.6 else rng.randrange(slack)))
            y = ABOVE + CAP + (room - size) * rng.uniform(0.2, 0.9) if low else y0 + (room - size) * rng.uniform(0.05, 0.8)
            canvas.stamp(ink_strip, x, int(y), ink if rng.random() < 0.7 else rng.randint(0, 255), rng.uniform(0.5, 1.0))
        for corner in range(4) if american else ():
            if rng.random() < 0.2:
                wide, tall = rng.uniform(0.3, 0.8) * CAP, rng.uniform(0.2, 0.45) * CAP
                x = x0 + 2 if corner % 2 else x1 - wide - 2
                y = y0 + 2 if corner < 2 else y1 - tall - 2
                canvas.box(x, y, x + wide, y + tall, rng.randint(0, 255))
        if rng.random() < 0.06:
            size = int(rng.uniform(0.25, 0.5) * CAP)
            strip = self.words.strip("mark", size, 0.45 * CAP)
            for y in (ABOVE, ABOVE + CAP - size) if rng.random() < 0.5 else (ABOVE + (CAP - size) // 2,):
                canvas.stamp(strip, int(x0 + 1), int(y), ink)
