"""Plate syntaxes as data (formats.json), and texts drawn from them.

In a pattern `@` is a letter and `#` a digit; `P` at the start is one of the row's
prefixes. A space is a gap, `-`, `.` and `:` are printed marks that are not read, `*`
is a crest, seal or sticker. Every other character stands for itself. `without` lists
the letters that the authority leaves out (O, I and Q in many countries).
"""

import json
import random
import string
from dataclasses import dataclass
from pathlib import Path

ALPHABET = string.digits + string.ascii_uppercase
MARKS = " -.:*"
ALIKE = ("WMNHVU", "MW", "0DOQ6", "B836", "Z2", "Z27", "1ILTJ", "4A", "5S6", "CG6", "VYU", "KXR", "EFP", "O0", "B8", "UV")
ROWS: list[dict] = json.loads(Path(__file__).with_name("formats.json").read_text())

EUROPE = [row for row in ROWS if row["style"].startswith("eu")]
STATES = [row for row in ROWS if row["country"].startswith("US-") or row["style"] == "us"]
OTHERS = [row for row in ROWS if row not in EUROPE and row not in STATES]
OFTEN = {"BR": 6, "AR": 3, "UY": 2, "MX": 2}  # weights where a country would be drawn too seldom


@dataclass(frozen=True)
class Layout:
    """What is printed: `printed` with marks, `text` without, and how it looks."""

    printed: str
    style: str
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(char for char in self.printed if char not in MARKS)


def from_row(row: dict, rng: random.Random) -> Layout:
    """A text of one row of formats.json."""
    letters = [c for c in string.ascii_uppercase if c not in row.get("without", "")]
    printed = rng.choice(row["patterns"])
    prefixes = row.get("prefixes")
    if prefixes:
        for slot in ("P", "@@"):
            if printed.startswith(slot):
                printed = rng.choice(prefixes) + printed[len(slot) :]
                break
    filled = "".join(
        rng.choice(letters) if c == "@" else rng.choice(string.digits) if c == "#" else c for c in printed
    )
    if rng.random() < (0.15 if row["style"] == "us" else 0.04):
        filled = "*" + filled if rng.random() < 0.6 else filled + "*"  # a picture or sticker at an end
    return Layout(filled, row["style"], tuple(row.get("words", ())))


def from_chance(rng: random.Random) -> Layout:
    """A text of no syntax at all, so that the reader reads what it sees."""
    length = rng.choice((1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 8, 8, 9, 10))
    digits = rng.choice((0.28, 0.5, 0.5, 0.75))
    chars = [
        rng.choice(string.digits) if rng.random() < digits else rng.choice(string.ascii_uppercase)
        for _ in range(length)
    ]
    if rng.random() < 0.5:  # many authorities avoid these, and here no syntax tells them from 0 and 1
        chars = [rng.choice(string.ascii_uppercase) if char in "OIQ" else char for char in chars]
    if rng.random() < 0.35:  # characters that are mistaken for each other, side by side
        alike = rng.choice(ALIKE)
        chars = [rng.choice(alike) if rng.random() < 0.6 else char for char in chars]
    if length > 1 and rng.random() < 0.12:
        place = rng.randrange(length - 1)
        chars[place + 1] = chars[place]
    if length > 3 and rng.random() < 0.6:
        chars.insert(rng.randint(1, length - 1), rng.choice(" - .*  "))
    style = rng.choice(("eu", "eu", "eu2", "us", "us", "us", "br", "mercosul", "plain", "inverted"))
    return Layout("".join(chars), style)


def draw(rng: random.Random) -> Layout:
    """One layout: about a third by chance, the rest by syntax, sometimes one line of two."""
    kind = rng.random()
    if kind < 0.34:
        return from_chance(rng)
    rows = EUROPE if kind < 0.6 else STATES if kind < 0.8 else OTHERS
    weights = [OFTEN.get(row["country"], 1) for row in rows]
    layout = from_row(rng.choices(rows, weights)[0], rng)
    if rng.random() < 0.08:
        groups = [g for g in layout.printed.replace("-", " ").replace("*", " ").split(" ") if g]
        layout = Layout(rng.choice(groups), layout.style + "+line", layout.words)
    return layout
