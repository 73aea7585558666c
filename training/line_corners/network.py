"""The corner network: an upright view of a region in, the four corners of its line of characters out.

Input (n, 1, 64, 128) grey, each view normalised by itself as the plate network's crops are. Output (n, 9, 1, 1): x and y of the
corners, clockwise from the top left, as shares of half the view from its middle (-1 is the left or upper rim, 1 the
other; outside is allowed), then the logit that there is a line at all. Four-dimensional, so any batch runs in OpenCV's DNN.
"""

import torch
from torch import nn

HEIGHT, WIDTH = 64, 128
OUTPUTS = 9


def _step(inner: int, outer: int, kernel: int, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(inner, outer, kernel, stride, kernel // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outer), nn.ReLU(inplace=True))


class Residual(nn.Module):
    """Two convolutions beside a straight way."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _step(channels, channels, 3),
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.body(x))


class CornerNetwork(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            _step(1, 16, 5, 2),
            _step(16, 32, 3, 2),
            Residual(32),
            _step(32, 64, 3, 2),
            Residual(64),
            _step(64, 96, 3, 2),
            Residual(96),
            _step(96, 32, 1),
            nn.Conv2d(32, 160, (4, 8)),
            nn.ReLU(inplace=True),
            nn.Conv2d(160, OUTPUTS, 1),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers(x)
