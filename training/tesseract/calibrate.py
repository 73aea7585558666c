"""Fits how sure the reader may be (the constants of src/recognition/readers/vote.ts) on rendered lines that no training sees."""

import argparse
import re
import subprocess
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from .lines import stream

SEED = 2**30 + 7
FACTORS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0)
VARIABLES = {
    **{"lstm_choice_mode": 2, "lstm_rating_coefficient": 1, "tessedit_create_hocr": 1},
    **{"tessedit_do_invert": 0, "user_defined_dpi": 150},
}
CHANCE = 0.02  # that none of the alternatives is right


@dataclass
class Recognized:
    """What Tesseract says of a line: `symbols` holds of each character what it may be, with ratings (0 is certain)."""

    text: str
    confidence: float
    symbols: list[list[tuple[str, float]]]
    truth: str

    def wrong_characters(self) -> int | None:
        """None where texts or symbols cannot be compared one by one."""
        if not len(self.text) == len(self.truth) == len(self.symbols):
            return None
        return sum(a != b for a, b in zip(self.text, self.truth))


def recognize(model: Path, lines: list[tuple[np.ndarray, str]]) -> list[Recognized]:
    """Reads the lines as the reader of src/recognition does."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:05}.png" for number in range(len(lines))]
        for path, (line, _) in zip(paths, lines):
            cv2.imwrite(str(path), line)
        listing = Path(folder) / "list.txt"
        listing.write_text("".join(f"{path}\n" for path in paths))
        command = ["tesseract", str(listing), "-", "--tessdata-dir", str(model.parent), "-l", model.stem, "--psm", "13"]
        options = [part for name, value in VARIABLES.items() for part in ("-c", f"{name}={value}")]
        hocr = subprocess.run([*command, *options], check=True, capture_output=True, text=True).stdout
    pages = hocr.split("class='ocr_page'")[1:]
    return [_parse(page, truth) for page, (_, truth) in zip(pages, lines)]


def _parse(page: str, truth: str) -> Recognized:
    words = re.findall(r"x_wconf (\d+)'[^>]*>([^<\s]*)", page)
    choices = [re.findall(r"x_confs ([^']+)'>([^<]+)", part) for part in page.split("id='lstm_choices_")[1:]]
    symbols = [[(char, 100 - float(value)) for value, char in choice] for choice in choices]
    confidence = min((float(value) for value, _ in words), default=0.0)
    return Recognized("".join(word for _, word in words), confidence, symbols, truth)


def odds(confidences: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Logistic regression by Newton's method: log odds at a confidence of 100, and how they fall with each point less."""
    inputs = np.stack([np.ones(len(right)), 100 - confidences], 1)
    weights = np.zeros(2)
    for _ in range(40):
        said = 1 / (1 + np.exp(-inputs @ weights))
        curve = (inputs * (said * (1 - said))[:, None]).T @ inputs + 1e-6 * np.eye(2)
        weights += np.linalg.solve(curve, inputs.T @ (right - said))
    return float(weights[0]), float(-weights[1])


def likelihood(symbols: list[tuple[list[tuple[str, float]], str]], factor: float) -> float:
    """Mean log likelihood of the right characters when a rating worse by `factor` means e times less likely."""
    total = 0.0
    for alternatives, char in symbols:
        weights = np.exp(-np.array([rating for _, rating in alternatives]) / factor)
        share = sum(weight for weight, (text, _) in zip(weights, alternatives) if text == char) / weights.sum()
        total += np.log((1 - CHANCE) * share + CHANCE / 36)
    return total / len(symbols)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=Path("models/plate.traineddata"))
    parser.add_argument("--scenes", type=Path, default=Path("../shared/data/scenes"))
    parser.add_argument("--lines", type=int, default=2000)
    args = parser.parse_args()
    drawn = list(islice(stream(SEED, args.scenes if args.scenes.exists() else None), args.lines))
    read = [line for line in recognize(args.model, drawn) if line.text]
    right = np.array([line.text == line.truth for line in read], float)
    at_best, per_point = odds(np.array([line.confidence for line in read]), right)
    print(f"{100 * right.sum() / len(drawn):.1f} % right; log odds {at_best:.2f} at 100, less {per_point:.4f} a point")
    compared = [(line, wrong) for line in read if (wrong := line.wrong_characters()) is not None]
    symbols = [
        pair for line, wrong in compared if wrong <= 2 for pair in zip(line.symbols, line.truth) if pair[0]
    ]
    best = max(FACTORS, key=lambda factor: likelihood(symbols, factor))
    nearly = [line for line, wrong in compared if wrong == 1]
    told = sum(all(c in dict(symbol) for symbol, c in zip(line.symbols, line.truth)) for line in nearly)
    print(f"a factor of e for {best} ratings; of the wrong texts {100 * told / (1 - right).sum():.0f} % are nearly right")


if __name__ == "__main__":
    main()
