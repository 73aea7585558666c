"""Writes a sheet of rendered network inputs with their texts, to look at."""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np

from .dataset import Stream
from .formats import ALPHABET


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("training/checkpoints/sheet.png"))
    parser.add_argument("--scenes", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=144)
    args = parser.parse_args()
    stream = iter(Stream(args.seed, args.count, args.scenes))
    next(stream)
    start = time.perf_counter()
    crops, joined, lengths, _ = next(stream)
    print(f"{(time.perf_counter() - start) / args.count * 1e3:.2f} ms a sample")
    tiles, place = [], 0
    for crop, length in zip(crops, lengths):
        text = "".join(ALPHABET[i - 1] for i in joined[place : place + length])
        place += length
        tile = cv2.copyMakeBorder(crop, 0, 14, 0, 4, cv2.BORDER_CONSTANT, value=255)
        cv2.putText(tile, text or "-", (2, 43), cv2.FONT_HERSHEY_SIMPLEX, 0.38, 0, 1)
        tiles.append(tile)
    rows = [np.hstack(tiles[i : i + 9]) for i in range(0, len(tiles) - 8, 9)]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(args.out), np.vstack(rows))


if __name__ == "__main__":
    main()
