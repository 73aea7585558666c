"""Draws scores.csv: what share of the labelled boxes is read right after how many samples (SVG).

    python3 -m training.reader.curve docs/reader-training.svg
"""

import argparse
import csv
from pathlib import Path

LEFT, TOP, WIDTH, HEIGHT = 50, 20, 560, 280
LOWEST = 50.0  # percent at the foot of the drawing
LINES = {"eu0f": ("#246", "openalpr-eu"), "br0f": ("#2a6", "openalpr-br"), "us0f": ("#c33", "openalpr-us")}


def draw(rows: list[dict[str, str]]) -> str:
    """One line a set, folded; a mark on the axis where the learning rate began another cycle."""
    most = max(int(row["samples"]) for row in rows)
    x = lambda samples: LEFT + WIDTH * samples / most  # noqa: E731
    y = lambda percent: TOP + HEIGHT * (100 - max(LOWEST, percent)) / (100 - LOWEST)  # noqa: E731
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 110} {TOP + HEIGHT + 46}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for percent in range(int(LOWEST), 101, 10):
        parts.append(f'<line x1="{LEFT}" y1="{y(percent):.1f}" x2="{LEFT + WIDTH}" y2="{y(percent):.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y(percent) + 4:.1f}" text-anchor="end">{percent} %</text>')
    for samples in range(0, most, 500_000):
        parts.append(f'<text x="{x(samples):.1f}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{samples / 1e6:.1f} M</text>')
    for before, row in zip(rows, rows[1:]):
        if float(row["progress"]) < float(before["progress"]):
            parts.append(f'<line x1="{x(int(before["samples"])):.1f}" y1="{TOP}" x2="{x(int(before["samples"])):.1f}" y2="{TOP + HEIGHT}" stroke="#999" stroke-dasharray="4 4"/>')
    for name, (colour, label) in LINES.items():
        points = " ".join(f'{x(int(row["samples"])):.1f},{y(float(row[name])):.1f}' for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{LEFT + WIDTH + 6}" y="{y(float(rows[-1][name])) + 4:.1f}" fill="{colour}">{label}</text>')
    parts.append(f'<text x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 36}" text-anchor="middle">rendered samples seen; dashed: the learning rate starts another cycle</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scores", type=Path, default=Path("training/checkpoints/reader/scores.csv"))
    args = parser.parse_args()
    with args.scores.open() as table:
        args.out.write_text(draw(list(csv.DictReader(table))))


if __name__ == "__main__":
    main()
