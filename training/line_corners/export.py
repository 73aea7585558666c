"""Writes the averaged weights of a checkpoint as ONNX and checks it in OpenCV's DNN at batches of 1 and 10.

    python3 -m training.line_corners.export models/line-corners.onnx
"""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from .network import HEIGHT, OUTPUTS, WIDTH, CornerNetwork
from .train import CHECKPOINTS


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--checkpoint", type=Path, default=CHECKPOINTS / "last.pt")
    arguments = options.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    network = CornerNetwork().eval()
    network.load_state_dict({k: v.contiguous() for k, v in torch.load(arguments.checkpoint, map_location="cpu")["average"].items()})
    torch.onnx.export(
        network, torch.zeros(1, 1, HEIGHT, WIDTH), str(arguments.file), opset_version=11, input_names=["view"], output_names=["corners"]
    )
    runner = cv2.dnn.readNetFromONNX(str(arguments.file))
    for batch in (1, 10):
        noise = np.random.default_rng(batch).standard_normal((batch, 1, HEIGHT, WIDTH)).astype(np.float32)
        runner.setInput(noise)
        got = runner.forward()
        with torch.no_grad():
            wanted = network(torch.from_numpy(noise)).numpy()
        start = time.perf_counter()
        for _ in range(20):
            runner.setInput(noise)
            runner.forward()
        spent = (time.perf_counter() - start) / 20 / batch * 1e3
        apart = float(np.abs(got - wanted).max())
        print(f"batch {batch}: {got.shape}, differs by {apart:.1e}, {spent:.2f} ms a view")
        if got.shape != (batch, OUTPUTS, 1, 1) or apart > 1e-3:
            raise SystemExit(f"expected OpenCV and PyTorch to agree within 0.001, received {apart}")
    print(f"{arguments.file}: {arguments.file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
