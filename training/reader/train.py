"""Trains the plate network on rendered plates; resumes by itself where a checkpoint stands.

The learning rate follows one cycle over the time (--minutes) or the samples (--samples)
that are left; a later start stretches what is left of the cycle over its own limit.
"""

import argparse
import copy
import csv
import math
import os
import signal
import time
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader

from .dataset import Stream, normalise
from .evaluate import Measure
from .export import export
from .network import PlateNetwork, columns, plate_logit

WARM = 0.04  # share of the cycle in which the rate rises


def rate(progress: float, top: float) -> float:
    """Learning rate at a share 0..1 of the cycle: a short rise, then a cosine down."""
    if progress < WARM:
        return top * (0.05 + 0.95 * progress / WARM)
    return top * (0.002 + 0.998 * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - WARM) / (1 - WARM)))))


class Training:
    """Network, optimizer, running average of the weights, and how far they are."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.network = PlateNetwork().to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).eval()
        self.optimizer = torch.optim.AdamW(self.network.parameters(), args.rate, weight_decay=0.01)
        self.samples, self.steps, self.progress = 0, 0, 0.0
        self.ctc = nn.CTCLoss(zero_infinity=True)
        self.bce = nn.BCEWithLogitsLoss()

    def load(self, path: Path) -> None:
        state = torch.load(path, map_location="cpu")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.samples, self.steps, self.progress = state["samples"], state["steps"], state["progress"]
        if self.args.progress is not None:
            self.progress = self.args.progress

    def save(self, path: Path) -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "samples": self.samples,
            "steps": self.steps,
            "progress": self.progress,
        }
        torch.save(state, path.with_suffix(".new"))
        os.replace(path.with_suffix(".new"), path)

    def step(self, batch: tuple[torch.Tensor, ...]) -> float:
        crops, texts, lengths, plates = batch
        for group in self.optimizer.param_groups:
            group["lr"] = rate(self.progress, self.args.rate)
        self.network.train()
        output = self.network(normalise(crops.numpy()).to(memory_format=torch.channels_last))
        scores = columns(output)
        widths = torch.full((len(lengths),), scores.shape[0], dtype=torch.long)
        loss = self.ctc(scores, texts, widths, lengths) + 0.3 * self.bce(plate_logit(output), plates)
        if not torch.isfinite(loss):
            return float("nan")
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.steps += 1
        self.samples += len(lengths)
        self._follow(min(0.9995, (1 + self.steps) / (20 + self.steps)))
        return loss.item()

    @torch.no_grad()
    def _follow(self, keep: float) -> None:
        new = self.network.state_dict()
        for name, old in self.average.state_dict().items():
            if old.dtype.is_floating_point:
                old.lerp_(new[name], 1 - keep)
            else:
                old.copy_(new[name])


def report(training: Training, measure: Measure | None, loss: float, pace: float, out: Path) -> None:
    """Checkpoint, ONNX file, one line in the log and one in scores.csv."""
    training.save(out / "last.pt")
    export(training.average.state_dict(), out / "plate.onnx")
    row = {"time": time.strftime("%H:%M:%S"), "samples": training.samples, "progress": round(training.progress, 4), "loss": round(loss, 4)}
    if measure:
        row |= {name: round(value, 1) for name, value in measure.scores(training.average).items()}
    print(" ".join(f"{k}={v}" for k, v in row.items()), f"{pace:.0f}/s", flush=True)
    path = out / "scores.csv"
    fresh = not path.exists()
    with path.open("a", newline="") as table:
        writer = csv.DictWriter(table, row.keys())
        if fresh:
            writer.writeheader()
        writer.writerow(row)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    limit = parser.add_mutually_exclusive_group(required=True)
    limit.add_argument("--minutes", type=float, help="the cycle ends after so many minutes from now")
    limit.add_argument("--samples", type=int, help="the cycle ends after so many samples in all")
    parser.add_argument("--out", type=Path, default=Path("training/checkpoints/reader"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/dev"), help="labelled photographs, for measuring")
    parser.add_argument("--scenes", type=Path, default=Path("../shared/data/scenes"), help="photographs for surroundings")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--every", type=float, default=600, help="seconds between reports")
    parser.add_argument("--gentle", type=int, default=40_000, help="so many clean samples first")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--progress", type=float, help="on resume, go back (or on) to this share of the cycle")
    return parser.parse_args()


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    training = Training(args)
    if (args.out / "last.pt").exists():
        training.load(args.out / "last.pt")
        print(f"resumed at {training.samples} samples, {training.progress:.3f} of the cycle", flush=True)
    measure = Measure(args.data) if args.data.exists() else None
    stream = Stream(
        args.seed + training.samples,
        args.batch,
        args.scenes if args.scenes.exists() else None,
        gentle=max(0, args.gentle - training.samples),
    )
    loader = iter(DataLoader(stream, batch_size=None, num_workers=args.workers, prefetch_factor=16))
    started = last = reported = time.monotonic()
    mean, seen = 0.0, 0
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
    while training.progress < 1 and not stop:
        loss = training.step(next(loader))
        if loss == loss:
            mean, seen = mean + loss, seen + 1
        now = time.monotonic()
        left = started + args.minutes * 60 - last if args.minutes else args.samples - training.samples + args.batch
        gone = now - last if args.minutes else args.batch
        last = now
        training.progress += (1 - training.progress) * min(1.0, gone / max(gone, left))
        if training.steps % 200 == 0:
            print(f"{time.strftime('%H:%M:%S')} {training.samples} loss {mean / max(1, seen):.4f}", flush=True)
        if now - reported > args.every or training.progress >= 1:
            pace = seen * args.batch / (now - reported)
            report(training, measure, mean / max(1, seen), pace, args.out)
            reported, mean, seen = time.monotonic(), 0.0, 0
    training.save(args.out / "last.pt")


if __name__ == "__main__":
    main()
