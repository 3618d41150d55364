"""A quotation is likened to what each character says elsewhere."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.fiction.manner import MOST_REPEATED, count_words, likeness

SAILOR, CLERK = 0, 1
TALK = ["Aye, heave the anchor, lads", "I beg your pardon, sir", "Aye, the anchor holds", "Your pardon, sir"]


def test_words_are_counted_without_case_and_marks_up_to_a_limit() -> None:
    counts = count_words(["No, no, NO! don’t", ""]).to_dense()
    assert counts.tolist() == [[MOST_REPEATED, 1.0], [0.0, 0.0]]


def test_a_quotation_is_likest_to_whoever_speaks_so() -> None:
    beliefs = torch.tensor([[1.0, 0], [0, 1], [0.5, 0.5], [0.5, 0.5]])
    summed, mean = likeness(count_words(TALK), beliefs, torch.tensor([[SAILOR, CLERK]] * 4))
    assert summed[2, SAILOR] > summed[2, CLERK]
    assert mean[3, CLERK] > mean[3, SAILOR]


def test_a_quotation_is_not_likened_to_itself() -> None:
    words, who = count_words(["Aye aye", "Good day"]), torch.tensor([[SAILOR, CLERK]] * 2)
    alone, _ = likeness(words, torch.eye(2), who)
    nobody, _ = likeness(words, torch.zeros(2, 2), who)
    assert torch.equal(alone[0, SAILOR], nobody[0, SAILOR])


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.integers(1, 4))
def test_any_words_give_finite_numbers(quotations: list[str], characters: int) -> None:
    beliefs = torch.full((len(quotations), characters), 1 / characters)
    who = torch.arange(characters).expand(len(quotations), -1)
    for table in likeness(count_words(quotations), beliefs, who):
        assert table.shape == beliefs.shape
        assert bool(torch.isfinite(table).all())
