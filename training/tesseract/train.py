"""Trains Tesseract's LSTM on rendered lines, each seen once; resumes where a checkpoint stands."""

import argparse
import csv
import re
import subprocess
import time
from pathlib import Path

from . import starter, supply

# Tanh and LSTM keep within -1 to 1, so that the network loses nothing when it is made one of integers.
NETWORK = "[1,36,0,1 Ct3,3,16 Mp3,3 Ct3,3,32 Mp2,1 S6,1 Lfx96 Lrx96 O1c1]"
HIGHEST_RATE, LOWEST_RATE = 1e-3, 3e-5
FILES_A_ROUND = 8
GENTLE = 20_000  # lines at the beginning that are clean, so that it begins to read sooner


def rate(progress: float) -> float:
    """Constant for a quarter of the training, then falling evenly on a logarithmic scale."""
    falling = min(1.0, max(0.0, (progress - 0.25) / 0.75))
    return HIGHEST_RATE * (LOWEST_RATE / HIGHEST_RATE) ** falling


class Training:
    """Its folder holds everything: `last_checkpoint`, `scores.csv`, `train.log`, the lines that wait."""

    def __init__(self, folder: Path, network: str) -> None:
        self.folder, self.network, self.log = folder, network, folder / "train.log"
        folder.mkdir(parents=True, exist_ok=True)
        self.base = starter.make(folder / "starter", self.log)
        self.checkpoint = folder / "last_checkpoint"

    def round(self, files: list[Path], speed: float) -> None:
        """Learns every line of the files once, then removes them."""
        listing = self.folder / "round.txt"
        listing.write_text("".join(f"{path}\n" for path in files))
        # lstmtraining takes up a checkpoint of its own name as it stands, with its old rate: the name must be another.
        following = self.folder / "next_checkpoint"
        following.unlink(missing_ok=True)
        begin: list[str | Path] = ["--net_spec", self.network]
        if self.checkpoint.exists():
            begin = ["--continue_from", self.checkpoint, "--reset_learning_rate"]
        starter.run(
            *("lstmtraining", *begin, "--traineddata", self.base, "--model_output", self.folder / "next"),
            *("--train_listfile", listing, "--sequential_training", "--learning_rate", f"{speed:.3g}"),
            *("--max_iterations", str(len(files) * supply.LINES_A_FILE), "--target_error_rate", "0.0001"),
            log=self.log,
        )
        following.replace(self.checkpoint)
        for path in [*files, *self.folder.glob("next_*.checkpoint")]:
            path.unlink()

    def error(self, lines: Path) -> tuple[float, float]:
        """Percentages of wrong characters and of wrong texts."""
        listing = self.folder / "measure.txt"
        listing.write_text(f"{lines}\n")
        command = ["lstmeval", "--model", self.checkpoint, "--traineddata", self.base, "--eval_listfile", listing]
        said = subprocess.run([*map(str, command), "--verbosity", "0"], check=True, capture_output=True, text=True)
        found = re.search(r"BCER eval=([\d.]+), BWER eval=([\d.]+)", said.stdout + said.stderr)
        if not found:
            raise SystemExit(f"expected error rates from lstmeval, it said: {said.stderr}")
        return float(found[1]), float(found[2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=65)
    parser.add_argument("--folder", type=Path, default=Path("training/checkpoints/tesseract"))
    parser.add_argument("--scenes", type=Path, default=Path("../shared/data/scenes"), help="surroundings; may be missing")
    parser.add_argument("--photographs", type=Path, help="labelled crops as .lstmf, for measuring only (see photographs.py)")
    parser.add_argument("--network", default=NETWORK)
    parser.add_argument("--progress", type=float, default=0, help="share of the training that is done, when it resumes")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    scenes = args.scenes if args.scenes.exists() else None
    training = Training(args.folder, args.network)
    rendered, scores = args.folder / "validation.lstmf", args.folder / "scores.csv"
    supply.validation(rendered, scenes)
    learned = int(scores.read_text().splitlines()[-1].split(",")[0]) if scores.exists() else 0
    started, first = time.time(), learned // supply.LINES_A_FILE
    supplier = supply.start(args.folder / "lines", args.seed, first, 0 if learned else GENTLE, scenes)
    try:
        while (passed := (time.time() - started) / 60 / args.minutes) < 1:
            progress = args.progress + (1 - args.progress) * passed
            files = supply.take(args.folder / "lines", first, FILES_A_ROUND)
            first += FILES_A_ROUND
            training.round(files, rate(progress))
            row: dict[str, float | str] = {"lines": first * supply.LINES_A_FILE, "rate": f"{rate(progress):.2g}"}
            row["minutes"] = f"{(time.time() - started) / 60:.1f}"
            row["characters"], row["texts"] = training.error(rendered)
            if args.photographs:
                row["photo_characters"], row["photo_texts"] = training.error(args.photographs)
            new = not scores.exists()
            with scores.open("a", newline="") as file:
                table = csv.DictWriter(file, row.keys())
                if new:
                    table.writeheader()
                table.writerow(row)
            print(row, flush=True)
    finally:
        supplier.terminate()


if __name__ == "__main__":
    main()
