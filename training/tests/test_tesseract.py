"""Checks of the lines that Tesseract learns from."""

import struct
import unittest
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from ..reader.formats import ALPHABET
from ..tesseract.lines import HEIGHT, MAX_WIDTH, MIN_WIDTH, stream
from ..tesseract.lstmf import write
from ..tesseract.train import HIGHEST_RATE, LOWEST_RATE, rate


class Lines(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.lines = list(islice(stream(5, None), 150))

    def test_a_seed_gives_the_same_lines(self) -> None:
        for (line, text), (other, same) in zip(self.lines, stream(5, None)):
            self.assertEqual(text, same)
            np.testing.assert_array_equal(line, other)

    def test_another_seed_gives_others(self) -> None:
        others = islice(stream(6, None), 20)
        self.assertNotEqual([text for _, text in self.lines[:20]], [text for _, text in others])

    def test_are_of_one_height_and_show_a_text_of_the_alphabet(self) -> None:
        for line, text in self.lines:
            self.assertEqual((line.dtype, line.shape[0]), (np.uint8, HEIGHT))
            self.assertTrue(MIN_WIDTH <= line.shape[1] <= MAX_WIDTH, line.shape)
            self.assertTrue(text and set(text) <= set(ALPHABET), text)

    def test_are_dark_on_light(self) -> None:
        dark = 0
        for line, _ in islice(stream(7, None, gentle=200), 200):
            middle = line[HEIGHT // 4 : -HEIGHT // 4]
            ink = middle < (int(middle.min()) + int(middle.max())) / 2
            dark += float(ink.mean()) < 0.5
        self.assertGreater(dark, 150)


class Files(unittest.TestCase):
    def test_hold_every_line_with_its_text(self) -> None:
        image = np.arange(36 * 50, dtype=np.uint16).reshape(36, 50).astype(np.uint8)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "lines.lstmf"
            write(path, [(image, "AB1"), (255 - image, "7")])
            self.assertEqual([part.name for part in Path(folder).iterdir()], ["lines.lstmf"])
            data = path.read_bytes()
        self.assertEqual(struct.unpack_from("<I", data), (2,))
        starts = [at for at in range(len(data)) if data.startswith(b"\x89PNG", at)]
        self.assertEqual(len(starts), 2)
        for start, text, wanted in zip(starts, ("AB1", "7"), (image, 255 - image)):
            (length,) = struct.unpack_from("<I", data, start - 4)
            png = np.frombuffer(data[start : start + length], np.uint8)
            np.testing.assert_array_equal(cv2.imdecode(png, cv2.IMREAD_GRAYSCALE), wanted)
            said = struct.pack("<II", 0, len(text)) + text.encode()
            self.assertTrue(data.startswith(said, start + length))


class Rate(unittest.TestCase):
    def test_stays_then_falls_to_the_lowest(self) -> None:
        self.assertEqual([rate(0), rate(0.25)], [HIGHEST_RATE, HIGHEST_RATE])
        self.assertTrue(LOWEST_RATE < rate(0.9) < rate(0.5) < HIGHEST_RATE)
        self.assertAlmostEqual(rate(1), LOWEST_RATE)


if __name__ == "__main__":
    unittest.main()
