"""Surroundings of a plate: smooth car paint, made-up texture, or pieces of scene photographs.

The photographs are `data/scenes` (CC BY); pieces are cut outside every labelled plate.
Without the folder everything is made up.
"""

import csv
import random
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np


class Scenery:
    def __init__(self, folder: Path | None, rng: random.Random, count: int = 500) -> None:
        self._rng = rng
        self._photos: list[tuple[np.ndarray, list[tuple[int, int, int, int]]]] = []
        if folder and (folder / "labels.csv").exists():
            boxes = defaultdict(list)
            with (folder / "labels.csv").open() as table:
                for row in csv.DictReader(table):
                    if row["w"]:
                        boxes[row["file"]].append(tuple(int(row[k]) for k in "xywh"))
            names = sorted(boxes)
            for name in rng.sample(names, min(count, len(names))):
                photo = cv2.imread(str(folder / "images" / name), cv2.IMREAD_GRAYSCALE)
                if photo is not None:
                    self._photos.append((photo, boxes[name]))

    def photo(self, height: int, width: int, zoom: tuple[float, float]) -> np.ndarray | None:
        """A piece of a photograph without a plate, or None where none was found."""
        rng = self._rng
        if not self._photos:
            return None
        image, boxes = rng.choice(self._photos)
        for _ in range(3):
            factor = rng.uniform(*zoom)
            h, w = max(6, int(height * factor)), max(12, int(width * factor))
            if h >= image.shape[0] or w >= image.shape[1]:
                continue
            x, y = rng.randrange(image.shape[1] - w), rng.randrange(image.shape[0] - h)
            if any(x < bx + bw and bx < x + w and y < by + bh and by < y + h for bx, by, bw, bh in boxes):
                continue
            return cv2.resize(image[y : y + h, x : x + w], (width, height), interpolation=cv2.INTER_LINEAR)
        return None

    def texture(self, height: int, width: int) -> np.ndarray:
        """Made-up texture: flat, gradient, blotches, bars of a grille, bricks."""
        rng = self._rng
        kind = rng.random()
        if kind < 0.5:
            corners = np.array([[rng.randint(0, 255) for _ in range(2)] for _ in range(2)], np.uint8)
            if rng.random() < 0.6:
                corners = np.clip(corners // 4 + rng.randint(0, 190), 0, 255).astype(np.uint8)
            return cv2.resize(corners, (width, height), interpolation=cv2.INTER_LINEAR)
        if kind < 0.75:
            grain = rng.choice((3, 6, 12, 24))
            spots = np.random.randint(0, 256, (grain, grain * rng.randint(1, 4)), np.uint8)
            return cv2.resize(spots, (width, height), interpolation=rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC)))
        image = np.full((height, width), rng.randint(0, 255), np.uint8)
        tone = rng.randint(0, 255)
        pitch, thick = rng.randint(6, 26), rng.randint(1, 6)
        slant = rng.randint(-20, 20)
        if kind < 0.9 or rng.random() < 0.5:
            for y in range(0, height, pitch):
                cv2.line(image, (0, y), (width, y + slant // 4), tone, thick)
        if kind >= 0.86:
            for x in range(0, width, pitch * rng.randint(1, 3)):
                cv2.line(image, (x, 0), (x + slant, height), tone, thick)
        return image

    def draw(self, height: int, width: int) -> np.ndarray:
        piece = self.photo(height, width, (0.3, 2.0)) if self._rng.random() < 0.5 else None
        return (piece if piece is not None else self.texture(height, width)).copy()
