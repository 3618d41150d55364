"""At which stage an answer went wrong, and how that is shown."""

from dataclasses import replace

import pytest

from quoteattr.evaluation.align import align
from quoteattr.evaluation.gold import Prediction
from quoteattr.evaluation.misses import CONTEXT, Miss, in_context, misses
from quoteattr.evaluation.report import miss_lines
from quoteattr.model import Evidence, Span
from tests.evaluation.harbour import ARTICLE, CRANE, RIGHT, TEXT, at

CRANE_ONLY = replace(ARTICLE, quotes=(CRANE, *(quote for quote in ARTICLE.quotes if quote.style in ("scare", "term"))))


def found(*predictions: Prediction) -> list[Miss]:
    return misses(align(CRANE_ONLY, predictions))


def test_right_answers_are_no_misses() -> None:
    assert found(RIGHT) == []
    assert found(RIGHT, Prediction(spans=(at("“quiet”"),), style="scare")) == []


STAGES = [
    ("not reported", None, ["marks", "marks"]),
    ("half of it reported", {"spans": (at("“The crane is"), CRANE.spans[1])}, ["marks"]),
    ("one of two stretches reported", {"spans": CRANE.spans[:1]}, ["marks"]),
    ("called no utterance", {"style": "scare"}, ["type", "type"]),
    ("nonquote called an utterance", {"spans": (*CRANE.spans, at("“quiet”"))}, ["type"]),
    ("a quotation where gold has nothing", {"spans": (*CRANE.spans, at("“No entry.”"))}, ["marks"]),
    ("no mention", {"mention": None}, ["mention", "mention"]),
    ("mention and speaker wrong", {"mention": at("she"), "speaker_name": "Bob"}, ["mention", "mention"]),
    ("wrong speaker", {"speaker_name": "Bob Lee"}, ["speaker", "speaker"]),
    ("no role", {"role": None}, ["role", "role"]),
]


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in STAGES], ids=[row[0] for row in STAGES])
def test_a_miss_is_filed_under_the_first_stage_that_went_wrong(
    change: dict[str, object] | None, expected: list[str]
) -> None:
    answers = () if change is None else (replace(RIGHT, **change),)  # type: ignore[arg-type]
    assert [miss.stage for miss in found(*answers)] == expected


def test_a_role_where_gold_has_none_is_a_miss() -> None:
    quiet = replace(CRANE_ONLY, quotes=(replace(CRANE, speaker="E9"),))
    assert [miss.stage for miss in misses(align(quiet, [RIGHT]))] == ["role", "role"]


def test_a_miss_shows_context_expectation_answer_and_reasons() -> None:
    steps = (Evidence("nearest-name", "“Bob Lee” is the nearest name"),)
    miss = found(replace(RIGHT, speaker_name="Bob Lee", evidence=steps))[0]
    details = '(mention "harbour master Ann Lee", cue "said", role "harbour master")'
    assert list(miss_lines([miss], 1)) == [
        "  1 misses: marks 0, type 0, mention 0, speaker 1, role 0",
        "  harbour 1:17  wrong: speaker",
        "      “[[The crane is old]],” said harbour master Ann Lee. “It will go in May.”",
        f"      expected  direct, explicit: Ann Lee {details}",
        f"      answered  direct, explicit: Bob Lee {details}",
        "      because   nearest-name: “Bob Lee” is the nearest name",
    ]


def test_no_more_misses_are_shown_than_asked_for() -> None:
    both = found()
    assert len(both) == 2
    assert [line for line in miss_lines(both, 1) if "wrong:" in line] == ["  harbour 1:17  wrong: marks"]
    assert len(list(miss_lines(both, 0))) == 1


def test_context_ends_at_the_paragraph_and_is_cut_where_that_is_long() -> None:
    assert in_context(TEXT, at("floating shed")) == "The “[[floating shed]]” is to stay. A notice reads: “No entry.”"
    long = "a" * 1000 + "b" + "c" * 1000
    assert in_context(long, Span(1000, 1001)) == "a" * CONTEXT + "[[b]]" + "c" * CONTEXT
