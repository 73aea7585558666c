"""What a camera and the localizer do to a plate: light, low resolution, blur, noise, JPEG, an inexact crop."""

import random

import cv2
import numpy as np

from .aim import aim
from .fonts import CAP
from .render import Plate

HEIGHT, WIDTH = 32, 160  # the network's input
_NOISE = np.random.default_rng(1).standard_normal(1 << 18).astype(np.float32)


def _light(image: np.ndarray, rng: random.Random) -> np.ndarray:
    """Shading, the edge of a shadow, glare. Returns float32."""
    height, width = image.shape
    out = image.astype(np.float32)
    if rng.random() < 0.45:
        corners = np.array([[rng.uniform(0.45, 1.15) for _ in range(2)] for _ in range(2)], np.float32)
        out *= cv2.resize(corners, (width, height), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.13:
        mask = np.full((height, width), rng.uniform(0.3, 0.8), np.float32)
        x, y = rng.randint(0, width), rng.randint(0, height)
        dx, dy = (rng.randint(-height, height), height) if rng.random() < 0.5 else (width, rng.randint(-10, 10))
        far = width + height
        area = np.int32([[x - dx, y - dy], [x + dx, y + dy], [x + dx + far * (dy > abs(dx)), y + dy + far], [x - dx + far, y - dy]])
        cv2.fillConvexPoly(mask, cv2.convexHull(area), 1.0)
        out *= cv2.blur(mask, (3, 3))
    if rng.random() < 0.1:
        grid = np.zeros((6, 16), np.float32)
        grid[rng.randrange(6), rng.randrange(16)] = rng.uniform(60, 320)
        grid = cv2.GaussianBlur(grid, (0, 0), rng.uniform(0.7, 2.0))
        out += cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        np.clip(out, 0, 255, out=out)
    return out


def _lens(image: np.ndarray, rng: random.Random, size: float) -> np.ndarray:
    """Blur of focus and motion, in proportion to the character height `size`; sharpening by the camera."""
    chance = rng.random()
    if chance < 0.45:
        image = cv2.GaussianBlur(image, (0, 0), max(0.3, size * rng.uniform(0.01, 0.075)))
    elif chance < 0.58:
        length = max(2, int(size * rng.uniform(0.08, 0.3)))
        image = cv2.blur(image, (length, 1) if rng.random() < 0.7 else (1, max(2, length * 2 // 3)))
    elif chance < 0.66:
        length = max(2, int(size * rng.uniform(0.1, 0.25)))
        kernel = np.eye(length, dtype=np.float32) / length
        image = cv2.filter2D(image, -1, kernel if rng.random() < 0.5 else kernel[::-1].copy())
    if rng.random() < 0.15:
        soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.8, 2.0))
        image = image + (image - soft) * rng.uniform(0.5, 2.5)
    return image


def _sensor(image: np.ndarray, rng: random.Random) -> np.ndarray:
    """Exposure, noise, JPEG. Returns uint8."""
    low, high = float(image.min()), float(image.max())
    dark = rng.random()
    spread = rng.uniform(120, 255) if dark < 0.6 else rng.uniform(35, 130) if dark < 0.93 else rng.uniform(18, 45)
    base = rng.uniform(0, 255 - spread)
    out = (image - low) * (spread / max(20.0, high - low)) + base
    if rng.random() < 0.12:
        out = (out - base) * rng.uniform(1.1, 1.6) + base - rng.uniform(0, 30)
    if rng.random() < 0.2:
        np.clip(out, 0, 255, out=out)
        out = 255 * (out / 255) ** rng.choice((0.5, 0.7, 1.5, 2.0))
    if rng.random() < 0.65:
        amount = rng.choice((1, 2, 3, 5, 8)) if rng.random() < 0.85 else rng.uniform(0.04, 0.1) * spread
        amount = min(amount, 0.11 * spread)
        start = rng.randrange(len(_NOISE) - out.size) if out.size < len(_NOISE) else 0
        noise = _NOISE[start : start + out.size]
        if len(noise) == out.size:
            grain = noise.reshape(out.shape)
            if rng.random() < 0.3:
                grain = cv2.blur(grain, (2, 2)) * 1.7
            out = out + grain * amount
    out = np.clip(out, 0, 255).astype(np.uint8)
    if rng.random() < 0.35:
        quality = rng.randint(18, 80) if spread > 60 else rng.randint(45, 85)
        out = cv2.imdecode(cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    return out


def camera(image: np.ndarray, size: float, rng: random.Random) -> np.ndarray:
    """Light, lens and sensor over a grey picture whose characters are `size` pixels high. Returns uint8."""
    return _sensor(_lens(_light(image, rng), rng, size), rng)


def to_input(image: np.ndarray, quad: np.ndarray, rng: random.Random) -> np.ndarray:
    """Cuts the quadrilateral (in `image` pixels) to the network's input, uint8."""
    wide = float(np.linalg.norm(quad[1] - quad[0]))
    factor = 2 if wide > 1.5 * WIDTH else 1
    height, width = HEIGHT * factor, WIDTH * factor
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    flags = cv2.INTER_CUBIC if rng.random() < 0.4 else cv2.INTER_LINEAR
    out = cv2.warpPerspective(image, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    if factor == 2:
        out = cv2.resize(out, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return out


def spoil(plate: Plate, rng: random.Random, gentle: bool = False) -> tuple[np.ndarray, str]:
    """One network input (HEIGHT x WIDTH, uint8) of a plate, and the text that it shows; `gentle`: only the aim is off."""
    quad, text = aim(plate, rng)
    if gentle:
        return to_input(plate.image, quad, rng), text
    if rng.random() < 0.88:
        size = float(np.exp(rng.uniform(np.log(7), np.log(36))))
    else:
        size = float(CAP)
    fx, fy = size / CAP * rng.uniform(0.85, 1.1), size / CAP
    narrowest = min(b - a for a, b in plate.spans) if len(plate.spans) < 3 else sorted(b - a for a, b in plate.spans)[1]
    fx = max(fx, min(1.0, 3.6 / max(1.0, narrowest)))
    image = plate.image
    if size < CAP:
        how = cv2.INTER_AREA if rng.random() < 0.85 else cv2.INTER_LINEAR
        image = cv2.resize(image, None, fx=fx, fy=fy, interpolation=how)
        quad = (quad + 0.5) * np.float32([fx, fy]) - 0.5
    image = camera(image, size, rng)
    return to_input(image, quad.astype(np.float32), rng), text
