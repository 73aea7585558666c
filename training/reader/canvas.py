"""A grey picture with the few ways of drawing on it that a plate needs."""

import cv2
import numpy as np


class Canvas:
    """A grey picture with the few ways of drawing on it that a plate needs."""

    def __init__(self, pixels: np.ndarray) -> None:
        self.pixels = pixels

    def stamp(self, ink: np.ndarray, x: int, y: int, tone: float, strength: float = 1.0) -> None:
        """Blends `tone` in where `ink` covers; what hangs over the edge is cut."""
        height, width = self.pixels.shape
        x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + ink.shape[1]), min(height, y + ink.shape[0])
        if x1 <= x0 or y1 <= y0:
            return
        window = self.pixels[y0:y1, x0:x1]
        cover = ink[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.float32) * (strength / 255)
        window[:] = window + (np.float32(tone) - window) * cover

    def box(self, x0: float, y0: float, x1: float, y1: float, tone: int, thick: int = -1) -> None:
        cv2.rectangle(self.pixels, (int(x0), int(y0)), (int(x1), int(y1)), tone, thick)
