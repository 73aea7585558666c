"""An endless, seeded stream of rendered batches."""

import random
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from .fonts import FontBox
from .formats import ALPHABET
from .negatives import negative
from .render import Renderer
from .scenery import Scenery
from .spoil import HEIGHT, WIDTH, spoil
from .strokes import faces

NEGATIVES = 0.12
INDEX = {char: number + 1 for number, char in enumerate(ALPHABET)}  # 0 is the blank


def normalise(crops: np.ndarray) -> torch.Tensor:
    """uint8 (n, HEIGHT, WIDTH) to float (n, 1, HEIGHT, WIDTH): (x - mean) / (deviation + 1), each crop by itself."""
    x = torch.from_numpy(np.ascontiguousarray(crops)).float().unsqueeze(1)
    return (x - x.mean((2, 3), keepdim=True)) / (x.std((2, 3), unbiased=False, keepdim=True) + 1)


class Stream(IterableDataset):
    """Batches of (crops uint8, texts joined as indices, lengths, is-plate); every plate is spoiled `reuse` times;
    the first `gentle` samples are clean, so that the network begins to read sooner.
    """

    def __init__(self, seed: int, batch: int, scenes: Path | None, reuse: int = 2, gentle: int = 0) -> None:
        self.seed, self.batch, self.scenes, self.reuse = seed, batch, scenes, reuse
        self.gentle = gentle

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        worker = get_worker_info()
        seed = self.seed * 1009 + (worker.id if worker else 0)
        rng = random.Random(seed)
        np.random.seed(seed % 2**31)
        cv2.setNumThreads(1)
        cv2.setRNGSeed(seed % 2**31)
        fonts, scenery = FontBox(), Scenery(self.scenes, rng)
        fonts.strokes = faces(80, fonts.likely)
        renderer = Renderer(fonts, scenery, rng)
        waiting: list = []
        drawn = 0
        while True:
            crops = np.empty((self.batch, HEIGHT, WIDTH), np.uint8)
            texts, plates = [], np.zeros(self.batch, np.float32)
            for place in range(self.batch):
                text = ""
                if rng.random() < NEGATIVES:
                    crops[place] = negative(fonts, renderer.words, scenery, rng)
                else:
                    while not text:
                        if len(waiting) < 256 * (self.reuse > 1) + 1:
                            waiting += [renderer.plate()] * self.reuse
                        pick = rng.randrange(len(waiting))
                        waiting[pick], waiting[-1] = waiting[-1], waiting[pick]
                        crops[place], text = spoil(waiting.pop(), rng, drawn < self.gentle)
                    plates[place] = 1
                texts.append(text)
            drawn += self.batch
            joined = np.array([INDEX[c] for t in texts for c in t], np.int64)
            yield crops, joined, np.array([len(t) for t in texts], np.int64), plates
