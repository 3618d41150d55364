"""Which nouns can be somebody's role."""

from __future__ import annotations

import pytest

from quoteattr.roles.phrases import is_role_noun
from tests.parses import sample


@pytest.mark.parametrize(
    "noun", "minister spokeswoman CEO carver biologist goalkeeper activist co-founder ex-husband Rep. novelist".split()
)
def test_people_are_roles(noun: str) -> None:
    assert is_role_noun(sample(f"the/DT {noun}/NN").parse.sentences[0], 1)


@pytest.mark.parametrize(
    "noun",
    "matter number September government water Tuesday 54 one time newspaper computer factor stress illness".split(),
)
def test_things_and_times_are_no_roles(noun: str) -> None:
    assert not is_role_noun(sample(f"the/DT {noun}/NN").parse.sentences[0], 1)


def test_a_quoted_noun_is_no_role() -> None:
    assert not is_role_noun(sample("the/DT “minister”/NN").parse.sentences[0], 1)
