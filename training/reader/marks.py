"""What stands between and beside groups of characters: dash, dots, crest, sticker, emblem."""

import random

import cv2
import numpy as np

from .canvas import Canvas
from .fonts import CAP
from .scenery import Scenery

Mark = tuple[str, float, float, int]  # kind, left, right, top of the characters


def draw_mark(
    canvas: Canvas, scenery: Scenery, rng: random.Random, mark: Mark, ink: int, ground: int, american: bool
) -> None:
    """What stands between groups: dash, dots, crest, sticker, little picture."""
    kind, x0, x1, top = mark
    cx, half = (x0 + x1) / 2, max(2.0, (x1 - x0) / 2 * rng.uniform(0.55, 0.85))
    cy = top + CAP / 2 + rng.uniform(-3, 3)
    pixels = canvas.pixels
    if kind in " *" and american and rng.random() < 0.45:
        _emblem(canvas, scenery, rng, (cx, cy, (x1 - x0) / 2), ink, ground)
        return
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
        piece = scenery.draw(2 * tall, 2 * size)
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


def _emblem(
    canvas: Canvas, scenery: Scenery, rng: random.Random, place: tuple[float, float, float], ink: int, ground: int
) -> None:
    """The outline of a state, a fruit, a tree: a blob nearly as tall as a character, of any contrast."""
    cx, cy, half = place
    tall, wide = CAP * rng.uniform(0.28, 0.55), min(CAP * 0.45, half * rng.uniform(0.7, 1.1))
    corners = rng.randint(5, 14)
    angles = sorted(rng.uniform(0, 2 * np.pi) for _ in range(corners))
    radii = [rng.uniform(0.45, 1.0) for _ in range(corners)]
    outline = np.int32([[cx + wide * r * np.cos(a), cy + tall * r * np.sin(a)] for a, r in zip(angles, radii)])
    height, width = canvas.pixels.shape
    cover = np.zeros((height, width), np.uint8)
    cv2.fillPoly(cover, [outline], 255, cv2.LINE_AA)
    if rng.random() < 0.4:
        cover = cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.5, 2.0))
    strength = rng.uniform(0.2, 1.0)
    if rng.random() < 0.5:
        x, y = int(cx - wide), int(cy - tall)
        piece = scenery.draw(int(2 * tall) + 2, int(2 * wide) + 2)
        layer = np.full((height, width), ground, np.float32)
        window = layer[max(0, y) : y + piece.shape[0], max(0, x) : x + piece.shape[1]]
        window[:] = piece[: window.shape[0], : window.shape[1]]
        tone: np.ndarray | np.float32 = layer
    else:
        tone = np.float32(rng.choice((ink, rng.randint(20, 235), (ink + ground) / 2)))
    blended = canvas.pixels + (tone - canvas.pixels) * (cover.astype(np.float32) * (strength / 255))
    canvas.pixels[:] = np.clip(blended, 0, 255)
