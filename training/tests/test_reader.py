"""Checks of the plate renderer and of what the plate network is fed."""

import random
import unittest

import numpy as np
import torch

from ..reader.dataset import INDEX, Stream, normalise
from ..reader.formats import ALPHABET, ROWS, from_chance, from_row
from ..reader.network import PlateNetwork, columns, plate_logit
from ..reader.spoil import HEIGHT, WIDTH


class Texts(unittest.TestCase):
    def test_every_row_gives_texts_of_the_alphabet_without_the_letters_that_it_leaves_out(self) -> None:
        rng = random.Random(1)
        for row in ROWS:
            for _ in range(20):
                text = from_row(row, rng).text
                self.assertTrue(0 < len(text) <= 10, (row["country"], text))
                self.assertLessEqual(set(text), set(ALPHABET), row["country"])

    def test_texts_by_chance_have_one_to_ten_characters(self) -> None:
        rng = random.Random(2)
        lengths = {len(from_chance(rng).text) for _ in range(2000)}
        self.assertEqual(lengths, set(range(1, 11)))


class Samples(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.batch = next(iter(Stream(7, 48, None)))

    def test_a_seed_gives_the_same_samples(self) -> None:
        for one, other in zip(self.batch, next(iter(Stream(7, 48, None)))):
            np.testing.assert_array_equal(one, other)

    def test_another_seed_gives_others(self) -> None:
        self.assertFalse(np.array_equal(self.batch[0], next(iter(Stream(8, 48, None)))[0]))

    def test_texts_belong_to_the_plates_and_nothing_is_read_elsewhere(self) -> None:
        crops, texts, lengths, plates = self.batch
        self.assertEqual(crops.shape, (48, HEIGHT, WIDTH))
        self.assertEqual(crops.dtype, np.uint8)
        self.assertEqual(lengths.sum(), len(texts))
        np.testing.assert_array_equal(lengths > 0, plates > 0)
        self.assertTrue(0 < plates.sum() < 48)
        self.assertTrue(1 <= texts.min() and texts.max() <= len(INDEX))

    def test_crops_are_evened_each_by_itself(self) -> None:
        even = normalise(self.batch[0])
        self.assertLess(float(even.mean((1, 2, 3)).abs().max()), 1e-4)
        self.assertLess(float(even.std((1, 2, 3)).max()), 1.01)


class Network(unittest.TestCase):
    def test_gives_log_probabilities_of_forty_columns_and_one_logit_a_crop(self) -> None:
        network = PlateNetwork().eval()
        with torch.no_grad():
            output = network(torch.zeros(3, 1, HEIGHT, WIDTH))
        self.assertEqual(tuple(output.shape), (3, 38, 1, 40))
        self.assertEqual(tuple(plate_logit(output).shape), (3,))
        torch.testing.assert_close(columns(output).exp().sum(2), torch.ones(40, 3))


if __name__ == "__main__":
    unittest.main()
