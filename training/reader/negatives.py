"""Crops without a plate: scenery, signs, running text."""

import random

import cv2
import numpy as np

from .fonts import FontBox
from .scenery import Scenery
from .spoil import HEIGHT, WIDTH, camera
from .words import Words


def negative(fonts: FontBox, words: Words, scenery: Scenery, rng: random.Random) -> np.ndarray:
    """One network input (uint8) that holds no plate."""
    kind = rng.random()
    if kind < 0.62:
        shape = (40, int(40 * rng.uniform(1.2, 6)))
        image = scenery.photo(*shape, (0.2, 3.0)) if kind < 0.5 else None
        image = scenery.texture(*shape) if image is None else image
        if kind < 0.3:
            return cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        return _finish(image, rng)
    image = scenery.draw(64, int(64 * rng.uniform(2, 6))) if kind < 0.8 else np.full((64, 300), rng.randint(0, 255), np.uint8)
    tone = (int(image.mean()) + rng.randint(70, 180)) % 256
    lines = rng.choice((1, 1, 2, 3, 4))
    pitch = 64 / lines
    for index in range(lines):
        ink = _phrase(words, fonts, rng, lines)
        height = max(5, int(pitch * rng.uniform(0.5, 0.9)))
        width = max(8, min(int(image.shape[1] * rng.uniform(0.6, 1.1)), int(ink.shape[1] * height / ink.shape[0])))
        ink = cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
        x, y = rng.randint(-10, 20), int(index * pitch + (pitch - height) / 2)
        window = image[y : y + height, max(0, x) : x + width]
        cover = ink[: window.shape[0], max(0, -x) : max(0, -x) + window.shape[1]].astype(np.float32) / 255
        window[:] = window + (np.float32(tone) - window) * cover
    return _finish(image, rng)


def _phrase(words: Words, fonts: FontBox, rng: random.Random, lines: int) -> np.ndarray:
    """A lower-case word, a long word, or several words: nothing that could be a plate."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    make = lambda n: "".join(rng.choice(letters) for _ in range(n))  # noqa: E731
    kind = rng.random()
    if lines > 1 and kind < 0.4:
        text = " ".join(make(rng.randint(2, 9)) for _ in range(rng.randint(2, 5)))
        text = text.upper() if rng.random() < 0.5 else text
    elif kind < 0.6:
        text = make(rng.randint(3, 12))
        text = text.capitalize() if rng.random() < 0.5 else text
    else:
        text = " ".join(make(rng.randint(4, 9)) for _ in range(rng.randint(2, 4))).upper()
        text = text if len(text) > 12 else text + make(13 - len(text)).upper()
    if rng.random() < 0.25:
        text = _stamp(rng)
    face = fonts.draw(rng)
    while text != text.upper() and face.capitals_only:
        face = fonts.draw(rng)
    return face.strip(text)


def _stamp(rng: random.Random) -> str:
    """What cameras and vehicles write in digits that no plate shows: a date, a time, a telephone number."""
    d = lambda n: "".join(rng.choice("0123456789") for _ in range(n))  # noqa: E731
    date = rng.choice((f"20{d(2)}-{d(2)}-{d(2)}", f"{d(2)}/{d(2)}/20{d(2)}", f"{d(2)}.{d(2)}.20{d(2)}"))
    clock = rng.choice((f"{d(2)}:{d(2)}:{d(2)}", f"{d(2)}:{d(2)}"))
    phone = rng.choice((f"({d(3)}) {d(3)}-{d(4)}", f"{d(3)}-{d(3)}-{d(4)}", f"1-800-{d(3)}-{d(4)}", f"0{d(3)} {d(7)}", f"+{d(2)} {d(2)} {d(7)}"))
    return rng.choice((date, clock, f"{date} {clock}", f"{date} {clock}", phone, phone))


def _finish(image: np.ndarray, rng: random.Random) -> np.ndarray:
    size = rng.uniform(7, 30)
    small = cv2.resize(image, None, fx=size / 40, fy=size / 40, interpolation=cv2.INTER_AREA)
    spoiled = camera(small, size, rng)
    return cv2.resize(spoiled, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
