"""Plausible tagging mistakes in the parser's training trees.

A parser trained on gold tags trusts them too much; a few mistakes on purpose stand in for a tagger's.
"""

from __future__ import annotations

import random
from collections import defaultdict

from quoteattr.training.stanza_models.rows import FORM, UPOS, XPOS, is_word

#: Share of words whose tags are replaced; where the new pair happens to be the old one, nothing changes.
RATE = 0.08
SEED = 7

Tags = tuple[str, str]


def with_noise(conllu: str, rate: float = RATE) -> str:
    """Return the trees with ``rate`` of the (UPOS, XPOS) pairs swapped for another pair of the same word or ending."""
    chance = random.Random(SEED)
    lines = conllu.split("\n")
    of_word: dict[str, set[Tags]] = defaultdict(set)
    of_ending: dict[tuple[str, bool], set[Tags]] = defaultdict(set)
    for line in lines:
        if is_word(cells := line.split("\t")):
            of_word[cells[FORM].lower()].add((cells[UPOS], cells[XPOS]))
            of_ending[_ending(cells[FORM])].add((cells[UPOS], cells[XPOS]))
    for number, line in enumerate(lines):
        if not is_word(cells := line.split("\t")) or chance.random() >= rate:
            continue
        own = of_word[cells[FORM].lower()]
        cells[UPOS], cells[XPOS] = chance.choice(sorted(own if len(own) > 1 else of_ending[_ending(cells[FORM])]))
        lines[number] = "\t".join(cells)
    return "\n".join(lines)


def _ending(form: str) -> tuple[str, bool]:
    return form.lower()[-3:], form[:1].isupper()
