"""The acceptance article: every quotation of its gold file that is not optional, to the letter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoteattr import Document, Quote, Span, attribute

pytestmark = pytest.mark.models

FOLDER = Path(__file__).parents[2] / "shared" / "acceptance"
#: By their ids in the gold file; Q2 and Q3 are optional, Q0 is nobody's.
QUOTATIONS = ("Q1", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11", "Q12", "Q13")


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, object]]:
    path = FOLDER / "article.gold.json"
    if not path.exists():
        pytest.skip("no ../shared/acceptance/article.gold.json")
    return {quote["id"]: quote for quote in json.loads(path.read_text(encoding="utf-8"))["quotes"]}


@pytest.fixture(scope="module")
def document(gold: dict[str, dict[str, object]]) -> Document:
    return attribute((FOLDER / "article.txt").read_text(encoding="utf-8"))


def at(document: Document, quotation: dict[str, object]) -> Quote:
    """Return the quotation that stands exactly where the gold one does."""
    spans = tuple(Span(*span) for span in quotation["spans"])  # type: ignore[attr-defined]
    (found,) = [quote for quote in (*document.quotes, *document.nonquotes) if quote.spans == spans]
    return found


def test_every_quotation_that_is_not_optional_is_asked_for(gold: dict[str, dict[str, object]]) -> None:
    asked = {name for name, quote in gold.items() if not quote.get("optional") and quote["style"] != "scare"}
    assert asked == set(QUOTATIONS)


@pytest.mark.parametrize("name", QUOTATIONS)
def test_quotation_has_the_right_type_speaker_and_role(
    name: str, gold: dict[str, dict[str, object]], document: Document
) -> None:
    wanted, found = gold[name], at(document, gold[name])
    assert found.speaker is not None
    assert (found.type, found.speaker.name, found.speaker.role) == (
        wanted["style"],
        wanted["speaker_name"],
        wanted["role"],
    )


@pytest.mark.parametrize("name", QUOTATIONS)
def test_quotation_has_the_right_cue_mention_and_kind(
    name: str, gold: dict[str, dict[str, object]], document: Document
) -> None:
    wanted, found = gold[name], at(document, gold[name])
    assert (found.kind, found.cue, found.mention) == (
        wanted["kind"],
        Span(*wanted["cue"]),  # type: ignore[misc]
        Span(*wanted["speaker_mention"]),  # type: ignore[misc]
    )


def test_kamikaze_is_nobodys_utterance(gold: dict[str, dict[str, object]], document: Document) -> None:
    found = at(document, gold["Q0"])
    assert found in document.nonquotes
    assert found.speaker is None


def test_putin_and_lukashenko_have_no_role_and_the_others_theirs(document: Document) -> None:
    roles = {speaker.name: speaker.role for speaker in document.speakers}
    assert {name: roles.get(name, "missing") for name in ("Vladimir Putin", "Alexander Lukashenko")} == {
        "Vladimir Putin": None,
        "Alexander Lukashenko": None,
    }


def test_nothing_else_is_reported_as_a_quotation(gold: dict[str, dict[str, object]], document: Document) -> None:
    known = {tuple(map(tuple, quote["spans"])) for quote in gold.values()}  # type: ignore[call-overload]
    assert [quote.text for quote in document.quotes if quote.spans not in known] == []
