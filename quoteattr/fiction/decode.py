"""From the scorer's probabilities to speakers: whole conversations at once.

A quotation's speaker follows from its antecedents: from a name at once, from an earlier quotation through whoever spoke
that. So every choice bears on those after it. The likeliest histories are kept side by side (a beam); where the text
names a speaker, histories that did not expect that name lose weight, and so earlier turns are put right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

#: Histories that are kept.
BEAM = 24
#: How many of the likeliest speakers a history goes on with.
BRANCHES = 4
#: A history says nothing of quotations further back than this: they are decided.
MEMORY = 40  # quotations
#: What is left for a speaker whom a history does not expect.
SURPRISE = 0.02
#: What a speaker of whom the words say another gender or number keeps of the probability.
CONTRADICTED = 0.03
#: A speaker less probable than this ends no branch.
LEAST_BRANCH = 0.01


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads to a quotation's speaker.

    Attributes:
        names: Probability by character, through names.
        earlier: (index of an earlier quotation, probability).
        nobody: Probability that nothing in the window leads to the speaker.
    """

    names: Mapping[int, float]
    earlier: tuple[tuple[int, float], ...]
    nobody: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who speaks a quotation.

    Attributes:
        shares: Probability by character, most probable first; what is missing to 1 is nobody's.
    """

    shares: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _History:
    """Speakers of the latest quotations, None for unknown, and the logarithm of how probable they are together."""

    speakers: tuple[int | None, ...]
    weight: float


def decode(
    leads: Sequence[Lead],
    anchors: Mapping[int, tuple[int, float]],
    fits: Callable[[int, int], bool],
) -> list[Ruling]:
    """Return who speaks each quotation.

    Args:
        leads: One for each quotation, in text order.
        anchors: Quotations whose speaker a rule is sure of: (character, probability that the rule is right).
        fits: Whether a quotation's own words allow a character (gender, number).
    """
    rulings: list[Ruling] = []
    beam = [_History((), 0.0)]
    for index, lead in enumerate(leads):
        grown: dict[tuple[int | None, ...], float] = {}
        for history in beam:
            first = index - len(history.speakers)
            for speaker, chance in _options(index, lead, history.speakers, first, anchors.get(index), fits):
                speakers = (*history.speakers, speaker)
                weight = history.weight + math.log(chance)
                grown[speakers] = max(weight, grown.get(speakers, -math.inf))
        beam = [_History(*entry) for entry in sorted(grown.items(), key=lambda entry: -entry[1])[:BEAM]]
        if len(beam[0].speakers) > MEMORY:
            ruling, beam = _settle(beam)
            rulings.append(ruling)
    while beam[0].speakers:
        ruling, beam = _settle(beam)
        rulings.append(ruling)
    return rulings


def expected(lead: Lead, speakers: Sequence[int | None], first: int) -> dict[int, float]:
    """Return each character's probability to speak next, after these speakers of the quotations from ``first`` on."""
    shares = dict(lead.names)
    for quotation, chance in lead.earlier:
        if quotation >= first and (speaker := speakers[quotation - first]) is not None:
            shares[speaker] = shares.get(speaker, 0.0) + chance
    return shares


def _options(
    index: int,
    lead: Lead,
    speakers: Sequence[int | None],
    first: int,
    anchor: tuple[int, float] | None,
    fits: Callable[[int, int], bool],
) -> list[tuple[int | None, float]]:
    shares = expected(lead, speakers, first)
    allowed = {who: chance if fits(index, who) else chance * CONTRADICTED for who, chance in shares.items()}
    lost = sum(shares.values()) - sum(allowed.values())
    left = max(1e-6, 1 - sum(shares.values()))
    total = left + sum(allowed.values()) if lost else 1.0
    if anchor is not None:
        who, sure = anchor
        return [(who, sure * (allowed.get(who, 0.0) / total + SURPRISE))]
    best = sorted(((who, chance / total) for who, chance in allowed.items()), key=lambda entry: -entry[1])[:BRANCHES]
    options: list[tuple[int | None, float]] = [(who, chance) for who, chance in best if chance >= LEAST_BRANCH]
    return [*options, (None, max(left / total, 1e-6))]


def _settle(beam: Sequence[_History]) -> tuple[Ruling, list[_History]]:
    """Decide the oldest quotation of the beam, and keep the histories that agree."""
    top = max(history.weight for history in beam)
    shares: dict[int | None, float] = {}
    for history in beam:
        speaker = history.speakers[0]
        shares[speaker] = shares.get(speaker, 0.0) + math.exp(history.weight - top)
    total = sum(shares.values())
    best = max(shares, key=lambda who: shares[who])
    kept: dict[tuple[int | None, ...], float] = {}
    for history in beam:
        if history.speakers[0] == best:
            rest = history.speakers[1:]
            kept[rest] = max(history.weight, kept.get(rest, -math.inf))
    ranked = sorted(((who, share / total) for who, share in shares.items() if who is not None), key=lambda e: -e[1])
    return Ruling(tuple(ranked)), [_History(*entry) for entry in kept.items()]
