"""Everything around a quotation becomes probabilities of who speaks it."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from quoteattr.fiction.talk import PEOPLE, ROWS, Talk
from quoteattr.fiction.told import TABLES
from quoteattr.fiction.weighing import CANDIDATES, PAIRED, Round, look_at, weigh

sizes = st.integers(1, 30)


def talk_of(quotations: int, characters: int, seed: int = 0) -> Talk:
    """Return a talk of quotations, two a turn, about which random things are known."""
    chance = torch.Generator().manual_seed(seed)

    def table(high: float = 1.0) -> Tensor:
        return torch.rand(quotations, characters, generator=chance) * high

    links = torch.rand(quotations, quotations, generator=chance).tril(-1).to_sparse()
    return Talk(
        voices=list(range(characters)),
        turns=torch.arange(quotations) // 2,
        names=table(1 / max(1, characters)),
        links=links,
        anchors=table().round(),
        agrees=table() * 2 - 1,
        called=table().round(),
        addressed=table() * 2 - 1,
        spoken_of=table().round(),
        possible=torch.ones(quotations, characters, dtype=torch.bool),
        told=tuple(table().round() for _ in range(TABLES)),
        words=torch.rand(quotations, 40, generator=chance).round().to_sparse(),
        rows=torch.rand(quotations, ROWS, generator=chance),
        people=torch.rand(characters, PEOPLE, generator=chance),
        beliefs=table(1 / max(1, characters)),
    )


@settings(deadline=None)
@given(sizes, sizes)
def test_what_is_seen_has_a_row_for_each_quotation_and_candidate(quotations: int, characters: int) -> None:
    talk = talk_of(quotations, characters)
    look = look_at(talk, talk.beliefs)
    assert look.pairs.shape == (quotations, CANDIDATES, PAIRED)
    assert look.rows.shape == (quotations, ROWS + 2)
    assert bool(torch.isfinite(look.pairs).all())


@settings(deadline=None)
@given(sizes, sizes, st.integers(0, 9))
def test_a_quotation_is_at_most_wholly_given_away(quotations: int, characters: int, seed: int) -> None:
    torch.manual_seed(seed)
    shares = weigh(talk_of(quotations, characters, seed), [[Round(), Round()], [Round(), Round()]])
    assert shares.shape == (quotations, characters)
    assert bool((shares >= 0).all())
    assert bool((shares.sum(1) <= 1 + 1e-5).all())


def test_where_nobody_may_speak_nobody_does() -> None:
    assert weigh(talk_of(3, 0), [[Round()]]).shape == (3, 0)


def test_one_of_whom_nothing_speaks_gets_nothing() -> None:
    talk = talk_of(6, 3)
    for table in (talk.names, talk.anchors, talk.beliefs):
        table[:, 2] = 0
    assert float(weigh(talk, [[Round()]])[:, 2].max()) == 0


def test_neighbouring_turns_are_seen_turn_by_turn() -> None:
    talk = talk_of(6, 2)
    beliefs = torch.tensor([[1.0, 0], [1, 0], [0, 1], [0, 1], [1, 0], [1, 0]])
    look = look_at(talk, beliefs)
    steps = list(range(PAIRED - 16, PAIRED - 8))  # four turns back to four on
    middle = {int(who): look.pairs[2, number, steps].tolist() for number, who in enumerate(look.who[2, :2])}
    assert middle == {0: [0, 0, 0, 1, 1, 0, 0, 0], 1: [0] * 8}
