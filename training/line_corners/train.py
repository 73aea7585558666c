"""Trains the corner network on rendered plates; resumes by itself where a checkpoint stands.

    python3 -m training.line_corners.train [--samples N] [--data FOLDER] [--scenes FOLDER]
"""

import argparse
import copy
import time
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader

from ..heat_map.train import average_into
from ..reader.dataset import normalise
from .evaluate import Measure
from .network import CornerNetwork
from .views import Stream

CHECKPOINTS = Path(__file__).parent.parent / "checkpoints" / "line-corners"
BATCH = 64
PEAK_RATE = 2e-3


def loss_of(output: torch.Tensor, corners: torch.Tensor, sides: torch.Tensor, plates: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean distance of the corners in heights of the characters (smooth near 0), and cross entropy of there being a line."""
    apart = (output[:, :8, 0, 0] - corners).view(-1, 4, 2) * sides[:, None]
    smooth = nn.functional.smooth_l1_loss(apart, torch.zeros_like(apart), beta=0.05, reduction="none").sum((1, 2)) / 4
    logits = output[:, 8, 0, 0]
    return (smooth * plates).sum() / plates.sum().clamp(min=1), nn.functional.binary_cross_entropy_with_logits(logits, plates)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--samples", type=int, default=600_000)
    options.add_argument("--data", type=Path, default=Path("../shared/data/dev"))
    options.add_argument("--scenes", type=Path, default=Path("../shared/data/scenes"))
    options.add_argument("--reader", type=Path, default=Path("training/checkpoints/reader/last.pt"), help="reads, for measuring")
    options.add_argument("--every", type=int, default=800, help="steps between reports")
    arguments = options.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    network = CornerNetwork().to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(network.parameters(), PEAK_RATE, weight_decay=0.01)
    steps, done = arguments.samples // BATCH, 0
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=steps, pct_start=0.05, final_div_factor=1e3)
    file = CHECKPOINTS / "last.pt"
    if file.exists():
        state = torch.load(file)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
        for _ in range(done):
            schedule.step()
    measure = Measure(arguments.data, arguments.reader) if arguments.data.exists() and arguments.reader.exists() else None
    scenes = arguments.scenes if arguments.scenes.exists() else None
    loader = iter(DataLoader(Stream(1 + done, BATCH, scenes), batch_size=None, num_workers=1, prefetch_factor=16))
    sums, start = [0.0, 0.0], time.monotonic()
    for step in range(done, steps):
        views, corners, sides, plates = next(loader)
        network.train()
        output = network(normalise(views.numpy()).to(memory_format=torch.channels_last))
        apart, wrong = loss_of(output, corners, sides, plates)
        optimizer.zero_grad(set_to_none=True)
        (apart + 0.2 * wrong).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        average_into(average, network, min(0.999, (1 + step) / (20 + step)))
        sums = [sums[0] + apart.item(), sums[1] + wrong.item()]
        if (step + 1) % arguments.every == 0 or step + 1 == steps:
            state = {"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(), "done": step + 1}
            torch.save(state, file)
            read = measure.scores(average) if measure else {}
            pace = arguments.every * BATCH / (time.monotonic() - start)
            print(
                f"{time.strftime('%H:%M:%S')} {(step + 1) * BATCH} samples, {pace:.0f}/s: corners {sums[0] / arguments.every:.4f}, line "
                f"{sums[1] / arguments.every:.4f} " + " ".join(f"{k} {v:.1f}" for k, v in read.items()),
                flush=True,
            )
            sums, start = [0.0, 0.0], time.monotonic()


if __name__ == "__main__":
    main()
