"""A small fully convolutional detector: one cell per 8 × 8 pixels says whether a plate's centre lies in it, and where its box is.

After CenterNet (Zhou et al. 2019, "Objects as Points") for the heat and FCOS (Tian et al. 2019) for one box a cell,
with the separable convolutions of MobileNet.
"""

import torch
from torch import Tensor, nn

STRIDE = 8
"""Pixels of the input per cell of the output, either way."""

MULTIPLE = 32
"""Width and height of the input must be multiples of this: the coarsest level halves it five times."""


def convolution(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Separable(nn.Module):
    """A depth-wise and a point-wise convolution; adds its input where the shapes allow it."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.residual = inputs == outputs and stride == 1
        self.spatial = convolution(inputs, inputs, 3, stride, groups=inputs)
        self.mix = convolution(inputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.mix(self.spatial(x))
        return x + y if self.residual else y


def stack(inputs: int, outputs: int, count: int) -> nn.Sequential:
    """Halves the resolution, then `count` blocks at the new one."""
    # Kernels of 3 × 3 only: OpenCV's depth-wise convolutions of 5 × 5 are five times slower.
    return nn.Sequential(Separable(inputs, outputs, stride=2), *(Separable(outputs, outputs) for _ in range(count)))


class HeatMap(nn.Module):
    """Grey picture, (batch, 1, height, width), values 0 to 1 → (batch, 5, height / 8, width / 8).

    Channels: the logit that a plate's centre lies in the cell; the offset of the centre from the cell's centre, x and y,
    in cells; the logarithm of the box's width and height in cells.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(convolution(1, 8, 3, 2), Separable(8, 24, stride=2))
        self.eighth = stack(24, 48, 3)
        self.sixteenth = stack(48, 72, 4)
        self.coarsest = stack(72, 96, 5)
        self.lateral_coarsest = convolution(96, 72, 1)
        self.merge_sixteenth = Separable(72, 72)
        self.lateral_sixteenth = convolution(72, 48, 1)
        self.merge_eighth = nn.Sequential(Separable(48, 48), Separable(48, 48))
        self.head = nn.Conv2d(48, 5, 1)
        self.up = nn.Upsample(scale_factor=2, mode="nearest")
        # A cell holds a plate about once in a thousand: start there (Lin et al. 2017, "Focal Loss").
        nn.init.constant_(self.head.bias, 0.0)
        with torch.no_grad():
            self.head.bias[0] = -6.0

    def forward(self, x: Tensor) -> Tensor:
        eighth = self.eighth(self.stem(x))
        sixteenth = self.sixteenth(eighth)
        coarsest = self.coarsest(sixteenth)
        sixteenth = self.merge_sixteenth(sixteenth + self.up(self.lateral_coarsest(coarsest)))
        eighth = self.merge_eighth(eighth + self.up(self.lateral_sixteenth(sixteenth)))
        return self.head(eighth)
