"""Faces made of strokes, as plate dies are: rounded or cut corners, even thickness, no font file.

Each glyph is a list of strokes on a grid 4 wide and 6 high, y downwards. `r` before a
point rounds that corner; a stroke that begins with `o` is closed.
"""

import random

import cv2
import numpy as np

from .fonts import CAP, PAD, Face

GLYPHS: dict[str, list[str]] = {
    "0": ["o r0,0 r4,0 r4,6 r0,6"],
    "1": ["0.8,1.4 2,0 2,6|0.8,1.4 2,0 2,6; 0.7,6 3.3,6|2,0 2,6; 2,0 1,0.9|1,0 2,0 2,6; 0.8,6 3.2,6"],
    "2": ["0,1.6 r0,0 r4,0 r4,2.7 0,6 4,6|0,1.5 r0,0 r4,0 r4,2.9 r0,3.6 0,6 4,6"],
    "3": ["0,1.4 r0,0 r4,0 r4,2.8 1.8,2.8; 1.8,2.8 r4,2.8 r4,6 r0,6 0,4.6|0.2,0 3.8,0 1.7,2.4 r4,2.4 r4,6 r0,6 0,4.6"],
    "4": ["3,6 3,0 0,4.4 4,4.4|1.6,0 0,4.4 4,4.4; 3,2.6 3,6|2.4,0 0,4.2 4.2,4.2; 3,3 3,6"],
    "5": ["3.8,0 0.3,0 0.1,2.8 1,2.4 r4,2.4 r4,6 r0,6 0,4.6|3.8,0 0.1,0 0.1,2.5 r4,2.5 r4,6 r0,6 0,4.7"],
    "6": ["4,1.3 r4,0 r0,0 r0,6 r4,6 r4,2.6 r0,2.6 0,4.2|3,0 0.3,3.4; o r0,2.5 r4,2.5 r4,6 r0,6"],
    "7": ["0,0 4,0 1.4,6|0,0.9 0,0 4,0 1.8,3 1.6,6"],
    "8": ["o r0.2,0 r3.8,0 r3.8,2.8 r0.2,2.8; o r0,2.8 r4,2.8 r4,6 r0,6"],
    "9": ["0,4.7 r0,6 r4,6 r4,0 r0,0 r0,3.4 r4,3.4 4,1.8|1,6 3.7,2.6; o r0,0 r4,0 r4,3.5 r0,3.5"],
    "A": ["0,6 2,0 4,6; 0.7,4.2 3.3,4.2|0,6 1.5,0 2.5,0 4,6; 0.6,4.2 3.4,4.2|0,6 2,0 4,6; 0.7,4 3.3,4"],
    "B": ["o 0,0 r3.7,0 r3.7,2.8 0,2.8; o 0,2.8 r4,2.8 r4,6 0,6"],
    "C": ["4,1.5 r4,0 r0,0 r0,6 r4,6 4,4.5"],
    "D": ["o 0,0 r4,0 r4,6 0,6"],
    "E": ["4,0 0,0 0,6 4,6; 0,2.9 3.4,2.9"],
    "F": ["4,0 0,0 0,6; 0,2.9 3.4,2.9"],
    "G": ["4,1.4 r4,0 r0,0 r0,6 r4,6 4,3.3 2.3,3.3|4,1.4 r4,0 r0,0 r0,6 r4,6 4,3.3"],
    "H": ["0,0 0,6; 4,0 4,6; 0,2.9 4,2.9"],
    "I": ["2,0 2,6|2,0 2,6|1,0 3,0; 2,0 2,6; 1,6 3,6"],
    "J": ["3.4,0 r3.4,6 r0,6 0,4.3|1.6,0 3.4,0 r3.4,6 r0,6 0,4.4"],
    "K": ["0,0 0,6; 3.9,0 0,3.8; 1.3,2.6 4,6|0,0 0,6; 4,0 0.6,3; 0.6,3 4,6"],
    "L": ["0,0 0,6 4,6"],
    "M": ["0,6 0,0 2,3 4,0 4,6|0,6 0,0 2,3.6 4,0 4,6|0,6 0,0 2,5.6 4,0 4,6|0,6 0.4,0 2,4 3.6,0 4,6"],
    "N": ["0,6 0,0 4,6 4,0"],
    "O": ["o r0,0 r4,0 r4,6 r0,6"],
    "P": ["0,6 0,0 r4,0 r4,3.2 0,3.2"],
    "Q": ["o r0,0 r4,0 r4,6 r0,6; 2.4,4.3 4.2,6.4|o r0,0 r4,0 r4,6 r0,6; 2,4.8 3,6.9"],
    "R": ["0,6 0,0 r4,0 r4,3.1 0,3.1; 1.9,3.1 4,6"],
    "S": ["4,1.4 r4,0 r0,0 r0,2.9 r4,2.9 r4,6 r0,6 0,4.6"],
    "T": ["0,0 4,0; 2,0 2,6"],
    "U": ["0,0 r0,6 r4,6 4,0"],
    "V": ["0,0 2,6 4,0"],
    "W": ["0,0 0,6 2,3 4,6 4,0|0,0 0.6,6 2,2.6 3.4,6 4,0|0,0 1,6 2,1.6 3,6 4,0|0,0 0,6 2,2.4 4,6 4,0|0,0 1,6 2,0 3,6 4,0"],
    "X": ["0,0 4,6; 4,0 0,6"],
    "Y": ["0,0 2,2.9 4,0; 2,2.9 2,6"],
    "Z": ["0,0 4,0 0,6 4,6"],
}  # fmt: skip
SCALE = 4


def _round(points: list[tuple[np.ndarray, bool]], closed: bool, radius: float, cut: bool) -> np.ndarray:
    """The polyline with its marked corners rounded (or cut straight)."""
    path: list[np.ndarray] = []
    count = len(points)
    for index, (corner, soft) in enumerate(points):
        if not soft:
            path.append(corner)
            continue
        before, after = points[index - 1][0], points[(index + 1) % count][0]
        ends = []
        for other in (before, after):
            reach = float(np.linalg.norm(other - corner))
            ends.append(corner + (other - corner) * min(0.5, radius / max(reach, 1e-6)))
        if cut:
            path += ends
        else:
            for t in np.linspace(0, 1, 9):
                path.append((1 - t) ** 2 * ends[0] + 2 * t * (1 - t) * corner + t**2 * ends[1])
    if closed:
        path.append(path[0])
    return np.array(path)


class StrokeFace(Face):
    """A face drawn from GLYPHS with chance proportions; `small` lends its letters for small print."""

    def __init__(self, rng: random.Random, small: Face) -> None:
        self.path = "strokes"
        self._small = small
        self._glyphs: dict[str, np.ndarray] = {}
        self._width = CAP * rng.uniform(0.42, 0.72)
        self._thick = CAP * rng.uniform(0.09, 0.19)
        self._radius = rng.choice((rng.uniform(0.2, 0.5), rng.uniform(0.4, 1.0), 1.0)) * self._width / 2
        self._cut = rng.random() < 0.15
        if self._cut:
            self._radius = min(self._radius, 0.3 * self._width)
        self._zero = rng.choice((1.0, 1.0, rng.uniform(0.78, 0.95)))
        self._round_oh = rng.random() < 0.5 and not self._cut
        self._choice = {char: rng.choice(forms[0].split("|")) for char, forms in GLYPHS.items()}
        self._wide = {char: rng.uniform(0.95, 1.25) if char in "MW" else rng.uniform(0.93, 1.07) for char in GLYPHS}
        self._wide["0"] *= self._zero

    def strip(self, words: str) -> np.ndarray:
        return self._small.strip(words)

    def glyph(self, char: str) -> np.ndarray:
        if char not in self._glyphs:
            self._glyphs[char] = self._draw(char)
        return self._glyphs[char]

    def _draw(self, char: str) -> np.ndarray:
        width, thick = self._width * self._wide[char], self._thick
        step = np.array([(width - thick) / 4, (CAP - thick) / 6])
        origin = np.array([thick, PAD + thick / 2])
        big = np.zeros(((CAP + 2 * PAD) * SCALE, int((width + 2 * thick) * SCALE)), np.uint8)
        radius = self._width / 2 if char == "O" and self._round_oh else self._radius
        for stroke in self._choice[char].split(";"):
            words = stroke.split()
            closed = words[0] == "o"
            points = []
            for word in words[closed:]:
                pair = np.array([float(v) for v in word.lstrip("r").split(",")])
                points.append((origin + pair * step, word.startswith("r")))
            path = _round(points, closed, radius, self._cut) * SCALE * 16
            cv2.polylines(big, [path.astype(np.int32)], False, 255, max(1, round(thick * SCALE)), cv2.LINE_AA, 4)
        ink = cv2.resize(big, (big.shape[1] // SCALE, CAP + 2 * PAD), interpolation=cv2.INTER_AREA)
        columns = np.flatnonzero(ink.max(axis=0) > 24)
        return ink[:, columns[0] : columns[-1] + 1].copy()


def faces(count: int, small: list[Face]) -> list[Face]:
    """So many stroke faces, always the same ones."""
    rng = random.Random(20)
    return [StrokeFace(rng, rng.choice(small)) for _ in range(count)]
