"""Writes the trained heat map as ONNX for OpenCV's DNN module and checks that both answer alike.

    python3 -m training.heat_map.export models/plate-heat-map.onnx
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

from .network import HeatMap
from .train import CHECKPOINTS

# OpenCV 4.6 knows this set of operators whole; later ones in part.
OPERATORS = 11


def export(network: HeatMap, file: Path) -> None:
    """Writes the network. It takes pictures of any size whose sides are multiples of `MULTIPLE`."""
    network.eval()
    torch.onnx.export(
        network,
        torch.zeros(1, 1, 480, 640),
        str(file),
        opset_version=OPERATORS,
        input_names=["grey"],
        output_names=["cells"],
    )


def difference(network: HeatMap, file: Path) -> float:
    """Largest difference between PyTorch's and OpenCV's answer for noise of a size that was not exported."""
    runner = cv2.dnn.readNetFromONNX(str(file))
    noise = np.random.default_rng(1).random((1, 1, 256, 384), np.float32)
    runner.setInput(noise)
    with torch.no_grad():
        return float(np.abs(runner.forward() - network(torch.from_numpy(noise)).numpy()).max())


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("file", type=Path)
    arguments = options.parse_args()
    network = HeatMap()
    network.load_state_dict(torch.load(CHECKPOINTS / "last.pt", map_location="cpu")["average"])
    export(network, arguments.file)
    print(f"{arguments.file}: {arguments.file.stat().st_size} bytes, differs by {difference(network, arguments.file):.2e}")


if __name__ == "__main__":
    main()
