"""What is said of a stretch when its type is weighed."""

from __future__ import annotations

import pytest

from quoteattr.quotetype import TYPES, type_options, with_context
from tests.parses import sample

CALLED = (
    "Critics/NNS/nsubj>called called=call/VBD/root the/DT/det>law law/NN/obj>called “weak”/JJ/xcomp>called ./.\n"
    "The/DT/det>law law/NN/nsubj>is is/VBZ/cop>weak weak/JJ/root ./."
)


def facts(source: str, uttered: dict[int, bool] | None = None, index: int = 0) -> set[str]:
    talk = sample(source)
    options = type_options(talk.text, talk.marked[index], talk.parse, index, None, 0.0, uttered or {})
    assert len(options) == len(TYPES)
    return {feature.removeprefix("direct|") for feature in options[0]}


@pytest.mark.parametrize(
    ("fact", "holds"),
    [
        ("verb-before=speech", True),  # "called" is a verb of saying as well
        ("below=speech", True),
        ("below=call", True),
        ("below-report=True", True),
        ("again=True", True),  # the narrator says "weak" too
        ("again=False", False),
    ],
)
def test_the_verb_around_a_stretch_and_its_words_elsewhere_are_facts(fact: str, holds: bool) -> None:
    assert (fact in facts(CALLED)) == holds


def test_a_stretch_that_stands_alone_hangs_below_no_verb() -> None:
    found = facts("“Yes.”/UH/root")
    assert {"below-report=False", "verb-before=none"} <= found


@pytest.mark.parametrize(("said", "share"), [((True,) * 3, ">9"), ((False,) * 3, "<=3"), ((True, False), None)])
def test_what_the_stretches_before_were_counts_from_three_on(said: tuple[bool, ...], share: str | None) -> None:
    words = " ".join(f"“w{number}”/UH/dep" for number in range(len(said) + 1))
    found = facts(f"{words} left/VBD/root", dict(enumerate(said)), index=len(said))
    assert [fact for fact in found if fact.startswith("uttered-before")] == (
        [] if share is None else [f"uttered-before={share}"]
    )


@pytest.mark.parametrize(
    ("shares", "holds"),
    [
        ((0.9, 0.06, 0.03, 0.01, 0.0, 0.0), {"context:uttered=<=99", "context:type=direct", "context:scare=<=1"}),
        ((0.0, 0.0, 0.0, 0.2, 0.0, 0.8), {"context:uttered=<=1", "context:type=term", "context:term=<=85"}),
    ],
)
def test_what_the_encoder_makes_of_a_stretch_is_said_of_every_type(shares: tuple[float, ...], holds: set[str]) -> None:
    options = with_context([("any",)] * len(TYPES), 0.5, shares)
    for name, option in zip(TYPES, options, strict=True):
        assert option[0] == "any"
        assert {f"{name}|{fact}" for fact in holds} <= set(option)
