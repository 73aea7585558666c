"""The band at the end of European plates."""

import random

import cv2
import numpy as np

from .canvas import Canvas
from .fonts import CAP
from .words import Words


def draw_band(canvas: Canvas, words: Words, rng: random.Random, x0: float, x1: float, y0: float, y1: float) -> None:
    """The blue band: country letters low, stars or a flag high."""
    tone = rng.randint(15, 125)
    canvas.box(x0, y0, x1, y1, tone)
    width, light = x1 - x0, rng.randint(tone + 60, 255)
    if rng.random() < 0.85:
        ink = words.strip("mark", int(rng.uniform(0.2, 0.5) * CAP), width * 0.9)
        canvas.stamp(ink, int(x0 + (width - ink.shape[1]) / 2), int(y1 - rng.uniform(0.35, 0.6) * CAP), light)
    if rng.random() < 0.2:
        x1 = x0 + width * rng.uniform(0.6, 1.0)
        piece = words.strip("mark", int(rng.uniform(0.2, 0.4) * CAP), width * 0.9)
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
