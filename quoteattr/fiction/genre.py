"""Whether a text is a story or a news text, from six figures of its narration and the ends of its quotations."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from quoteattr.marks import Marked, outside
from quoteattr.model import Genre

#: Texts with fewer words of narration are too short to tell, and count as news.
LEAST_WORDS = 250
#: A text is fiction from this probability on. Of 626 news articles and interviews in the training and development
#: corpora one passes, an interview; of 211 excerpts of novels 203 do.
LEAST_PROBABILITY = 0.75

#: What a figure counts in the narration, and the weight of log(1 + hits per 1,000 words); logistic regression on
#: worldnews, polnear, polnews and GUM against LitBank and pieces of PDNC's novels.
_FIGURES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"\d+"), -1.39),
    (re.compile(r"\b[A-Z]{2,}\b"), -0.42),
    (re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself|I|me|my)\b"), 0.55),
    (
        re.compile(
            r"[%$€£]|\b(?:percent|spokes\w+|president|minister|government|officials?|police|told reporters"
            r"|according to)\b",
            re.IGNORECASE,
        ),
        -0.93,
    ),
    (re.compile(r"(?<=[a-z,] )[A-Z][a-z]+"), -2.29),
)
_DENSITY_WEIGHT = -0.3  # of log(1 + quotations per 1,000 words)
_EXCLAIMED_WEIGHT = 9.83  # of the share of quotations that end in "!" or "?"
_BASE = 9.44

_EXCLAIMED = re.compile(r"[!?]\W*$")


def decide_genre(text: str, marked: Sequence[Marked]) -> Genre:
    """Return ``fiction`` or ``news``; what is short, or has no quotations, is news, dialogue behind dashes never."""
    if any(stretch.dashed for stretch in marked):
        return "fiction"
    told = outside(text, marked)
    words = sum(len(part.split()) for part in told)
    if not marked or words < LEAST_WORDS:
        return "news"
    exclaimed = sum(_EXCLAIMED.search(text[slice(*stretch.span)][-8:]) is not None for stretch in marked)
    score = _BASE + _EXCLAIMED_WEIGHT * exclaimed / len(marked)
    score += _DENSITY_WEIGHT * math.log1p(1000 * len(marked) / (words + sum(_length(text, s) for s in marked)))
    for pattern, weight in _FIGURES:
        score += weight * math.log1p(1000 * sum(1 for part in told for _ in pattern.finditer(part)) / words)
    return "fiction" if 1 / (1 + math.exp(-score)) >= LEAST_PROBABILITY else "news"


def _length(text: str, stretch: Marked) -> int:
    return len(text[slice(*stretch.span)].split())
