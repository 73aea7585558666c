"""Trains the heat map on labelled photographs.

    python3 -m training.heat_map.train FOLDER [--samples N] [--threads N]

A folder holds `labels.csv` (file,plate,x,y,w,h) beside `images/`. Keeps a checkpoint in
`training/checkpoints/heat-map/` and goes on from it when started again, also with another number of samples.
"""

import argparse
import copy
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from .measure import recall
from .network import HeatMap
from .scenes import Scene, random_view, read_scenes
from .targets import loss_of, make_targets

SIDE = 320
BATCH = 16
PEAK_RATE = 3e-3
CHECKPOINTS = Path(__file__).parent.parent / "checkpoints" / "heat-map"


class Views(IterableDataset):
    """Endless random views of the scenes."""

    def __init__(self, scenes: list[Scene], seed: int) -> None:
        self.scenes = scenes
        self.seed = seed

    def __iter__(self):
        cv2.setNumThreads(1)
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        while True:
            scene = self.scenes[rng.integers(len(self.scenes))]
            view, boxes = random_view(scene, SIDE, rng)
            heat, shape = make_targets(boxes, SIDE)
            yield torch.from_numpy(view)[None], torch.from_numpy(heat), torch.from_numpy(shape)


def average_into(average: HeatMap, network: HeatMap, keep: float) -> None:
    """Moves the average of the weights a step towards those of now; it is what is exported."""
    with torch.no_grad():
        for mean, value in zip(average.state_dict().values(), network.state_dict().values()):
            if mean.dtype.is_floating_point:
                mean.mul_(keep).add_(value, alpha=1 - keep)
            else:
                mean.copy_(value)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--samples", type=int, default=160_000)
    options.add_argument("--threads", type=int, default=1)
    arguments = options.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    # Twice as fast on a CPU.
    network = HeatMap().to(memory_format=torch.channels_last)
    steps = arguments.samples // BATCH
    optimizer = torch.optim.AdamW(network.parameters(), PEAK_RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_RATE, total_steps=steps, pct_start=0.08)
    average = copy.deepcopy(network).eval()
    done = 0
    file = CHECKPOINTS / "last.pt"
    if file.exists():
        state = torch.load(file)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
        # The schedule is not kept, so that another number of samples can be asked for.
        for _ in range(done):
            schedule.step()
    kept_out = read_scenes(arguments.folder, kept_out=True)
    loader = iter(DataLoader(Views(read_scenes(arguments.folder, kept_out=False), done), BATCH, num_workers=1))
    losses = np.zeros(2)
    start = time.time()
    for step in range(done, steps):
        views, heat, shape = next(loader)
        network.train()
        heat_loss, box_loss = loss_of(network((views.float() / 255).to(memory_format=torch.channels_last)), heat, shape)
        optimizer.zero_grad()
        (heat_loss + box_loss).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 10)
        optimizer.step()
        schedule.step()
        average_into(average, network, min(0.998, (1 + step) / (10 + step)))
        losses += [heat_loss.item(), box_loss.item()]
        if (step + 1) % 500 == 0 or step + 1 == steps:
            small, large = recall(average, kept_out)
            print(
                f"{(step + 1) * BATCH} samples, {time.time() - start:.0f} s: heat {losses[0] / 500:.3f}, "
                f"box {losses[1] / 500:.3f}; kept out: recall 30–60 px {small:.3f}, from 60 px {large:.3f}",
                flush=True,
            )
            losses[:] = 0
            torch.save(
                {
                    "network": network.state_dict(),
                    "average": average.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "done": step + 1,
                },
                file,
            )


if __name__ == "__main__":
    main()
