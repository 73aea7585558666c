"""What Tesseract must know before it learns: the 36 characters, and that there are no words."""

import subprocess
from pathlib import Path

from ..reader.formats import ALPHABET

LANGUAGE = "plate"


def run(*command: str | Path, log: Path) -> None:
    """Runs one of Tesseract's tools; what it says is added to `log`."""
    with log.open("a") as out:
        subprocess.run([str(part) for part in command], check=True, stdout=out, stderr=out)


def make(folder: Path, log: Path) -> Path:
    """Writes `plate.traineddata` without a network below `folder`, and returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    text, characters = folder / "alphabet.txt", folder / "alphabet.unicharset"
    text.write_text("".join(f"{char}\n" for char in ALPHABET))
    # The tool insists on the file, though with the plain recoder nothing is looked up in it.
    (folder / "radical-stroke.txt").write_text("# none\n")
    run("unicharset_extractor", "--norm_mode", "1", "--output_unicharset", characters, text, log=log)
    run(
        *("combine_lang_model", "--input_unicharset", characters, "--script_dir", folder),
        *("--output_dir", folder, "--lang", LANGUAGE, "--pass_through_recoder"),
        log=log,
    )
    return folder / LANGUAGE / f"{LANGUAGE}.traineddata"
