"""The data model: round trips, search, grouping, and refusal of what is not a document."""

import dataclasses
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import InputError
from quoteattr.model import SCHEMA_VERSION, Alternative, Document, Evidence, Quote, Role, Span, Speaker
from tests import strategies

# Documents are large values: hypothesis may take its time over the first ones.
relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)

HOLLOWAY = Speaker(
    id="s1",
    name="Maren Holloway",
    type="person",
    roles=(Role("Harbour Trust", Span(0, 13), "affiliation"), Role("city engineer", Span(20, 33))),
)
RENN = Speaker(id="s2", name="Tobias Renn", type="person", honorific="Mr")


def quote(number: int, text: str, speaker: Speaker | None = None) -> Quote:
    span = Span(number * 100, number * 100 + len(text))
    return Quote(id=f"q{number}", spans=(span,), text=text, type="direct", speaker=speaker)


DOCUMENT = Document(
    text="as the user gave it",
    lang="en",
    quotes=(
        quote(1, "“We looked at every bolt, and we did not like what we saw,”", HOLLOWAY),
        quote(2, "“a third of their customers overnight”", RENN),
        quote(3, "“Nobody should drive over this bridge,”", HOLLOWAY),
        quote(4, "“No.”"),
    ),
    speakers=(HOLLOWAY, RENN),
)


@relaxed
@given(strategies.documents())
def test_a_document_survives_the_way_to_a_dict_and_back(document: Document) -> None:
    assert Document.from_dict(document.to_dict()) == document


@relaxed
@given(strategies.documents(), st.sampled_from([None, 2]))
def test_a_document_survives_the_way_to_json_and_back(document: Document, indent: int | None) -> None:
    assert Document.from_dict(json.loads(document.to_json(indent=indent))) == document


@relaxed
@given(strategies.documents())
def test_json_text_can_always_be_written_as_utf8(document: Document) -> None:
    assert document.to_json().encode("utf-8")


def test_the_dict_says_its_schema_version_and_names_speakers_by_id() -> None:
    data = DOCUMENT.to_dict()
    assert data["schema_version"] == SCHEMA_VERSION
    assert [item["speaker"] for item in json.loads(DOCUMENT.to_json())["quotes"]] == ["s1", "s2", "s1", None]


def test_the_dict_uses_the_field_names_of_the_class() -> None:
    written = json.loads(DOCUMENT.to_json())
    assert {field.name for field in dataclasses.fields(Document)} <= written.keys()
    assert {field.name for field in dataclasses.fields(Quote)} <= written["quotes"][0].keys()
    derived = {"said"}  # it follows from the quotations
    assert {field.name for field in dataclasses.fields(Speaker)} - derived <= written["speakers"][0].keys()


def test_speakers_who_were_only_considered_survive_the_round_trip() -> None:
    doubtful = dataclasses.replace(
        DOCUMENT.quotes[3],
        alternatives=(Alternative(RENN, 0.4), Alternative(Speaker(id="s9", name="Ilse Quandt", type="person"), 0.2)),
    )
    document = dataclasses.replace(DOCUMENT, quotes=(*DOCUMENT.quotes[:3], doubtful))
    back = Document.from_dict(document.to_dict())
    assert back == document
    assert [speaker.name for speaker in back.speakers] == ["Maren Holloway", "Tobias Renn"]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data.update(schema_version=0), "schema_version is 0"),
        (lambda data: data.pop("schema_version"), "schema_version is None"),
        (lambda data: data.pop("text"), "KeyError: 'text'"),
        (lambda data: data.update(text=None), "a string was expected"),
        (lambda data: data.update(quotes="none"), "a list was expected"),
        (lambda data: data.update(quotes=["q1"]), "a list of objects was expected"),
        (lambda data: data.update(meta=[]), "meta is an object"),
        (lambda data: data["quotes"][0].update(spans=[[1]]), "a span is [start, end]"),
        (lambda data: data["quotes"][0].update(spans=[[1, "2"]]), "a span is [start, end]"),
        (lambda data: data["quotes"][0].update(speaker="s7"), "KeyError: 's7'"),
        (lambda data: data["quotes"][0].update(confidence=None), "TypeError"),
    ],
)
def test_what_is_not_a_document_is_refused_with_the_reason(
    spoil: Callable[[dict[str, object]], object], says: str
) -> None:
    data = json.loads(DOCUMENT.to_json())
    spoil(data)
    with pytest.raises(InputError) as caught:
        Document.from_dict(data)
    assert says in str(caught.value)


def test_a_json_string_instead_of_a_dict_is_refused_with_the_line_that_works() -> None:
    with pytest.raises(InputError, match=r"json\.loads"):
        Document.from_dict(DOCUMENT.to_json())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("every bolt", ["q1"]),
        ("EVERY BOLT", ["q1"]),
        ("every bolts", ["q1"]),  # a slip of the pen
        ("“drive over this bridge”", ["q3"]),
        ("third of their costumers overnight", ["q2"]),  # a spelling mistake
        ("the price of fish", []),
        ("No. We looked at every bolt twice, and then again in the evening, and then we went home", []),
        ("", []),
        ("…?!", []),
    ],
)
def test_find_returns_the_quotations_that_hold_the_words_approximately(words: str, ids: list[str]) -> None:
    assert [found.id for found in DOCUMENT.find(words)] == ids


def test_find_puts_the_best_match_first() -> None:
    document = dataclasses.replace(
        DOCUMENT, quotes=(quote(1, "the brigde is closed"), quote(2, "the bridge is closed"))
    )
    assert [found.id for found in document.find("the bridge is closed")] == ["q2", "q1"]


def test_find_refuses_what_is_not_a_string() -> None:
    with pytest.raises(InputError, match="not bytes"):
        DOCUMENT.find(b"bolt")  # type: ignore[arg-type]


@given(st.text(max_size=30))
@settings(deadline=None)
def test_find_never_fails_on_any_string(words: str) -> None:
    assert set(DOCUMENT.find(words)) <= set(DOCUMENT.quotes)


def test_by_speaker_keeps_the_order_of_the_text_and_puts_the_unattributed_under_none() -> None:
    grouped = DOCUMENT.by_speaker()
    assert [speaker and speaker.name for speaker in grouped] == ["Maren Holloway", "Tobias Renn", None]
    assert [found.id for found in grouped[HOLLOWAY]] == ["q1", "q3"]
    assert [found.id for found in grouped[None]] == ["q4"]


@relaxed
@given(strategies.documents())
def test_by_speaker_loses_and_doubles_no_quotation(document: Document) -> None:
    assert sum(len(group) for group in document.by_speaker().values()) == len(document.quotes)


def test_an_affiliation_alone_is_no_role() -> None:
    assert HOLLOWAY.role == "city engineer"
    assert dataclasses.replace(HOLLOWAY, roles=HOLLOWAY.roles[:1]).role is None


def test_a_quotation_runs_from_its_first_stretch_to_its_last() -> None:
    interrupted = Quote(id="q1", spans=(Span(3, 9), Span(20, 31)), text="“a” “b”", type="direct")
    assert (interrupted.start, interrupted.end) == (3, 31)


@pytest.mark.parametrize(
    ("first", "second", "overlap", "holds"),
    [
        (Span(0, 5), Span(5, 9), False, False),  # they touch
        (Span(0, 5), Span(4, 9), True, False),
        (Span(0, 9), Span(2, 3), True, True),
        (Span(2, 3), Span(0, 9), True, False),
        (Span(2, 3), Span(2, 3), True, True),
    ],
)
def test_spans_overlap_and_hold_each_other(first: Span, second: Span, overlap: bool, holds: bool) -> None:
    assert first.overlaps(second) is overlap
    assert first.holds(second) is holds


@pytest.mark.parametrize("value", [DOCUMENT, DOCUMENT.quotes[0], HOLLOWAY, HOLLOWAY.roles[0], Evidence("rule", "why")])
def test_values_are_frozen_and_slotted(value: object) -> None:
    assert not hasattr(value, "__dict__")
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)


def test_reprs_show_words_before_offsets() -> None:
    assert repr(quote(4, "“No.”", RENN)) == "Quote('“No.”', speaker='Tobias Renn', type='direct', 400:405)"
    assert repr(DOCUMENT) == "Document(4 quotes, 3 attributed to 2 speakers, 19 code points)"
    assert str(HOLLOWAY) == "Maren Holloway"
