"""Makes of the crops that `line-crops.mjs` cut a file to measure a training by."""

import argparse
from pathlib import Path

import cv2

from .lines import HEIGHT, MAX_WIDTH, MIN_WIDTH
from .lstmf import write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("crops", type=Path)
    parser.add_argument("out", type=Path, help="for --photographs of the training")
    args = parser.parse_args()
    lines = []
    for path in sorted(args.crops.glob("*.png")):
        crop = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        width = min(MAX_WIDTH, max(MIN_WIDTH, round(crop.shape[1] * HEIGHT / crop.shape[0])))
        lines.append((cv2.resize(crop, (width, HEIGHT), interpolation=cv2.INTER_AREA), path.stem.rsplit("-", 1)[1]))
    write(args.out, lines)
    print(f"{len(lines)} lines")


if __name__ == "__main__":
    main()
