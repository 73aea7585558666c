"""A process that keeps files of fresh lines ahead of the training, and the fixed ones that it is measured on."""

import time
from itertools import count, islice
from multiprocessing import Process
from pathlib import Path

from .lines import stream
from .lstmf import write

LINES_A_FILE = 1000
AHEAD = 40  # files that wait at most


def _fill(folder: Path, seed: int, first: int, gentle: int, scenes: Path | None) -> None:
    lines = stream(seed * 1009 + first, scenes, gentle)
    for number in count(first):
        while len(list(folder.glob("*.lstmf"))) >= AHEAD:
            time.sleep(1)
        write(folder / f"{number:06}.lstmf", list(islice(lines, LINES_A_FILE)))


def start(folder: Path, seed: int, first: int, gentle: int, scenes: Path | None) -> Process:
    """Fills `folder` with files from number `first` on, until the caller terminates the process."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*"):
        left.unlink()
    process = Process(target=_fill, args=(folder, seed, first, gentle, scenes), daemon=True)
    process.start()
    return process


def take(folder: Path, first: int, files: int) -> list[Path]:
    """The next files in their order; waits for them."""
    wanted = [folder / f"{number:06}.lstmf" for number in range(first, first + files)]
    while not all(path.exists() for path in wanted):
        time.sleep(0.5)
    return wanted


def validation(path: Path, scenes: Path | None, lines: int = 1000) -> None:
    """Lines that no training with a small seed sees."""
    if not path.exists():
        write(path, list(islice(stream(2**30, scenes), lines)))
