"""Probabilities become speakers, over the whole conversation."""

from quoteattr.fiction.decode import Lead, decode


def always(place: int, who: int) -> bool:
    return True


def best(leads: list[Lead], anchors: dict[int, tuple[int, float]]) -> list[int | None]:
    return [ruling.shares[0][0] if ruling.shares else None for ruling in decode(leads, anchors, always)]


def test_chain_of_turns_carries_its_speakers_on() -> None:
    turns = [Lead({}, ((place - 2, 0.95),), 0.05) for place in range(2, 8)]
    leads = [Lead({0: 0.95}, (), 0.05), Lead({1: 0.95}, (), 0.05), *turns]
    assert best(leads, {}) == [0, 1, 0, 1, 0, 1, 0, 1]


def test_later_certain_speaker_puts_earlier_turns_right() -> None:
    leads = [Lead({0: 0.55, 1: 0.45}, (), 0.0), Lead({}, ((0, 0.95),), 0.05)]
    assert best(leads, {}) == [0, 0]
    assert best(leads, {1: (1, 0.97)}) == [1, 1]


def test_quotation_without_a_lead_is_nobodys() -> None:
    assert best([Lead({}, (), 1.0)], {}) == [None]


def test_speaker_of_another_gender_loses() -> None:
    rulings = decode([Lead({0: 0.6, 1: 0.4}, (), 0.0)], {}, lambda place, who: who == 1)
    assert rulings[0].shares[0][0] == 1
