"""What years leave on a plate."""

import random

import cv2
import numpy as np

from .canvas import Canvas


def draw_dirt(canvas: Canvas, rng: random.Random, box: tuple[int, int, int, int], ink: int) -> None:
    """Screws, scratches, blotches."""
    x0, y0, x1, y1 = box
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
