"""The plate network: convolutions only, 32 x 160 grey in, 40 columns of 38 numbers out.

Channel 0 is the CTC blank, 1 to 36 are the alphabet, 37 says "plate": its mean over
the columns is the logit. Nothing is flattened, so any batch runs in OpenCV's DNN.
"""

import torch
from torch import nn

CLASSES = 37
PLATE = 37
CHANNELS = (24, 48, 96, 128)


def _norm(inner: int, outer: int, kernel: tuple[int, int], stride: tuple[int, int] = (1, 1), spread: int = 1) -> list[nn.Module]:
    padding = (kernel[0] // 2, kernel[1] // 2 * spread)
    return [nn.Conv2d(inner, outer, kernel, stride, padding, (1, spread), bias=False), nn.BatchNorm2d(outer)]


def _step(inner: int, outer: int, kernel: tuple[int, int], stride: tuple[int, int] = (1, 1)) -> nn.Sequential:
    return nn.Sequential(*_norm(inner, outer, kernel, stride), nn.ReLU(inplace=True))


class Residual(nn.Module):
    """Two convolutions beside a straight way; `spread` widens the view along the line."""

    def __init__(self, channels: int, kernel: tuple[int, int], spread: int = 1) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *_norm(channels, channels, kernel, spread=spread),
            nn.ReLU(inplace=True),
            *_norm(channels, channels, kernel, spread=spread),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + self.body(x))


class PlateNetwork(nn.Module):
    """(n, 1, 32, 160) normalised grey to (n, 38, 1, 40)."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d = CHANNELS
        self.layers = nn.Sequential(
            _step(1, a, (5, 5), (2, 2)),
            _step(a, b, (3, 3)),
            nn.MaxPool2d(2),
            Residual(b, (3, 3)),
            _step(b, c, (3, 3), (2, 1)),
            Residual(c, (3, 3)),
            _step(c, d, (3, 3), (2, 1)),
            nn.Conv2d(d, d, (2, 1), bias=False),
            nn.BatchNorm2d(d),
            nn.ReLU(inplace=True),
            Residual(d, (1, 5)),
            Residual(d, (1, 5), spread=2),
            Residual(d, (1, 5)),
            nn.Conv2d(d, CLASSES + 1, 1),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers(x)


def columns(output: torch.Tensor) -> torch.Tensor:
    """Log-probabilities (columns, n, 37), as CTC wants them."""
    return output[:, :CLASSES, 0].log_softmax(1).permute(2, 0, 1)


def plate_logit(output: torch.Tensor) -> torch.Tensor:
    """(n) logits that the crop holds a plate."""
    return output[:, PLATE, 0].mean(1)
