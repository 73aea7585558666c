"""Writes the averaged weights of a checkpoint as ONNX and checks it in OpenCV's DNN at batches of 1 and 10."""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from .network import PlateNetwork
from .spoil import HEIGHT, WIDTH


def export(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Batch is fixed to 1 in the file; OpenCV runs any batch of it."""
    network = PlateNetwork()
    network.load_state_dict({k: v.contiguous() for k, v in weights.items()})
    network.eval()
    torch.onnx.export(
        network, torch.zeros(1, 1, HEIGHT, WIDTH), str(path), opset_version=11, input_names=["crops"], output_names=["columns"]
    )


def check(weights: dict[str, torch.Tensor], path: Path) -> None:
    """Exits with a message where OpenCV and PyTorch differ by more than 0.001; prints milliseconds a crop."""
    network = PlateNetwork()
    network.load_state_dict(weights)
    network.eval()
    cv2.setNumThreads(1)
    net = cv2.dnn.readNetFromONNX(str(path))
    for batch in (1, 10):
        x = np.random.default_rng(batch).standard_normal((batch, 1, HEIGHT, WIDTH)).astype(np.float32)
        with torch.no_grad():
            wanted = network(torch.from_numpy(x)).numpy()
        net.setInput(x)
        got = net.forward()
        start = time.perf_counter()
        for _ in range(20):
            net.setInput(x)
            net.forward()
        spent = (time.perf_counter() - start) / 20 / batch * 1e3
        difference = float(np.abs(got - wanted).max())
        print(f"batch {batch}: {got.shape}, difference {difference:.1e}, {spent:.2f} ms a crop")
        if got.shape != wanted.shape or difference > 1e-3:
            raise SystemExit(f"expected OpenCV and PyTorch to agree within 0.001, received {difference}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("training/checkpoints/reader/last.pt"))
    parser.add_argument("--out", type=Path, default=Path("training/checkpoints/reader/plate.onnx"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    weights = torch.load(args.checkpoint, map_location="cpu")["average"]
    export(weights, args.out)
    check(weights, args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
