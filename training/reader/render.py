"""Plates as data become pictures: ground, band, crest, frame, small print, characters."""

import random
from dataclasses import dataclass

import cv2
import numpy as np

from .band import draw_band
from .canvas import Canvas
from .dirt import draw_dirt
from .fonts import CAP, PAD, FontBox
from .formats import Layout, draw as draw_layout, from_chance
from .line import ROWS, Line, compose
from .marks import draw_mark
from .scenery import Scenery
from .small_print import draw_dealer_frame, draw_small_print
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
    two: bool = False  # the line is one of two


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
            draw_band(canvas, self.words, rng, outer0, x0, y0, y1)
        if second:
            draw_band(canvas, self.words, rng, x1, outer1, y0, y1)
        if style == "mercosul":
            canvas.box(outer0, y0, outer1, y0 + up * rng.uniform(0.5, 0.85), rng.randint(25, 120))
        draw_small_print(canvas, self.words, rng, (x0, x1, y0, y1), top, ground if style == "mercosul" else ink, american)
        if two:
            self._other_line(canvas, style, left, right, top, ink)
        for mark, a, b in line.marks:
            draw_mark(canvas, self.scenery, rng, (mark, left + a, left + b, top), ink, ground, american)
        if rng.random() < (0.45 if american else 0.2):
            strength = rng.uniform(0.15, 0.5)
            canvas.stamp(line.ink, left + rng.choice((-1, 1, 2)), top - PAD + rng.choice((-1, 1, 2)), rng.choice((0, 255)), strength)
        canvas.stamp(line.ink, left, top - PAD, ink, rng.uniform(0.75, 1.0))
        if not two and rng.random() < (0.3 if american else 0.05):
            draw_dealer_frame(canvas, self.words, rng, (x0, x1, y0, y1), top)
        draw_dirt(canvas, rng, (left, int(max(0, y0)), right, int(min(height - 1, y1))), ink)
        first, last = line.spans[0][0] + left, line.spans[-1][1] + left
        spans = [(a + left, b + left) for a, b in line.spans]
        return Plate(canvas.pixels, line.text, (first, top, last, top + CAP), spans, (outer0, y0, outer1, y1), two)

