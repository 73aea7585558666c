"""Recall of the heat map by itself, as `npm run localizer` counts it for the whole localizer."""

import numpy as np
import torch

from .network import MULTIPLE, STRIDE, HeatMap
from .scenes import Scene


def boxes_of(network: HeatMap, grey: np.ndarray, limit: int) -> np.ndarray:
    """The best `limit` boxes of a picture: (n, 5) with x, y, width, height in pixels and the probability."""
    height, width = (-(-size // MULTIPLE) * MULTIPLE for size in grey.shape)
    padded = np.pad(grey, ((0, height - grey.shape[0]), (0, width - grey.shape[1])))
    with torch.no_grad():
        answer = network(torch.from_numpy(padded)[None, None].float() / 255)[0]
    heat = answer[0].sigmoid()
    peaks = torch.nn.functional.max_pool2d(heat[None], 3, 1, 1)[0] == heat
    rows, columns = np.nonzero((peaks & (heat > 0.01)).numpy())
    order = np.argsort(-heat[rows, columns].numpy())[:limit]
    rows, columns = rows[order], columns[order]
    x, y, w, h = answer[1:, rows, columns].numpy()
    w, h = np.exp(w) * STRIDE, np.exp(h) * STRIDE
    u, v = (columns + 0.5 + x) * STRIDE, (rows + 0.5 + y) * STRIDE
    return np.stack([u - w / 2, v - h / 2, w, h, heat[rows, columns].numpy()], 1)


def is_hit(found: np.ndarray, label: np.ndarray) -> bool:
    x, y, w, h = found[:4]
    u, v, width, height = label
    centred = u <= x + w / 2 <= u + width and v <= y + h / 2 <= v + height
    covered = min(x + w, u + width) - max(x, u) >= 0.7 * width
    return bool(centred and covered and w <= 1.3 * width and h <= 1.3 * height)


def recall(network: HeatMap, scenes: list[Scene], limit: int = 20) -> tuple[float, float]:
    """Share of the plates 30 to 60 px wide, and from 60 px on, that are among the best `limit` boxes."""
    hits: dict[bool, list[bool]] = {False: [], True: []}
    network.eval()
    for scene in scenes:
        found = boxes_of(network, scene.grey, limit)
        for label in scene.boxes:
            if label[2] >= 30:
                hits[bool(label[2] >= 60)].append(any(is_hit(box, label) for box in found))
    return float(np.mean(hits[False])), float(np.mean(hits[True]))
