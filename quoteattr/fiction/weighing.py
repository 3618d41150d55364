"""Who speaks each quotation of a story, everything around it weighed together.

The scorer looks at one quotation and what stands before it. Here each character who may speak a quotation is seen with
all that is known of the talk: who is thought to speak before and after, whom the turns point to from both sides, who is
called or spoken of, who is about in these pages, who speaks much in the book. A small network makes probabilities of
it; the next round sees those of the one before (stacked sequential learning; Cohen and Carvalho 2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.fiction.manner import likeness
from quoteattr.fiction.talk import PEOPLE, ROWS, Talk
from quoteattr.fiction.told import TABLES

#: Characters that are weighed for a quotation, at most.
CANDIDATES = 12
#: Rounds of a series, each with weights of its own, and series.
ROUNDS, SERIES = 3, 4
#: Turns before and after that are looked at.
TURNS = (-4, -3, -2, -1, 1, 2, 3, 4)
#: Turns in which genders are looked at.
NEXT = (-2, -1, 1, 2)
#: Quotations to each side that show who is about.
NEAR = 15
#: Features of a character for a quotation.
PAIRED = 27 + TABLES + PEOPLE + 2 * len(TURNS) + 2 * len(NEXT)
HIDDEN = 48
#: What is added before a logarithm is taken, some e^-7.
_TRACE = 1e-3
#: What nearby turns, and being about at all, count when the candidates are chosen; certain things count 1.
_NEAR_WORTH, _ABOUT_WORTH = 0.1, 0.05
#: More links than this pointing to a quotation say no more.
_MOST_POINTED = 3
#: A candidate for whom less than this speaks is none.
_LEAST_WORTH = 1e-4


class Look(NamedTuple):
    """What a round sees.

    Attributes:
        who: (quotations, candidates): the characters.
        possible: (quotations, candidates): False where there are fewer.
        pairs: (quotations, candidates, PAIRED).
        rows: (quotations, ROWS + 2).
    """

    who: Tensor
    possible: Tensor
    pairs: Tensor
    rows: Tensor


class Round(nn.Module):
    """One look at every quotation."""

    def __init__(self, hidden: int = HIDDEN, dropout: float = 0.0) -> None:
        super().__init__()
        self.pair = nn.Linear(PAIRED + ROWS + 2, hidden)
        self.hidden = nn.Linear(hidden, hidden)
        self.score = nn.Linear(hidden, 1)
        self.row = nn.Linear(ROWS + 2, hidden)
        self.nobody = nn.Linear(hidden, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, look: Look) -> Tensor:
        """Return log-probabilities, (quotations, candidates + 1); the last column is nobody's."""
        rows = look.rows[:, None].expand(-1, look.pairs.shape[1], -1)
        hidden = self.drop(torch.relu(self.pair(torch.cat([look.pairs, rows], dim=-1))))
        scores = self.score(torch.relu(self.hidden(hidden))).squeeze(-1).masked_fill(~look.possible, -1e4)
        nobody = self.nobody(torch.relu(self.row(look.rows)))
        return torch.cat([scores, nobody], dim=1).log_softmax(-1)


def weigh(talk: Talk, series: Sequence[Sequence[Round]]) -> Tensor:
    """Return how probable each character is to speak each quotation, (quotations, characters).

    What a row lacks to 1 is nobody's.

    Args:
        talk: The quotations.
        series: Rounds that follow each other; several series were fitted by chance alone otherwise, and their mean is
            right more often than any.
    """
    if not talk.voices:
        return talk.beliefs
    with torch.no_grad():  # sparse tensors know no inference mode
        return torch.stack([_after(talk, rounds) for rounds in series]).mean(0)


def _after(talk: Talk, rounds: Sequence[Round]) -> Tensor:
    """Return the probabilities after all rounds of a series."""
    beliefs = talk.beliefs
    for one in rounds:
        beliefs = weigh_once(talk, beliefs, one)
    return beliefs


def weigh_once(talk: Talk, beliefs: Tensor, one: Round) -> Tensor:
    """Return the probabilities after one round."""
    look = look_at(talk, beliefs)
    return torch.zeros_like(beliefs).scatter_add(1, look.who, one(look).exp()[:, :-1])


def look_at(talk: Talk, beliefs: Tensor) -> Look:
    """Return what there is to see of each quotation.

    Args:
        talk: The quotations, with at least one character.
        beliefs: (quotations, characters): probabilities so far.
    """
    pointing = torch.sparse.mm(talk.links, beliefs)
    pointed = torch.sparse.mm(talk.links.t(), beliefs)
    strength = torch.sparse.mm(talk.links.t(), torch.ones(len(beliefs), 1))
    about, anchored_about = _about(beliefs), _about(talk.anchors)
    turn = by_turn(beliefs, talk.turns)
    anchored = by_turn(talk.anchors, talk.turns, "amax")
    agreed, addressed = by_turn(talk.agrees, talk.turns), by_turn(talk.addressed, talk.turns)
    near = sum(_moved(turn, steps)[talk.turns] for steps in TURNS)
    worth = talk.names + pointing + pointed + beliefs + talk.anchors + _NEAR_WORTH * near + _ABOUT_WORTH * about
    worth, who = (worth * talk.possible).topk(min(CANDIDATES, worth.shape[1]), dim=1)
    missing = (0, CANDIDATES - worth.shape[1])
    worth, who = functional.pad(worth, missing), functional.pad(who, missing)
    overall = beliefs.mean(0)

    def of(table: Tensor) -> Tensor:
        return table.gather(1, who)

    def in_turn(table: Tensor, steps: int) -> Tensor:
        return of(_moved(table, steps)[talk.turns])

    agrees, calls = of(talk.agrees), of(addressed[talk.turns])
    columns = [
        of(talk.names), _log(of(talk.names)), of(pointing), _log(of(pointing)), of(pointed),
        of(pointed) / (strength + 0.1), of(beliefs), _log(of(beliefs)), of(talk.anchors), agrees.clamp(min=0),
        (-agrees).clamp(min=0), calls.clamp(min=0), (-calls).clamp(min=0), of(talk.called), of(talk.spoken_of),
        *(of(_moved(table, steps)) for table in (talk.called, talk.spoken_of) for steps in (-1, 1)),
        *map(of, talk.told), *likeness(talk.words, beliefs, who), of(about), of(anchored_about),
        _log(overall)[who], overall[who], of(turn[talk.turns]), of(anchored[talk.turns]),
        *(in_turn(table, steps) for table in (agreed, addressed) for steps in NEXT),
        *talk.people[who].unbind(-1), *(in_turn(turn, steps) for steps in TURNS),
        *(in_turn(anchored, steps) for steps in TURNS),
    ]  # fmt: skip
    rows = torch.cat([talk.rows, beliefs.amax(1, keepdim=True), strength.clamp(max=_MOST_POINTED)], dim=1)
    return Look(who, worth > _LEAST_WORTH, torch.stack(columns, dim=-1), rows)


def _moved(table: Tensor, steps: int) -> Tensor:
    """Return for each row the one so many steps on; zeros where there is none."""
    moved = torch.zeros_like(table)
    if abs(steps) < len(table):
        if steps > 0:
            moved[:-steps] = table[steps:]
        else:
            moved[-steps:] = table[:steps]
    return moved


def by_turn(table: Tensor, turns: Tensor, how: str = "mean") -> Tensor:
    """Return the mean, or another summary, of the rows of each turn."""
    empty = torch.zeros(int(turns[-1]) + 1, table.shape[1])
    return empty.scatter_reduce(0, turns[:, None].expand_as(table), table, how, include_self=False)


def _about(shares: Tensor) -> Tensor:
    """Return each character's share of the quotations near each one, itself left out."""
    total = torch.cat([torch.zeros(1, shares.shape[1]), shares.cumsum(0)])
    at = torch.arange(len(shares))
    near = total[(at + NEAR + 1).clamp(max=len(shares))] - total[(at - NEAR).clamp(min=0)] - shares
    return near / near.sum(1, keepdim=True).clamp(min=1)


def _log(shares: Tensor) -> Tensor:
    """Return logarithms in 0..3.5 or so."""
    return (shares + _TRACE).log() / 2 + 3.5
