"""How much better the plate network reads labelled boxes once the corner network has cut them."""

import csv
import re
from pathlib import Path

import cv2
import numpy as np
import torch

from ..reader.dataset import normalise
from ..reader.evaluate import FOLD, SETS, read
from ..reader.network import PlateNetwork
from ..reader.spoil import HEIGHT as CROP_HEIGHT, WIDTH as CROP_WIDTH
from .network import HEIGHT, WIDTH, CornerNetwork
from .views import grown, project, rectangle, view_of

# As the plate network was trained: heights of the crop in heights of the characters, and heights beside them.
TALL, ASIDE = 1.6, 0.4


def cut(photo: np.ndarray, corners: np.ndarray, width: int = CROP_WIDTH, height: int = CROP_HEIGHT) -> np.ndarray:
    """The plate network's input around a line of characters whose corners are known."""
    across = (corners[1] - corners[0] + corners[2] - corners[3]) / 2
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 2
    beside = ASIDE * np.linalg.norm(down) / max(1e-3, np.linalg.norm(across))
    above = (TALL - 1) / 2
    unit = rectangle(0, 0, 1, 1)
    there = cv2.getPerspectiveTransform(unit, corners.astype(np.float32))
    quad = project(there, rectangle(-beside, -above, 1 + beside, 1 + above))
    tall = np.linalg.norm(quad[3] - quad[0])
    shrink = min(1.0, 1.5 * height / max(1.0, tall))
    if shrink < 1:
        photo = cv2.resize(photo, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    matrix = cv2.getPerspectiveTransform((quad * shrink).astype(np.float32), rectangle(0, 0, width, height))
    return cv2.warpPerspective(photo, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def find(network: CornerNetwork, photo: np.ndarray, region: np.ndarray) -> tuple[np.ndarray, float]:
    """Corners of the line of characters in a region of a photograph, in its pixels, and how sure there is one."""
    view, matrix = view_of(photo, grown(region))
    with torch.no_grad():
        output = network(normalise(view[None]))[0, :, 0, 0].numpy()
    corners = (output[:8].reshape(4, 2) + 1) * np.float32([WIDTH / 2, HEIGHT / 2])
    return project(np.linalg.inv(matrix), corners), float(1 / (1 + np.exp(-output[8])))


class Measure:
    def __init__(self, data: Path, checkpoint: Path) -> None:
        self.reader = PlateNetwork()
        self.reader.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
        self.photos: list[tuple[str, str, np.ndarray, np.ndarray, str]] = []
        for name in SETS:
            with (data / name / "labels.csv").open() as table:
                for row in csv.DictReader(table):
                    text = re.sub("[^A-Z0-9]", "", row["plate"].upper()).translate(FOLD)
                    if not row["w"] or not text:
                        continue
                    photo = cv2.imread(str(data / name / "images" / row["file"]), cv2.IMREAD_GRAYSCALE)
                    x, y, w, h = (float(row[k]) for k in "xywh")
                    x0, y0 = max(0, int(x - w)), max(0, int(y - 2 * h))
                    photo = photo[y0 : int(y + 3 * h), x0 : int(x + 2 * w)].copy()
                    box = rectangle(x - x0, y - y0, x + w - x0, y + h - y0)
                    self.photos.append((name.split("-")[1], text, photo, box, row["file"]))

    def crops(self, network: CornerNetwork, looks: int = 1) -> list[np.ndarray]:
        network.eval()
        result = []
        for _, _, photo, region, _ in self.photos:
            for _ in range(looks):
                region, _ = find(network, photo, region)
            result.append(cut(photo, region))
        return result

    def scores(self, network: CornerNetwork) -> dict[str, float]:
        """Folded texts right, %, for each set, after one look (`eu1`) and after two."""
        result = {}
        for looks in (1, 2):
            texts = [t.translate(FOLD) for t in read(self.reader, np.stack(self.crops(network, looks)))[0]]
            for name in ("eu", "us", "br"):
                right = [got == truth for got, (own, truth, *_) in zip(texts, self.photos) if own == name]
                result[f"{name}{looks}"] = 100 * float(np.mean(right))
        return result
