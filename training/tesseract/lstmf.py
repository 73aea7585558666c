"""Writes lines with their texts as `.lstmf`, the format that `lstmtraining` reads."""

import struct
from pathlib import Path

import cv2
import numpy as np


def _string(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data


def _page(image: np.ndarray, text: str) -> bytes:
    """One page as Tesseract's `ImageData` serialises itself; every box is the whole line, as only the text is learned."""
    height, width = image.shape
    png = cv2.imencode(".png", image, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
    box = struct.pack("<4h", 0, 0, width, height)
    name, number, language, vertical = _string(b""), struct.pack("<i", 0), _string(b""), b"\0"
    boxes = struct.pack("<I", len(text)) + box * len(text)
    box_texts = struct.pack("<I", len(text)) + b"".join(_string(char.encode()) for char in text)
    return name + number + _string(png) + language + _string(text.encode()) + boxes + box_texts + vertical


def write(path: Path, lines: list[tuple[np.ndarray, str]]) -> None:
    """Replaces `path` in one step: a training may be about to read it."""
    present = b"\1"
    fresh = path.with_suffix(".part")
    with fresh.open("wb") as file:
        file.write(struct.pack("<I", len(lines)))
        for image, text in lines:
            file.write(present + _page(image, text))
    fresh.replace(path)
