"""Checks of the views that the corner network is trained on."""

import random
import unittest

import cv2
import numpy as np
import torch

from ..line_corners.evaluate import ASIDE, TALL, cut
from ..line_corners.network import HEIGHT, OUTPUTS, WIDTH, CornerNetwork
from ..line_corners.train import loss_of
from ..line_corners.views import ABOVE, BESIDE, Stream, Viewer, grown, project, rectangle, view_of


class Views(unittest.TestCase):
    def test_show_more_than_the_region_on_every_side(self) -> None:
        np.testing.assert_allclose(
            grown(rectangle(100, 50, 300, 90)),
            rectangle(100 - BESIDE * 200, 50 - ABOVE * 40, 300 + BESIDE * 200, 90 + ABOVE * 40),
        )

    def test_put_the_corners_of_the_region_into_those_of_the_view(self) -> None:
        corners = np.float32([[20, 30], [220, 60], [210, 130], [10, 100]])
        view, matrix = view_of(np.zeros((200, 300), np.uint8), corners)
        self.assertEqual(view.shape, (HEIGHT, WIDTH))
        np.testing.assert_allclose(project(matrix, corners), rectangle(0, 0, WIDTH, HEIGHT), atol=1e-3)

    def test_label_where_the_characters_are(self) -> None:
        viewer = Viewer(None, random.Random(3))
        for _ in range(30):
            view, corners, sides = viewer.positive()
            self.assertEqual(view.shape, (HEIGHT, WIDTH))
            turn = np.cross(corners[1] - corners[0], corners[3] - corners[0])
            self.assertGreater(turn, 0, "clockwise from the top left")
            self.assertLess(np.abs(corners).max(), 3)
            self.assertTrue((sides > 0).all())

    def test_a_seed_gives_the_same_views(self) -> None:
        for one, other in zip(next(iter(Stream(5, 16, None))), next(iter(Stream(5, 16, None)))):
            np.testing.assert_array_equal(one, other)


class Crops(unittest.TestCase):
    def test_have_the_margins_of_the_plate_network(self) -> None:
        photo = np.zeros((200, 400), np.uint8)
        cv2.rectangle(photo, (100, 80), (299, 119), 255, -1)
        crop = cut(photo, rectangle(100, 80, 300, 120))
        rows, cols = np.flatnonzero(crop.mean(1) > 60), np.flatnonzero(crop.mean(0) > 60)
        self.assertAlmostEqual(len(rows) / crop.shape[0], 1 / TALL, delta=0.07)
        self.assertAlmostEqual(len(cols) / crop.shape[1], 200 / (200 + 2 * ASIDE * 40), delta=0.03)


class Loss(unittest.TestCase):
    def test_counts_corners_of_plates_only(self) -> None:
        network = CornerNetwork().eval()
        with torch.no_grad():
            output = network(torch.zeros(2, 1, HEIGHT, WIDTH))
        self.assertEqual(tuple(output.shape), (2, OUTPUTS, 1, 1))
        right = output[:, :8, 0, 0].clone()
        right[1] += 5
        apart, _ = loss_of(output, right, torch.ones(2, 2), torch.tensor([1.0, 0.0]))
        self.assertEqual(float(apart), 0)


if __name__ == "__main__":
    unittest.main()
