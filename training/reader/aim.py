"""Where the localizer cuts: the whole plate or its line of characters, never quite exactly."""

import random

import numpy as np

from .fonts import CAP
from .render import Plate


def _tilt(rng: random.Random) -> tuple[float, float]:
    """Turn and slant (both as tangents): none, as left by the line finder, or as of a box around a tilted plate."""
    kind = rng.random()
    if kind < 0.2:
        return 0.0, 0.0
    if kind < 0.8:
        return max(-0.075, min(0.075, rng.gauss(0, 0.028))), max(-0.27, min(0.27, rng.gauss(0, 0.1)))
    return max(-0.22, min(0.22, rng.gauss(0, 0.1))), max(-0.45, min(0.45, rng.gauss(0, 0.18)))


def aim(plate: Plate, rng: random.Random) -> tuple[np.ndarray, str]:
    """The quadrilateral that the localizer cuts, in the plate's pixels, and what it still holds."""
    x0, y0, x1, y1 = plate.box
    kind = rng.random()
    if kind < 0.58:
        tall, left, right = rng.gauss(1.55, 0.14), rng.gauss(0.38, 0.16), rng.gauss(0.38, 0.16)
        tall = min(1.9, max(1.3, tall))
    elif kind < 0.91:
        tall = rng.uniform(1.5, 2.25)
        left, right = (rng.uniform(0.15, 1.2), rng.uniform(0.15, 1.2)) if rng.random() < 0.7 else (0.3, 0.3)
    else:
        tall, left, right = rng.uniform(1.12, 1.35), rng.uniform(0, 0.3), rng.uniform(0, 0.3)
    left, right = max(0.02, left), max(0.02, right)
    edge = plate.edge
    if rng.random() < 0.3 and edge[3] - edge[1] < 2.2 * CAP:
        loose = rng.choice((0.1, 0.3, 0.6))
        tall = (edge[3] - edge[1]) / CAP + rng.uniform(-0.1, loose)
        left, right = (x0 - edge[0]) / CAP + rng.uniform(-0.12, loose), (edge[2] - x1) / CAP + rng.uniform(-0.12, loose)
        left, right = min(1.45, max(0.02, left)), min(1.45, max(0.02, right))
    text = plate.text
    if rng.random() < 0.035 and len(text) > 3:
        cut = rng.uniform(-0.5, 0.0)
        left, right = (cut, right) if rng.random() < 0.5 else (left, cut)
    turn, slant = _tilt(rng)
    steep = abs(turn) > 0.075
    if steep:  # an upright box around a tilted plate
        tall += abs(turn) * (x1 - x0) / CAP * rng.uniform(0.35, 1.0)
    xa, xb = x0 - left * CAP, x1 + right * CAP
    kept = []
    for char, (a, b) in zip(text, plate.spans):
        seen = (min(b, xb) - max(a, xa)) / max(1.0, b - a)
        if seen >= 0.5:
            kept.append(char)
    shift = max(-0.14, min(0.14, rng.gauss(0, 0.06))) * tall * CAP
    middle = (y0 + y1) / 2 + shift
    half = tall * CAP / 2
    quad = np.array([[xa, middle - half], [xb, middle - half], [xb, middle + half], [xa, middle + half]], np.float32)
    centre = (quad[0] + quad[2]) / 2
    if not steep:
        reach = 0.16 * CAP * tall / max(1.0, (xb - xa) / 2)
        turn = max(-reach, min(reach, turn)) if abs(turn) > 0.03 else turn
    offset = quad - centre
    quad = centre + np.stack([offset[:, 0] - turn * offset[:, 1] + slant * offset[:, 1], offset[:, 1] + turn * offset[:, 0]], 1)
    if rng.random() < 0.5:
        squeeze = rng.gauss(0, 0.035) * CAP * tall
        quad[[0, 3], 1] += (squeeze, -squeeze)
        quad[[1, 2], 1] += (-squeeze, squeeze)
    return quad.astype(np.float32), "".join(kept)
