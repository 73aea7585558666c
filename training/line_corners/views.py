"""Rendered regions: a plate in its surroundings as a camera sees it from aside, cut as localizers cut."""

import random
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from torch.utils.data import IterableDataset, get_worker_info

from ..reader.fonts import CAP, FontBox
from ..reader.render import Plate, Renderer
from ..reader.scenery import Scenery
from ..reader.spoil import camera
from ..reader.strokes import faces
from .network import HEIGHT, WIDTH

NEGATIVES = 0.12
# What a view shows beyond its region, as shares of the region's width and height on every side.
BESIDE, ABOVE = 0.15, 0.3

Box = tuple[float, float, float, float]


def rectangle(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    """Corners clockwise from the top left, float32 (4, 2)."""
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)


def pose(plate: Plate, size: float, rng: random.Random) -> np.ndarray:
    """3 x 3: from the plate's pixels to a photograph in which characters are about `size` pixels high."""
    x0, y0, x1, y1 = plate.edge
    steep = rng.random() < 0.3
    turn = np.radians(np.clip(rng.gauss(0, 12 if steep else 4), -28, 28))
    slant = np.tan(np.radians(np.clip(rng.gauss(0, 10 if steep else 4), -28, 28)))
    wide = rng.uniform(0.6, 1.1) if rng.random() < 0.3 else rng.uniform(0.9, 1.05)
    scale = size / CAP
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    linear = turned @ np.array([[wide, slant], [0, 1]]) * scale
    far = np.array([rng.gauss(0, 0.06), rng.gauss(0, 0.03)]) / max(1.0, x1 - x0)
    centre = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[2, :2] = far
    to_middle = np.eye(3)
    to_middle[:2, 2] = -centre
    return matrix @ to_middle


def project(matrix: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Points (k, 2) through a 3 x 3 matrix."""
    return cv2.perspectiveTransform(points[None].astype(np.float64), matrix)[0].astype(np.float32)


def bounds(points: np.ndarray) -> Box:
    (x0, y0), (x1, y1) = points.min(0), points.max(0)
    return float(x0), float(y0), float(x1), float(y1)


def _region(text: np.ndarray, edge: np.ndarray, rng: random.Random) -> np.ndarray:
    """What a localizer would call the region: upright or along the line, of the text, a part of it, or the plate; corners."""
    source = text if rng.random() < 0.4 else edge
    if rng.random() < 0.15:  # the localizer lost the characters before or behind a crest
        lost = rng.uniform(0.1, 0.45)
        across = (source[1] - source[0] + source[2] - source[3]) / 2 * np.float32(lost)
        source = source + np.stack([across, 0 * across, 0 * across, across] if rng.random() < 0.6 else [0 * across, -across, -across, 0 * across])
    if rng.random() < 0.3:  # along the line, as chains of characters give it
        off = np.array([rng.gauss(0, 0.06) for _ in range(8)], np.float32).reshape(4, 2)
        wide, tall = np.linalg.norm(source[1] - source[0]), np.linalg.norm(source[3] - source[0])
        grown = source + (source - source.mean(0)) * np.float32([rng.uniform(0, 0.25), rng.uniform(0, 0.35)])
        return grown + off * np.float32([min(wide, 2 * tall), tall])
    x0, y0, x1, y1 = bounds(source)
    loose = rng.choice((0.05, 0.1, 0.18))
    w, h = x1 - x0, y1 - y0
    sides = [rng.gauss(0.02, loose) for _ in range(4)]
    x0, x1 = x0 - sides[0] * w * 0.7, x1 + sides[1] * w * 0.7
    y0, y1 = y0 - sides[2] * h, y1 + sides[3] * h
    return rectangle(x0, y0, max(x1, x0 + 0.4 * w), max(y1, y0 + 0.4 * h))


def grown(region: np.ndarray) -> np.ndarray:
    """The region's corners with what a view shows beyond them."""
    across, down = (region[1] - region[0] + region[2] - region[3]) / 2, (region[3] - region[0] + region[2] - region[1]) / 2
    return region + np.stack([
        -across * BESIDE - down * ABOVE,
        across * BESIDE - down * ABOVE,
        across * BESIDE + down * ABOVE,
        -across * BESIDE + down * ABOVE,
    ]).astype(np.float32)  # fmt: skip


def view_of(photo: np.ndarray, corners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The view (HEIGHT x WIDTH, uint8) between four corners of a photograph, and the 3 x 3 matrix to its pixels."""
    tall = max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1]))
    wide = max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]))
    shrink = min(1.0, max(1.5 * HEIGHT / max(1.0, tall), 1.5 * WIDTH / max(1.0, wide)))
    if shrink < 1:
        photo = cv2.resize(photo, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    matrix = cv2.getPerspectiveTransform((corners * shrink).astype(np.float32), rectangle(0, 0, WIDTH, HEIGHT))
    view = cv2.warpPerspective(photo, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return view, matrix @ np.diag([shrink, shrink, 1.0])


class Viewer:
    def __init__(self, scenes: Path | None, rng: random.Random) -> None:
        self.rng = rng
        fonts = FontBox()
        fonts.strokes = faces(80, fonts.likely)
        self.scenery = Scenery(scenes, rng)
        self.renderer = Renderer(fonts, self.scenery, rng)
        self._plates: list[Plate] = []

    def _plate(self) -> Plate:
        if len(self._plates) < 64 or self.rng.random() < 0.4:
            plate = self.renderer.plate()
            while plate.two:
                plate = self.renderer.plate()
            if len(self._plates) < 64:
                self._plates.append(plate)
            else:
                self._plates[self.rng.randrange(64)] = plate
        return self.rng.choice(self._plates)

    def positive(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """View, corners in it (-1..1), and half its sides in heights of the characters (across, down)."""
        rng = self.rng
        plate = self._plate()
        size = float(np.exp(rng.uniform(np.log(6), np.log(34))))
        matrix = pose(plate, size, rng)
        rim = rng.uniform(0, 0.15) * CAP
        x0, y0, x1, y1 = plate.edge
        edge = rectangle(x0, y0, x1, y1)
        text = rectangle(*plate.box)
        region = grown(_region(project(matrix, text), project(matrix, edge), rng))
        left, top, right, bottom = bounds(region)
        origin = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]])
        width, height = max(16, int(right - left) + 1), max(8, int(bottom - top) + 1)
        matrix, region = origin @ matrix, region - np.float32([left, top])
        photo = self.scenery.draw(height, width)
        drawn, shrink = plate.image, min(1.0, 1.5 * size / CAP)
        if shrink < 1:
            drawn = cv2.resize(drawn, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        there = cv2.warpPerspective(
            drawn, matrix @ np.diag([1 / shrink, 1 / shrink, 1.0]), (width, height), flags=cv2.INTER_LINEAR
        )
        area = np.zeros((height, width), np.uint8)
        cv2.fillConvexPoly(area, np.round(project(matrix, rectangle(x0 - rim, y0 - rim, x1 + rim, y1 + rim)) * 8).astype(np.int32), 255, cv2.LINE_AA, 3)
        cover = area.astype(np.float32) / 255
        photo = (photo + (there.astype(np.float32) - photo) * cover).astype(np.uint8)
        view, to_view = view_of(camera(photo, size, rng), region)
        corners = project(to_view @ matrix, text)
        half = np.float32([WIDTH / 2, HEIGHT / 2])
        tall = (np.linalg.norm(project(matrix, text)[3] - project(matrix, text)[0]) + 1e-3)
        sides = np.float32([np.linalg.norm(region[1] - region[0]), np.linalg.norm(region[3] - region[0])]) / 2 / tall
        return view, corners / half - 1, sides

    def negative(self) -> np.ndarray:
        rng = self.rng
        shape = (int(rng.uniform(16, 60)), int(rng.uniform(30, 200)))
        piece = self.scenery.photo(*shape, (0.3, 3.0)) if rng.random() < 0.85 else None
        piece = self.scenery.texture(*shape) if piece is None else piece
        return cv2.resize(camera(piece, rng.uniform(6, 34), rng), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)


class Stream(IterableDataset):
    """Batches of (views uint8, corners (n, 8), sides (n, 2), is-plate)."""

    def __init__(self, seed: int, batch: int, scenes: Path | None) -> None:
        self.seed, self.batch, self.scenes = seed, batch, scenes

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        worker = get_worker_info()
        seed = self.seed * 1009 + (worker.id if worker else 0)
        np.random.seed(seed % 2**31)
        cv2.setNumThreads(1)
        cv2.setRNGSeed(seed % 2**31)
        viewer = Viewer(self.scenes, random.Random(seed))
        while True:
            views = np.empty((self.batch, HEIGHT, WIDTH), np.uint8)
            corners, sides = np.zeros((self.batch, 8), np.float32), np.ones((self.batch, 2), np.float32)
            plates = np.zeros(self.batch, np.float32)
            for place in range(self.batch):
                if viewer.rng.random() < NEGATIVES:
                    views[place] = viewer.negative()
                else:
                    views[place], found, sides[place] = viewer.positive()
                    corners[place], plates[place] = found.ravel(), 1
            yield views, corners, sides, plates
