"""Glyphs for the renderer: plate-like fonts, each glyph drawn once and kept."""

import glob
import json
import os
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

CAP = 40  # height of a capital letter in every glyph, in pixels
PAD = 8  # rows above and below the capital, for what overshoots
HERE = Path(__file__).parent
FONTSOURCE = Path(os.environ.get("FONTS_DIR", HERE.parent / "checkpoints/fonts")) / "node_modules/@fontsource"
DEBIAN = Path("/usr/share/fonts")


class Face:
    """One font file, scaled so that a capital H is CAP pixels high."""

    def __init__(self, path: str) -> None:
        self.path = path
        box = ImageFont.truetype(path, 100).getbbox("H", anchor="ls")
        self.size = max(8, round(100 * CAP / max(1, -box[1])))
        self._font: ImageFont.FreeTypeFont | None = None
        self._glyphs: dict[str, np.ndarray] = {}

    def glyph(self, char: str) -> np.ndarray:
        """Coverage of one character, (CAP + 2 PAD) rows, cut to its ink in width."""
        if char not in self._glyphs:
            if self._font is None:
                self._font = ImageFont.truetype(self.path, self.size)
            left, _, right, _ = self._font.getbbox(char, anchor="ls")
            image = Image.new("L", (max(1, right - left), CAP + 2 * PAD))
            ImageDraw.Draw(image).text((-left, PAD + CAP), char, font=self._font, fill=255, anchor="ls")
            ink = np.asarray(image)
            columns = np.flatnonzero(ink.max(axis=0) > 24)
            self._glyphs[char] = ink[:, columns[0] : columns[-1] + 1].copy() if len(columns) else ink
        return self._glyphs[char]

    @property
    def capitals_only(self) -> bool:
        """Whether small letters look like capitals in this font."""
        return self.strip("x").shape[0] > 0.9 * self.strip("X").shape[0]

    def strip(self, words: str) -> np.ndarray:
        """Coverage of a whole string with the font's own spacing, cut to its ink."""
        font = ImageFont.truetype(self.path, 24)
        left, top, right, bottom = font.getbbox(words)
        image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
        ImageDraw.Draw(image).text((-left, -top), words, font=font, fill=255)
        return np.asarray(image)


def _files(rank: str) -> list[str]:
    table = json.loads((HERE / "fonts.json").read_text())
    found: list[str] = []
    for name in table["fontsource"][rank]:
        files = FONTSOURCE / name / "files"
        weights = [f"{files}/{name}-latin-{weight}-normal.woff" for weight in (500, 600, 700)]
        weights = [path for path in weights if os.path.exists(path)]
        found += weights or glob.glob(f"{files}/{name}-latin-400-normal.woff")
    for pattern in table["debian"][rank]:
        found += sorted(glob.glob(f"{DEBIAN}/**/{pattern}", recursive=True))
    return [path for path in found if "oblique" not in path.lower() and "italic" not in path.lower()]


class FontBox:
    """All fonts found, the likely ones drawn more often."""

    def __init__(self) -> None:
        self.likely = [Face(path) for path in _files("likely")]
        self.possible = [Face(path) for path in _files("possible")]
        self.strokes: list[Face] = []  # see strokes.py
        if not self.likely:
            raise SystemExit(f"expected fonts under {FONTSOURCE} or {DEBIAN}, found none (see training/README.md)")

    def draw(self, rng: random.Random) -> Face:
        if self.strokes and rng.random() < 0.28:
            return rng.choice(self.strokes)
        return rng.choice(self.likely if rng.random() < 0.65 or not self.possible else self.possible)
