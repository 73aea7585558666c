"""Scores the network on labelled photographs (for measuring only): text exact, and with O/0 and I/1 alike."""

import argparse
import csv
import re
from pathlib import Path

import cv2
import numpy as np
import torch

from .dataset import normalise
from .formats import ALPHABET
from .network import CLASSES, PlateNetwork, columns, plate_logit
from .spoil import HEIGHT, WIDTH

SETS = ("openalpr-eu", "openalpr-us", "openalpr-br")
FOLD = str.maketrans("OI", "01")


def cut(image: np.ndarray, box: tuple[float, float, float, float], loose: float = 0.0) -> np.ndarray:
    """The box (x, y, w, h), wider by `loose` on every side, as network input."""
    x, y, w, h = box
    x0, y0 = max(0, round(x - loose * w)), max(0, round(y - loose * h))
    crop = image[y0 : round(y + h + loose * h), x0 : round(x + w + loose * w)]
    how = cv2.INTER_AREA if crop.shape[0] > HEIGHT and crop.shape[1] > WIDTH else cv2.INTER_LINEAR
    return cv2.resize(crop, (WIDTH, HEIGHT), interpolation=how)


def labelled(folder: Path, loose: float = 0.0) -> tuple[np.ndarray, list[str], list[str]]:
    """Crops, texts and file names of every box that has a text."""
    crops, texts, files = [], [], []
    with (folder / "labels.csv").open() as table:
        for row in csv.DictReader(table):
            text = re.sub("[^A-Z0-9]", "", row["plate"].upper())
            if not row["w"] or not text:
                continue
            image = cv2.imread(str(folder / "images" / row["file"]), cv2.IMREAD_GRAYSCALE)
            crops.append(cut(image, tuple(float(row[k]) for k in "xywh"), loose))
            texts.append(text)
            files.append(row["file"])
    return np.stack(crops), texts, files


def plateless(folder: Path, each: int = 3) -> np.ndarray:
    """Crops by chance (always the same) of photographs without a plate."""
    rng, crops = np.random.default_rng(7), []
    for path in sorted((folder / "images").iterdir()):
        image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        for _ in range(each):
            w = min(image.shape[1], int(rng.integers(40, 200)))
            h = min(image.shape[0], int(w / rng.uniform(2, 5)))
            x, y = rng.integers(0, image.shape[1] - w + 1), rng.integers(0, image.shape[0] - h + 1)
            crops.append(cut(image, (x, y, w, h)))
    return np.stack(crops)


def read(network: torch.nn.Module, crops: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Greedy texts, and probabilities of being a plate."""
    texts, plates = [], []
    network.eval()
    with torch.no_grad():
        for start in range(0, len(crops), 64):
            output = network(normalise(crops[start : start + 64]))
            plates.append(torch.sigmoid(plate_logit(output)).numpy())
            for best in columns(output).argmax(2).T.numpy():
                changed = best[np.flatnonzero(np.diff(best, prepend=-1))]
                texts.append("".join(ALPHABET[k - 1] for k in changed if 0 < k < CLASSES))
    return texts, np.concatenate(plates)


class Measure:
    """The labelled crops, cut once; `scores` reads them all."""

    def __init__(self, data: Path) -> None:
        self.cuts = {
            (name.split("-")[1], loose): labelled(data / name, loose) for name in SETS for loose in (0.0, 0.05, 0.1)
        }
        self.without = plateless(data / "no-plate")

    def scores(self, network: torch.nn.Module) -> dict[str, float]:
        """Percentages by name: `eu0` exact, `eu0f` folded (crop looser by 0 %), `eu0p` called a plate, `none` false plates."""
        result: dict[str, float] = {}
        for (name, loose), (crops, texts, _) in self.cuts.items():
            guesses, plates = read(network, crops)
            key = f"{name}{loose * 100:.0f}"
            result[key] = 100 * float(np.mean([a == b for a, b in zip(guesses, texts)]))
            result[key + "f"] = 100 * float(
                np.mean([a.translate(FOLD) == b.translate(FOLD) for a, b in zip(guesses, texts)])
            )
            if not loose:
                result[key + "p"] = 100 * float(np.mean(plates > 0.5))
        guesses, plates = read(network, self.without)
        result["none"] = 100 * float(np.mean((plates > 0.5) & np.array([len(t) >= 4 for t in guesses])))
        return result


def failures(network: torch.nn.Module, data: Path, out: Path) -> None:
    """A sheet of every crop that is read wrong: picture, truth, reading."""
    tiles = []
    for name in SETS:
        crops, texts, files = labelled(data / name)
        for crop, text, guess, file in zip(crops, texts, read(network, crops)[0], files):
            if text.translate(FOLD) != guess.translate(FOLD):
                print(name, file, text, guess)
                tile = cv2.copyMakeBorder(crop, 0, 30, 0, 6, cv2.BORDER_CONSTANT, value=255)
                for line, words in enumerate((text, guess)):
                    cv2.putText(tile, words, (2, 44 + 13 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.42, 0, 1)
                tiles.append(tile)
    while len(tiles) % 8:
        tiles.append(np.full((HEIGHT + 30, WIDTH + 6), 255, np.uint8))
    if tiles:
        cv2.imwrite(str(out), np.vstack([np.hstack(tiles[i : i + 8]) for i in range(0, len(tiles), 8)]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("training/checkpoints/reader/last.pt"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/dev"))
    parser.add_argument("--sheet", type=Path, help="write the failures here (PNG)")
    args = parser.parse_args()
    torch.set_num_threads(1)
    network = PlateNetwork()
    network.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["average"])
    for name, value in Measure(args.data).scores(network).items():
        print(f"{name:8} {value:5.1f}")
    if args.sheet:
        failures(network, args.data, args.sheet)


if __name__ == "__main__":
    main()
