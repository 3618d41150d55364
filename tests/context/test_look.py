"""The encoder asked about stretches, and when it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.attribution import LEAST_DOUBT, MOST_DOUBT, attribute_quotations
from quoteattr.config import Settings
from quoteattr.context.look import Context
from quoteattr.context.weights import WEIGHTS_FILE, load_network
from quoteattr.encoder.weights import SCORER_FILE
from quoteattr.errors import ModelError, ModelNotFoundError
from quoteattr.marks import find_marked
from quoteattr.model import UTTERANCES
from quoteattr.pipeline import State, marks_stage, parse_stage, people_stage
from quoteattr.quotetype import TYPES
from quoteattr.ranking import load_model
from quoteattr.resources import packaged_models
from quoteattr.text import paragraphs

pytestmark = pytest.mark.models
MODELS = packaged_models("en")


def uttered(text: str) -> float:
    """Return how probable the encoder finds it that somebody utters the first marked words of a text."""
    found = list(paragraphs(text))
    shares = Context(text, found, find_marked(text, found), MODELS)(0)
    assert shares is not None
    assert sum(shares) == pytest.approx(1)
    return sum(share for name, share in zip(TYPES, shares, strict=True) if name in UTTERANCES)


@pytest.mark.parametrize(
    ("said", "not_said"),
    [
        ("The minister called the plan “a disgrace”.", "The disease is known as “blue ear”."),
        ("She said the talks were “a waste of time”.", "He wrote the novel “A Waste of Time” in 1952."),
        ("The firm would “regret it for years”, Lee warned.", "Shops sell “organic” eggs from the valley."),
    ],
)
def test_words_that_somebody_says_are_told_from_others(said: str, not_said: str) -> None:
    assert uttered(said) > 0.5 > uttered(not_said)


def test_of_words_that_stand_alone_nothing_is_said() -> None:
    text = "“It is a beautiful day.”\n\n“Go.”"
    found = list(paragraphs(text))
    assert Context(text, found, find_marked(text, found), MODELS)(0) is None


def asked(text: str) -> dict[int, float]:
    """Return which stretches are asked about, when the answer is always that somebody says them."""
    settings = Settings(lang="en", models=MODELS)
    state = people_stage(parse_stage(marks_stage(State(text=text), settings), settings), settings)
    assert state.parse is not None
    questions: dict[int, float] = {}

    def look(stretch: int) -> list[float]:
        questions[stretch] = 1.0
        return [float(name == "mixed") for name in TYPES]

    attribute_quotations(state.parse, state.paragraphs, state.marked, list(state.people), load_model(MODELS), look)
    return questions


def test_what_is_plain_is_not_asked() -> None:
    assert asked("“We left at dawn, and nobody saw us,” said Ann Lee, a teacher.") == {}
    assert 0 < LEAST_DOUBT < MOST_DOUBT < 1


def test_what_is_in_doubt_is_asked() -> None:
    assert list(asked("Ann Lee, a teacher, opposes the “reform” of schools.")) == [0]


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="force-reinstall"):
        load_network(tmp_path)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    for name in (WEIGHTS_FILE, SCORER_FILE):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"no weights")
    with pytest.raises(ModelError, match="damaged"):
        load_network(tmp_path)
