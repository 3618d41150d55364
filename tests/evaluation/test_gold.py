"""Gold and prediction files, and the library's answers as predictions."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from quoteattr.errors import GoldError
from quoteattr.evaluation.gold import (
    GoldEntity,
    Prediction,
    choose,
    predictions_of,
    read_gold,
    read_predictions,
    write_predictions,
)
from quoteattr.model import Document, Evidence, Quote, Role, Span, Speaker
from tests import strategies
from tests.evaluation import harbour

GOLD_LINE = {
    "doc_id": "d1",
    "genre": "news",
    "text": "“Yes,” she said.",
    "entities": [
        {
            "id": "E0",
            "name": "Ann Lee",
            "aliases": ["Ann"],
            "role": "mayor",
            "roles": ["mayor", "a farmer"],
            "type": "person",
        },
        {"id": "E1", "name": "Bob", "aliases": [], "role": "clerk", "mentions": [[7, 10]]},
    ],
    "quotes": [{"spans": [[0, 6]], "style": "direct", "speaker": "E0", "speaker_mention": [7, 10], "role": None}],
}


def written(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_gold_is_read_field_by_field(tmp_path: Path) -> None:
    [document] = read_gold(written(tmp_path / "gold.jsonl", GOLD_LINE))
    ann, bob = document.entities
    assert ann == GoldEntity(id="E0", name="Ann Lee", aliases=("Ann",), type="person", roles=("mayor", "a farmer"))
    assert bob.roles == ("clerk",)
    [quote] = document.quotes
    assert (quote.spans, quote.mention, quote.speaker, quote.kind) == ((Span(0, 6),), Span(7, 10), "E0", None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "line 2: 'text' must be a string, it is None"),
        ({"doc_id": 7}, "line 2: 'doc_id' must be a string, it is 7"),
        ({"quotes": None}, "line 2: 'quotes' must be a list of objects"),
        ({"quotes": [{"spans": [[0, 6]]}]}, r"line 2, quotes\[0\]: 'style' must be a string, it is missing"),
        ({"quotes": [{"style": "direct"}]}, r"line 2, quotes\[0\]: 'spans' must be"),
        ({"quotes": [{"spans": [[0, 99]], "style": "direct"}]}, r"the span \[0, 99\] lies outside the text"),
        ({"quotes": [{"spans": [[6, 0]], "style": "direct"}]}, r"the span \[6, 0\] lies outside the text"),
        ({"entities": [{"name": "Ann"}]}, r"line 2, entities\[0\]: 'id' must be a string"),
    ],
)
def test_a_bad_gold_line_is_named(change: dict[str, object], message: str, tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", GOLD_LINE, {**GOLD_LINE, **change})
    with pytest.raises(GoldError, match=message):
        list(read_gold(path))


def test_predictions_survive_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "predictions.jsonl"
    steps = (Evidence("verb-subject", "“said” has the subject “Ann Lee”"),)
    quotes = (
        harbour.RIGHT,
        Prediction(spans=(Span(1, 2),), style="scare", evidence=steps, speaker_name="\ud800"),
    )
    write_predictions(path, {"a": quotes, "b": ()})
    assert read_predictions(path) == {"a": quotes, "b": ()}


def test_the_last_of_two_lines_for_a_document_counts(tmp_path: Path) -> None:
    lines = [{"doc_id": "a", "quotes": [{"spans": [[0, number]]}]} for number in (1, 2)]
    [quote] = read_predictions(written(tmp_path / "p.jsonl", *lines))["a"]
    assert quote.spans == (Span(0, 2),)


def test_fields_of_other_systems_are_let_pass_and_null_spans_left_out(tmp_path: Path) -> None:
    line = {"doc_id": "a", "quotes": [{"spans": [None, [0, 4]], "model": {"x": 1}, "speaker_mention": []}]}
    assert read_predictions(written(tmp_path / "p.jsonl", line))["a"] == (Prediction(spans=(Span(0, 4),)),)


def test_documents_are_chosen_by_parts_of_their_id() -> None:
    assert list(choose([harbour.ARTICLE], ["sea", "harb"])) == [harbour.ARTICLE]
    assert list(choose([harbour.ARTICLE], ["sea"])) == []
    assert list(choose([harbour.ARTICLE])) == [harbour.ARTICLE]


def test_the_library_s_answer_is_written_with_name_and_best_position() -> None:
    roles = (Role("of the port union", None, "affiliation"), Role("crane driver", Span(9, 21)))
    quote = Quote(
        id="q2",
        spans=(Span(5, 9),),
        text="“Yes”",
        type="mixed",
        kind="explicit",
        cue=Span(1, 2),
        mention=Span(2, 4),
        speaker=Speaker(id="s1", name="Ann Lee", type="person", roles=roles),
        confidence=0.5,
    )
    title = Quote(id="q1", spans=(Span(0, 1),), text="“Quay”", type="title")
    first, second = predictions_of(Document(text="", lang="en", quotes=(quote,), nonquotes=(title,)))
    assert (first.style, first.speaker_name, first.role, first.kind) == ("title", None, None, None)
    assert (second.style, second.speaker_name, second.role) == ("mixed", "Ann Lee", "crane driver")
    assert (second.cue, second.mention, second.confidence) == (Span(1, 2), Span(2, 4), 0.5)


@given(strategies.documents())
def test_every_quotation_and_nonquote_becomes_one_prediction(document: Document) -> None:
    predictions = predictions_of(document)
    assert len(predictions) == len(document.quotes) + len(document.nonquotes)
    assert sum(prediction.is_nonquote for prediction in predictions) == sum(
        quote.type in ("scare", "title", "term") for quote in (*document.quotes, *document.nonquotes)
    )
