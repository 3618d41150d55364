"""What the scorer is asked of a window: its quotations, their antecedents, and what is known of the people in it.

Whoever is named in a window, or sure to speak there, gets a number in it. The scorer sees the number wherever a name of
that one stands, whichever name it is, and where a sure quotation of his or hers opens and closes.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from quoteattr.encoder.pieces import CLS
from quoteattr.encoder.windows import Window
from quoteattr.fiction.passages import Mention, Passage, Unit
from quoteattr.model import Gender

#: Sorts of antecedents: a name in narration, a name in a quotation, the narrator's "I", another quotation.
TOLD_NAME, QUOTED_NAME, NARRATOR, EARLIER = range(4)
#: Largest distances that are told apart, in paragraphs and in quotations.
FARTHEST_PARAGRAPH, FARTHEST_UNIT = 10, 10
#: Logarithmic steps of distance in pieces, to each side.
AWAY = 10
#: People of a window who are told apart; 0 is for the others.
NUMBERS = 16
_GENDERS = {"F": 1, "M": 2}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the people of a passage.

    Attributes:
        bearers: For each mention, whom it may name.
        genders: By person; missing where unknown.
        speakers: For each unit who is sure to speak it, None where that is to be found.
    """

    bearers: Sequence[Sequence[int]]
    genders: Mapping[int, Gender]
    speakers: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Task:
    """The quotations and antecedents of one window.

    Attributes:
        pieces: With [CLS] before.
        flags: Of the pieces.
        numbers: Of the people whose the pieces are, 0 for nobody's.
        genders: Of those people: 0 unknown, 1 female, 2 male.
        units: Indices of the passage's units that are wholly inside.
        mentions: Indices of its mentions that are.
        sure: (units,): those whose speaker is shown.
        unit_ends: (units, 2): where each opens and closes in ``pieces``.
        mention_ends: (mentions, 2).
        features: (units, mentions + units, 4): sort, paragraphs apart, quotations apart, pieces apart, as numbers of
            embeddings.
        allowed: (units, mentions + units): False for a quotation's own names, for itself, and for later ones that are
            not sure.
    """

    pieces: list[int]
    flags: list[int]
    numbers: list[int]
    genders: list[int]
    units: list[int]
    mentions: list[int]
    sure: Tensor
    unit_ends: Tensor
    mention_ends: Tensor
    features: Tensor
    allowed: Tensor


def make_task(passage: Passage, window: Window, known: Known, numbers: Sequence[int] = range(1, NUMBERS)) -> Task:
    """Return what there is to decide in a window.

    Args:
        passage: In pieces.
        window: Of it.
        known: Of its people.
        numbers: Which they get, those most often met first.
    """
    units = _inside([unit.opening for unit in passage.units], [unit.closing for unit in passage.units], window)
    mentions = _inside([m.first for m in passage.mentions], [m.last for m in passage.mentions], window)
    base = window.start - 1  # [CLS] stands before
    spoken, named = [passage.units[index] for index in units], [passage.mentions[index] for index in mentions]
    places = list(_places(passage, known, units, mentions))
    met = Counter(who for who, _ in places)
    number = {who: one for (who, _), one in zip(met.most_common(), numbers, strict=False)}
    length = window.end - base
    whose, genders = [0] * length, [0] * length
    for who, piece in places:
        whose[piece - base] = number.get(who, 0)
        genders[piece - base] = _GENDERS.get(known.genders.get(who) or "", 0)
    sure = torch.tensor([known.speakers[index] in number for index in units], dtype=torch.bool)
    features, allowed = _pairs(units, spoken, named, sure)
    return Task(
        pieces=[CLS, *passage.pieces[window.start : window.end]],
        flags=[0, *passage.flags[window.start : window.end]],
        numbers=whose,
        genders=genders,
        units=units,
        mentions=mentions,
        sure=sure,
        unit_ends=torch.tensor([[unit.opening - base, unit.closing - base] for unit in spoken], dtype=torch.long).view(
            -1, 2
        ),
        mention_ends=torch.tensor([[name.first - base, name.last - base] for name in named], dtype=torch.long).view(
            -1, 2
        ),
        features=features,
        allowed=allowed,
    )


def _inside(firsts: Sequence[int], lasts: Sequence[int], window: Window) -> list[int]:
    low = bisect_left(firsts, window.start)
    return [index for index in range(low, bisect_left(firsts, window.end)) if lasts[index] < window.end]


def _places(passage: Passage, known: Known, units: Sequence[int], mentions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield whose a piece is: of names that are one person's only, and of the ends of sure quotations."""
    for index in mentions:
        if len(known.bearers[index]) == 1:
            mention = passage.mentions[index]
            for piece in range(mention.first, mention.last + 1):
                yield known.bearers[index][0], piece
    for index in units:
        who = known.speakers[index]
        if who is not None:
            yield who, passage.units[index].opening
            yield who, passage.units[index].closing


def _pairs(
    units: Sequence[int], spoken: Sequence[Unit], named: Sequence[Mention], sure: Tensor
) -> tuple[Tensor, Tensor]:
    """Return the features of each quotation with each antecedent, and which pairs are possible."""
    at = torch.tensor([unit.opening for unit in spoken] or [0])
    until = torch.tensor([unit.closing for unit in spoken] or [0])
    paragraph = torch.tensor([unit.paragraph for unit in spoken] or [0])
    first = torch.tensor([m.first for m in named] + [unit.opening for unit in spoken], dtype=torch.long)
    where = torch.tensor([m.paragraph for m in named] + [unit.paragraph for unit in spoken], dtype=torch.long)
    sorts = [
        TOLD_NAME if m.unit is None and m.naming is not None else NARRATOR if m.unit is None else QUOTED_NAME
        for m in named
    ]
    sort = torch.tensor(sorts + [EARLIER] * len(spoken), dtype=torch.long)
    before = torch.searchsorted(at[: len(spoken)], first, right=False)  # quotations that open before the antecedent
    count = len(spoken)
    own = torch.arange(count)
    order = torch.cat([before[: len(named)], own])
    apart = own[:, None] - order[None, :]
    apart = torch.where((torch.arange(len(order)) < len(named))[None, :] & (apart >= 0), apart + 1, apart)
    away = torch.where(first[None, :] < at[:count, None], at[:count, None] - first[None, :],
                       -(first[None, :] - until[:count, None]))  # fmt: skip
    steps = (away.abs().clamp(min=1).float().log() / math.log(1.9)).long().clamp(max=AWAY - 1) * away.sign() + AWAY
    features = torch.stack(
        [
            sort[None, :].expand(count, -1),
            (paragraph[:count, None] - where[None, :]).clamp(-2, FARTHEST_PARAGRAPH) + 2,
            apart.clamp(-2, FARTHEST_UNIT) + 2,
            steps,
        ],
        dim=-1,
    )
    number = {unit: index for index, unit in enumerate(units)}
    holder = torch.tensor([number.get(-1 if m.unit is None else m.unit, -1) for m in named] + [-1] * count).long()
    allowed = holder[None, :] != own[:, None]
    leads = sure[None, :] & (own[:, None] != own[None, :]) | (own[:, None] > own[None, :])
    return features, allowed & torch.cat([torch.ones(count, len(named), dtype=torch.bool), leads], dim=1)
