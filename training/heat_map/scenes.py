"""Labelled photographs in memory, and views of them: scaled, turned, cut out and spoiled at random."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

KEPT_OUT = 10
"""Every tenth picture, from the first on, is never trained on: `npm run localizer -- --every 10` measures on these."""


@dataclass(frozen=True)
class Scene:
    grey: np.ndarray
    """8-bit, (height, width)."""
    boxes: np.ndarray
    """(n, 4): x, y, width, height in pixels."""


def read_scenes(folder: Path, kept_out: bool) -> list[Scene]:
    """The pictures of `labels.csv` in its order, either those that are kept out of training or the others."""
    boxes: dict[str, list[list[float]]] = defaultdict(list)
    with (folder / "labels.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            boxes[row["file"]].append([float(row[key]) for key in ("x", "y", "w", "h")])
    scenes = []
    for index, (name, own) in enumerate(boxes.items()):
        if (index % KEPT_OUT == 0) == kept_out:
            grey = cv2.imread(str(folder / "images" / name), cv2.IMREAD_GRAYSCALE)
            scenes.append(Scene(grey, np.array(own, np.float32)))
    return scenes


def random_view(scene: Scene, side: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A square view of `side` pixels and the boxes whose centres it shows, in its pixels."""
    height, width = scene.grey.shape
    if rng.random() < 0.85:
        x, y, w, h = scene.boxes[rng.integers(len(scene.boxes))]
        # Small plates are the hard ones, so they are shown more often than evenly over the logarithm.
        wanted = np.exp(rng.triangular(np.log(14), np.log(34), np.log(360)))
        scale = wanted / w
        focus = np.array([x + w / 2, y + h / 2])
    else:
        scale = np.exp(rng.uniform(np.log(0.5), np.log(1.6)))
        focus = rng.random(2) * (width, height)
    # Enlarging far beyond what was seen shows only blur, reducing everything to a speck nothing.
    scale = float(np.clip(scale, max(0.25, 0.8 * side / max(width, height)), 2.5))
    angle = np.radians(rng.normal(0, 5)) if rng.random() < 0.5 else 0.0
    stretch = np.exp(rng.normal(0, 0.06))
    flip = -1.0 if rng.random() < 0.3 else 1.0
    cos, sin = np.cos(angle), np.sin(angle)
    linear = scale * np.array([[cos * stretch * flip, -sin], [sin * stretch * flip, cos]])
    target = side / 2 + rng.uniform(-0.42, 0.42, 2) * side
    transform = np.column_stack([linear, target - linear @ focus])
    grey = scene.grey
    if scale < 0.6:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.4 / scale)
    border = [cv2.BORDER_CONSTANT, cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT_101][rng.integers(3)]
    fill = int(rng.integers(256))
    view = cv2.warpAffine(grey, transform, (side, side), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=fill)
    if border == cv2.BORDER_REFLECT_101:
        view = _blank_outside(view, transform, width, height, fill)
    return spoil(view, rng), _boxes_in_view(scene.boxes, transform, side)


def _blank_outside(view: np.ndarray, transform: np.ndarray, width: int, height: int, fill: int) -> np.ndarray:
    """A mirrored border would show plates that no label knows."""
    inside = cv2.warpAffine(np.full((height, width), 255, np.uint8), transform, view.shape[::-1], flags=cv2.INTER_NEAREST)
    return np.where(inside > 0, view, fill).astype(np.uint8)


def _boxes_in_view(boxes: np.ndarray, transform: np.ndarray, side: int) -> np.ndarray:
    x, y, w, h = boxes.T
    corners = np.stack([np.stack([x, x + w, x + w, x]), np.stack([y, y, y + h, y + h])], -1)
    moved = corners @ transform[:, :2].T + transform[:, 2]
    low, high = moved.min(0), moved.max(0)
    centre = (low + high) / 2
    shown = ((centre > 0) & (centre < side)).all(1)
    return np.column_stack([low, high - low])[shown].astype(np.float32)


def spoil(view: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Light, contrast, blur, noise and compression as cameras have them."""
    out = view
    if rng.random() < 0.3:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.4, 1.6))
    if rng.random() < 0.1:
        length = int(rng.integers(3, 8))
        out = cv2.blur(out, (length, 1) if rng.random() < 0.7 else (1, length))
    if rng.random() < 0.7:
        gamma = np.exp(rng.normal(0, 0.35))
        gain, offset = np.exp(rng.normal(-0.05, 0.3)), rng.normal(0, 18)
        table = np.clip(255 * (np.arange(256) / 255) ** gamma * gain + offset, 0, 255).astype(np.uint8)
        out = cv2.LUT(out, table)
    if rng.random() < 0.3:
        noise = rng.normal(0, rng.uniform(2, 14), out.shape)
        out = np.clip(out + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        out = cv2.imdecode(cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(20, 80))])[1], 0)
    return out
