"""Rendered lines as Tesseract gets them at run time: cut along the characters, dark on light, their aspect kept."""

import random
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from ..reader.aim import aim
from ..reader.fonts import CAP, FontBox
from ..reader.render import Plate, Renderer
from ..reader.scenery import Scenery
from ..reader.spoil import camera
from ..reader.strokes import faces

HEIGHT = 36  # of the network's input
CUT_HEIGHT = 64  # of the crop that it is made from, CROP_HEIGHT in src/recognition/rectify/line-crop.ts
MIN_WIDTH, MAX_WIDTH = 24, 12 * HEIGHT
ALONG_LINE = 0.72  # share cut along a line that was found; the others as the localizer means the region
FLIPPED = 0.02  # share whose polarity is taken for the other
SMALLEST, LARGEST = 8.5, 36  # characters, in pixels of the photograph: smaller ones teach little
REUSE = 4  # a plate is photographed so often


def is_light_on_dark(plate: Plate) -> bool:
    """Compares the characters' boxes with what is between them and just around the line."""
    x0, y0, x1, y1 = (round(value) for value in plate.box)
    beside = 4
    inside = np.zeros(x1 - x0 + 2 * beside, bool)
    for left, right in plate.spans:
        inside[round(left) - x0 + beside : round(right) - x0 + beside] = True
    line = plate.image[y0:y1, x0 - beside : x1 + beside]
    above, below = plate.image[y0 - beside : y0 - 1, x0:x1], plate.image[y1 + 1 : y1 + beside, x0:x1]
    ground = np.concatenate([part.ravel() for part in (line[:, ~inside], above, below)])
    return float(line[:, inside].mean()) > float(np.median(ground))


def along_line(plate: Plate, rng: random.Random) -> tuple[np.ndarray, str]:
    """The quadrilateral that `rectify` cuts along the characters: level, upright, 1.6 of their heights."""
    x0, y0, x1, y1 = plate.box
    half = min(1.95, max(1.35, rng.gauss(1.6, 0.09))) * CAP / 2
    left, right = (max(0.05, rng.gauss(0.4, 0.1)) for _ in range(2))
    if rng.random() < 0.12:  # a bolt or the band was taken for a character
        beyond = rng.uniform(0.2, 0.9)
        left, right = (left + beyond, right) if rng.random() < 0.6 else (left, right + beyond)
    middle = (y0 + y1) / 2 + max(-0.12, min(0.12, rng.gauss(0, 0.035))) * CAP
    xa, xb = x0 - left * CAP, x1 + right * CAP
    quad = np.array([[xa, middle - half], [xb, middle - half], [xb, middle + half], [xa, middle + half]], np.float32)
    turn, slant = rng.gauss(0, 0.012), max(-0.2, min(0.2, rng.gauss(0, 0.05)))
    offset = quad - (quad[0] + quad[2]) / 2
    level = np.stack([offset[:, 0] + (slant - turn) * offset[:, 1], offset[:, 1] + turn * offset[:, 0]], 1)
    return ((quad[0] + quad[2]) / 2 + level).astype(np.float32), plate.text


def photograph(plate: Plate, quad: np.ndarray, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """The plate as a camera shows it, and `quad` in the pixels of that picture."""
    size = float(np.exp(rng.uniform(np.log(SMALLEST), np.log(LARGEST)))) if rng.random() < 0.88 else float(CAP)
    scale = np.float32([size / CAP * rng.uniform(0.85, 1.1), size / CAP])
    image = plate.image
    if size < CAP:
        image = cv2.resize(image, None, fx=float(scale[0]), fy=float(scale[1]), interpolation=cv2.INTER_AREA)
        quad = ((quad + 0.5) * scale - 0.5).astype(np.float32)
    return camera(image, size, rng), quad


def to_line(image: np.ndarray, quad: np.ndarray) -> np.ndarray:
    """Cuts the quadrilateral upright, HEIGHT high and as wide as its shape asks."""
    wide = float(np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3]))
    tall = float(np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1]))
    width = round(CUT_HEIGHT * wide / max(1.0, tall))
    target = np.array([[0, 0], [width, 0], [width, CUT_HEIGHT], [0, CUT_HEIGHT]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    crop = cv2.warpPerspective(image, matrix, (width, CUT_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    narrow = min(MAX_WIDTH, max(MIN_WIDTH, round(width * HEIGHT / CUT_HEIGHT)))
    return cv2.resize(crop, (narrow, HEIGHT), interpolation=cv2.INTER_AREA)


def stream(seed: int, scenes: Path | None, gentle: int = 0) -> Iterator[tuple[np.ndarray, str]]:
    """Endless lines and their texts, always the same for a seed; the first `gentle` ones are clean."""
    rng = random.Random(seed)
    np.random.seed(seed % 2**31)
    cv2.setNumThreads(1)
    cv2.setRNGSeed(seed % 2**31)
    fonts, scenery = FontBox(), Scenery(scenes, rng)
    fonts.strokes = faces(80, fonts.likely)
    renderer = Renderer(fonts, scenery, rng)
    waiting: list[tuple[Plate, bool]] = []
    drawn = 0
    while True:
        if len(waiting) < 64 * REUSE:
            plate = renderer.plate()
            waiting += [(plate, is_light_on_dark(plate))] * REUSE
        pick = rng.randrange(len(waiting))
        waiting[pick], waiting[-1] = waiting[-1], waiting[pick]
        plate, light = waiting.pop()
        quad, text = (along_line if rng.random() < ALONG_LINE else aim)(plate, rng)
        if not text:
            continue
        image, quad = (plate.image, quad) if drawn < gentle else photograph(plate, quad, rng)
        line = to_line(image, quad)
        drawn += 1
        yield 255 - line if light != (rng.random() < FLIPPED) else line, text
