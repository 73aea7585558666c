"""Small print: strings that stand on and around plates and are not read."""

import random
import string

import cv2
import numpy as np

from .fonts import FontBox
from .formats import ROWS

COUNTRY_MARKS = "A AL B BG BIH CH CY CZ D DK E EST F FIN FL GB GR H HR I IRL IS L LT LV M MC MD MK MNE N NL P PL RO RUS S SK SLO SRB TR UA BR RA".split()
SLOGANS = (
    "The Golden State|Sunshine State|Garden State|Empire State|Lone Star State|Land of Lincoln|Peach State|Show-Me State|"
    "Grand Canyon State|First in Flight|Live Free or Die|Wild Wonderful|The Natural State|Great Lakes|Famous Potatoes|"
    "Vacationland|Ocean State|Keystone State|visitPA.com|dmv.ca.gov|GREAT FACES|Buckeye State|Birthplace of Aviation|"
    "SP-SAO PAULO|RJ-RIO DE JANEIRO|BA-SALVADOR|PR-CURITIBA|MG-BELO HORIZONTE|RS-PORTO ALEGRE|SC-JOINVILLE|PE-RECIFE|"
    "BRASIL|REPUBLICA ARGENTINA|ARGENTINA|URUGUAY|PARAGUAY|CHILE|MEXICO|COLOMBIA|MERCOSUR|Autohaus Schmidt|AUTO CENTRUM|"
    "ELIAS MOTORS|TOYOTA|HONDA OF|www.autosalon.hr|DEALER SALES|ALUMNI|TRUCK|JAN|MAR|JUN|OCT|DEC|APR|15|09|2012|Porsche"
).split("|")
STATES = sorted({word for row in ROWS for word in row.get("words", ())})


def _invented(rng: random.Random) -> str:
    word = "".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(3, 12)))
    return rng.choice((word, word.upper(), word.capitalize(), word + " " + word[::-1]))


class Words:
    """A pool of drawn strings, renewed slowly, so that a strip costs a resize only."""

    def __init__(self, fonts: FontBox, rng: random.Random) -> None:
        self._fonts, self._rng = fonts, rng
        self._pools: dict[str, list[np.ndarray]] = {"mark": [], "state": [], "any": []}

    def _new(self, kind: str) -> np.ndarray:
        rng = self._rng
        if kind == "mark":
            text = rng.choice(COUNTRY_MARKS)
        elif kind == "state":
            text = rng.choice(STATES)
            text = text.upper() if rng.random() < 0.5 else text
        else:
            text = rng.choice(SLOGANS) if rng.random() < 0.55 else _invented(rng)
        return self._fonts.draw(rng).strip(text)

    def strip(self, kind: str, height: int, longest: float) -> np.ndarray:
        """Coverage of a string of this kind, `height` pixels high and at most `longest` wide."""
        pool, rng = self._pools[kind], self._rng
        if len(pool) < 300:
            pool.append(self._new(kind))
        elif rng.random() < 0.05:
            pool[rng.randrange(300)] = self._new(kind)
        ink = rng.choice(pool)
        height = max(3, int(height))
        width = max(2, int(min(longest, ink.shape[1] * height / ink.shape[0] * rng.uniform(0.8, 1.4))))
        return cv2.resize(ink, (width, height), interpolation=cv2.INTER_AREA)
