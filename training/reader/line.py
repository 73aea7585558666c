"""One line of characters: coverage, where each character stands, and what stands between."""

import random
from dataclasses import dataclass

import cv2
import numpy as np

from .fonts import CAP, PAD, Face
from .formats import MARKS

ROWS = CAP + 2 * PAD


@dataclass
class Line:
    """`ink` is coverage 0..255, ROWS high; spans and marks are x ranges inside it."""

    ink: np.ndarray
    text: str
    spans: list[tuple[float, float]]
    marks: list[tuple[str, float, float]]


def _weight(ink: np.ndarray, rng: random.Random) -> np.ndarray:
    """Thicker or thinner strokes, or rounder corners."""
    chance = rng.random()
    if chance < 0.16:
        return cv2.dilate(ink, np.ones((rng.choice((2, 2, 3)), rng.choice((2, 2, 3))), np.uint8))
    if chance < 0.28:
        return cv2.erode(ink, np.ones((2, 2), np.uint8))
    if chance < 0.40:
        soft = cv2.GaussianBlur(ink, (0, 0), rng.uniform(1.2, 2.4))
        return cv2.convertScaleAbs(cv2.subtract(soft, 80), alpha=3.0)
    return ink


def _even(glyphs: dict[str, np.ndarray], widest: float) -> None:
    """Squeezes M, W and the like to the room of any other character, as many dies do."""
    for char, ink in glyphs.items():
        if ink.shape[1] > widest:
            glyphs[char] = cv2.resize(ink, (max(1, int(widest)), ROWS), interpolation=cv2.INTER_AREA)


def compose(face: Face, printed: str, style: str, rng: random.Random) -> Line:
    """Sets `printed` in `face`; marks keep their room and are drawn by the plate."""
    american = style.startswith("us")
    width = rng.uniform(0.55, 1.0) if american and rng.random() < 0.7 else rng.uniform(0.62, 1.4)
    gap = rng.choice((rng.uniform(0, 3), rng.uniform(2, 7), rng.uniform(4, 11)))
    cell = face.glyph("0").shape[1] * 1.08 if rng.random() < 0.45 else 0.0
    glyphs = {c: face.glyph(c) for c in set(printed) if c not in MARKS}
    if rng.random() < (0.7 if american else 0.35):
        _even(glyphs, face.glyph("0").shape[1] * rng.uniform(0.98, 1.2))
    widest = max((g.shape[1] for g in glyphs.values()), default=20)
    if width * widest < 15:
        width = 15 / widest
    room = rng.uniform(0.25, 0.9) * CAP / width if american else rng.uniform(0.15, 0.6) * CAP / width
    x, places, marks = 2.0, [], []
    for char in printed:
        if char in MARKS:
            start = x - gap
            span = room * (1.15 if char == "*" else 0.9 if char in "-:" else 0.7)
            marks.append((char, start, start + span))
            x = start + max(span, gap)
            continue
        ink = glyphs[char]
        advance = max(cell, ink.shape[1])
        places.append((ink, x + (advance - ink.shape[1]) / 2))
        x += advance + gap
    canvas = np.zeros((ROWS, int(x + 4)), np.uint8)
    jitter = rng.random() < 0.1
    for ink, left in places:
        column = int(left)
        if jitter:
            ink = np.roll(ink, rng.randint(-2, 2), axis=0)
        window = canvas[:, column : column + ink.shape[1]]
        np.maximum(window, ink[:, : window.shape[1]], out=window)
    spans = [(int(left) * width, (int(left) + ink.shape[1]) * width) for ink, left in places]
    scaled = cv2.resize(canvas, (max(4, round(canvas.shape[1] * width)), ROWS), interpolation=cv2.INTER_AREA)
    text = "".join(c for c in printed if c not in MARKS)
    return Line(_weight(scaled, rng), text, spans, [(m, a * width, b * width) for m, a, b in marks])
