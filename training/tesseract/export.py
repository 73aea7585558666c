"""Makes of a checkpoint the model that Tesseract runs, its weights as small integers."""

import argparse
from pathlib import Path

from . import starter


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="plate.traineddata")
    parser.add_argument("--folder", type=Path, default=Path("training/checkpoints/tesseract"))
    args = parser.parse_args()
    log = args.folder / "train.log"
    base = starter.make(args.folder / "starter", log)
    starter.run(
        *("lstmtraining", "--stop_training", "--convert_to_int", "--continue_from", args.folder / "last_checkpoint"),
        *("--traineddata", base, "--model_output", args.out),
        log=log,
    )
    print(f"{args.out}: {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
