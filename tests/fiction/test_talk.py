"""What is known of a scene's quotations, as numbers."""

import pytest
from torch import Tensor

from quoteattr.config import Settings
from quoteattr.encoder.pieces import TOKENIZER_FILE, load_tokenizer
from quoteattr.fiction.anchors import Story, find_anchors
from quoteattr.fiction.readings import read_quotations
from quoteattr.fiction.story import listen, make_story
from quoteattr.fiction.talk import Talk
from quoteattr.fiction.weights import load_scorer, load_spoken
from quoteattr.pipeline import State, marks_stage, parse_stage, people_stage
from quoteattr.ranking import load_model
from quoteattr.resources import packaged_models
from tests.fiction.test_story import SCENE

pytestmark = pytest.mark.models
MODELS = packaged_models("en")


@pytest.fixture(scope="module")
def scene() -> tuple[Story, Talk]:
    settings = Settings(lang="en", models=MODELS)
    state = people_stage(parse_stage(marks_stage(State(text=SCENE, genre="fiction"), settings), settings), settings)
    assert state.parse is not None
    readings = read_quotations(state.parse, state.paragraphs, state.marked, load_model(MODELS), load_spoken(MODELS))
    story = make_story(state.parse, state.paragraphs, state.marked, state.people, readings)
    return story, listen(story, find_anchors(story), load_scorer(MODELS), load_tokenizer(MODELS / TOKENIZER_FILE))


def test_quotations_of_one_paragraph_are_a_turn(scene: tuple[Story, Talk]) -> None:
    assert scene[1].turns.tolist() == [0, 1, 1, 2, 3, 4]


def test_whoever_is_called_by_name_is_marked(scene: tuple[Story, Talk]) -> None:
    story, talk = scene
    called = {
        (story.words(place), story.cast.people[talk.voices[who]].name.split()[-1])
        for place, who in talk.called.nonzero().tolist()
    }
    assert called == {("Did you see my brother there, Mr. Harding?", "Harding")}


def test_names_beside_a_reporting_verb_are_anchors(scene: tuple[Story, Talk]) -> None:
    _, talk = scene
    assert talk.anchors.amax(1).gt(0).tolist() == [True, True, False, False, False, True]


def test_narration_names_whom_it_names_before_and_behind_a_quotation(scene: tuple[Story, Talk]) -> None:
    story, talk = scene

    def named(row: Tensor) -> set[str]:
        return {story.cast.people[talk.voices[who]].name.split()[-1] for who in row.nonzero().flatten().tolist()}

    before, behind, earlier = ([named(row) for row in table] for table in talk.told[:3])
    assert before[:2] == [set(), set()]
    assert behind[:2] == [{"Pell"}, {"Harding"}]
    assert earlier[0] == {"Harding"}


def test_those_named_last_before_a_quotation_are_ranked_and_those_who_do_something(scene: tuple[Story, Talk]) -> None:
    story, talk = scene
    names = [story.cast.people[who].name.split()[-1] for who in talk.voices]
    lately, subjects = (dict(zip(names, table[3].tolist(), strict=True)) for table in talk.told[3:])
    assert lately == {"Harding": 1.0, "Pell": 0.5}
    assert subjects == {"Harding": 1.0, "Pell": 0.0}
