"""What the network should answer for a view, and how far off an answer is."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from .network import STRIDE

MIN_WIDTH = 12
"""Pixels: plates that are narrower are neither asked for nor punished."""


def make_targets(boxes: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Boxes in pixels → heat (cells, cells) with 1 at centres, −1 where any answer will do;
    and (5, cells, cells): weight, then the four values of the box."""
    cells = side // STRIDE
    heat = np.zeros((cells, cells), np.float32)
    shape = np.zeros((5, cells, cells), np.float32)
    rows, columns = np.mgrid[0:cells, 0:cells].astype(np.float32) + 0.5
    # Large ones first: a small plate in front keeps its cells.
    for x, y, w, h in sorted(boxes.tolist(), key=lambda box: -box[2] * box[3]):
        u, v, width, height = (x + w / 2) / STRIDE, (y + h / 2) / STRIDE, w / STRIDE, h / STRIDE
        if w < MIN_WIDTH:
            near = (abs(columns - u) < width / 2 + 1) & (abs(rows - v) < height / 2 + 1)
            heat[near & (heat == 0)] = -1
            continue
        deviation_x, deviation_y = max(0.55, width / 9), max(0.55, height / 7)
        bump = np.exp(-(((columns - u) / deviation_x) ** 2 + ((rows - v) / deviation_y) ** 2) / 2)
        np.maximum(heat, bump, out=heat, where=heat >= 0)
        centre = min(cells - 1, int(v)), min(cells - 1, int(u))
        heat[centre] = 1
        inner = bump > 0.4
        inner[centre] = True
        shape[0][inner] = 1 / inner.sum()
        shape[1][inner] = (u - columns)[inner]
        shape[2][inner] = (v - rows)[inner]
        shape[3][inner] = np.log(width)
        shape[4][inner] = np.log(height)
    return heat, shape


def loss_of(answer: Tensor, heat: Tensor, shape: Tensor) -> tuple[Tensor, Tensor]:
    """The penalty-reduced focal loss of CenterNet, and the L1 distance of the boxes; both per plate."""
    logit = answer[:, 0]
    probability = logit.sigmoid().clamp(1e-5, 1 - 1e-5)
    centre = heat == 1
    plates = centre.sum().clamp(min=1)
    hits = (1 - probability) ** 2 * functional.logsigmoid(logit)
    misses = (1 - heat.clamp(min=0)) ** 4 * probability**2 * functional.logsigmoid(-logit)
    heat_loss = -(torch.where(centre, hits, misses) * (heat >= 0)).sum() / plates
    weight = shape[:, :1]
    distance = (answer[:, 1:] - shape[:, 1:]).abs()
    # An offset counts in relation to the size of the box, as its logarithms do.
    size = shape[:, 3:].exp()
    distance = torch.cat([distance[:, :2] * 2 / size, distance[:, 2:]], 1)
    return heat_loss, (distance * weight).sum() / plates
