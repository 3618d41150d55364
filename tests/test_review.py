"""A reviewer's decisions, saved, read again, and used as gold."""

from dataclasses import replace
from pathlib import Path

import pytest

from quoteattr import InputError
from quoteattr.errors import GoldError
from quoteattr.evaluation.evaluate import evaluate_file
from quoteattr.evaluation.gold import predictions_of, read_gold, write_predictions
from quoteattr.export.interchange import read_jsonl, to_jsonl
from quoteattr.model import Conversation, Document, Speaker
from tests.export.town import ANN, DOCUMENT


def test_a_correction_gives_a_new_document_and_leaves_the_old_one() -> None:
    before = DOCUMENT.to_json()
    reviewed = DOCUMENT.correct("q4", speaker="Ann Lee")
    assert DOCUMENT.to_json() == before
    never = reviewed.quotes[2]
    assert (never.speaker, never.confidence, never.evidence[-1].rule) == (ANN, 1.0, "corrected")
    assert never.evidence[:-1] == DOCUMENT.quotes[2].evidence
    assert reviewed.speakers[0].said == ("“We are ready,”", "“a disgrace”", "“Never!”")


@pytest.mark.parametrize("whom", ["s1", "Ann Lee", ANN])
def test_a_speaker_is_named_by_id_name_or_value(whom: Speaker | str) -> None:
    assert DOCUMENT.correct("q4", speaker=whom).quotes[2].speaker == ANN


def test_a_new_name_is_a_new_speaker() -> None:
    reviewed = DOCUMENT.correct("q2", speaker="Bo Kerr")
    assert [(speaker.id, speaker.name) for speaker in reviewed.speakers] == [("s1", "Ann Lee"), ("s2", "Bo Kerr")]
    assert (reviewed.quotes[1].mention, reviewed.quotes[1].kind) == (None, None)


def test_conversations_hold_what_was_decided_and_come_back_as_they_were() -> None:
    talk = Conversation(id="c1", quotes=DOCUMENT.quotes)
    story = replace(DOCUMENT, conversations=(talk,))
    reviewed = story.correct("q4", speaker="Bo Kerr").reject("q1")
    assert [quote.speaker and quote.speaker.name for quote in reviewed.conversations[0].quotes] == [
        None,
        "Ann Lee",
        "Bo Kerr",
    ]
    assert Document.from_dict(reviewed.to_dict()) == reviewed


def test_a_conversation_of_one_quotation_is_none() -> None:
    story = replace(DOCUMENT, conversations=(Conversation(id="c1", quotes=DOCUMENT.quotes[:2]),))
    assert story.correct("q2", type="scare").conversations == ()


def test_whoever_no_longer_speaks_is_no_speaker() -> None:
    reviewed = DOCUMENT.reject("q1").correct("q2", speaker=None)
    assert reviewed.speakers == ()
    assert [item.speaker for item in reviewed.quotes] == [None, None, None]
    assert reviewed.quotes[0].evidence[-1].text == "a reviewer says that it is not Ann Lee"


def test_what_is_accepted_is_certain_and_keeps_its_reading() -> None:
    ready = DOCUMENT.accept("q1").quotes[0]
    assert (ready.confidence, ready.mention, ready.kind) == (1.0, DOCUMENT.quotes[0].mention, "explicit")


def test_another_type_moves_a_quotation_between_the_lists() -> None:
    reviewed = DOCUMENT.correct("q2", type="scare").correct("q3", type="mixed", speaker="s1")
    assert [item.id for item in reviewed.quotes] == ["q1", "q3", "q4"]
    assert [(item.id, item.speaker) for item in reviewed.nonquotes] == [("q2", None)]


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(InputError, match="no quotation 'q9'"):
        DOCUMENT.accept("q9")
    with pytest.raises(InputError, match="changes nothing"):
        DOCUMENT.correct("q1")
    with pytest.raises(InputError, match="is no type"):
        DOCUMENT.correct("q1", type="loud")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="which nobody utters"):
        DOCUMENT.correct("q3", speaker="Ann Lee")
    other = Speaker(id="s2", name="Ann Lee", type="person")
    with pytest.raises(InputError, match="may be s1 or s2: give the id"):
        DOCUMENT.correct("q4", speaker=other).correct("q1", speaker="Ann Lee")


def test_a_reviewed_set_is_saved_read_again_and_used_as_gold(tmp_path: Path) -> None:
    reviewed = DOCUMENT.correct("q2", speaker="Bo Kerr").accept("q1")
    gold, answers = tmp_path / "reviewed.jsonl", tmp_path / "answers.jsonl"
    to_jsonl({"town": reviewed}, gold)
    assert list(read_jsonl(gold)) == [(reviewed, "town")]
    write_predictions(answers, {"town": predictions_of(reviewed)})
    (perfect,) = evaluate_file([str(gold)], str(answers))
    assert perfect.misses == ()
    write_predictions(answers, {"town": predictions_of(DOCUMENT)})
    (before,) = evaluate_file([str(gold)], str(answers))
    assert before.misses != ()


def test_a_damaged_document_in_a_gold_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"doc_id": "a", "schema_version": 0}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.jsonl, line 1: schema_version is 0"):
        list(read_gold(tmp_path / "bad.jsonl"))
