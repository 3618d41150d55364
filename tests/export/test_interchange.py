"""JSON, JSON Lines, CSV: each judged by a reader of the format."""

import csv
import io
import json

from hypothesis import given

from quoteattr.export.interchange import as_csv, as_json, as_jsonl
from quoteattr.export.rows import COLUMNS
from quoteattr.model import Document
from tests import strategies
from tests.export.town import DOCUMENT, EMPTY, TEXT


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_document_is_an_object_and_several_are_a_list() -> None:
    assert Document.from_dict(json.loads(as_json([("a", DOCUMENT)]))) == DOCUMENT
    both = json.loads(as_json([("a", DOCUMENT), ("b", EMPTY)]))
    assert [Document.from_dict(item) for item in both] == [DOCUMENT, EMPTY]


def test_json_lines_name_their_documents() -> None:
    lines = [json.loads(line) for line in as_jsonl([("a", DOCUMENT), ("b", EMPTY)]).split("\n") if line]
    assert [line.pop("doc_id") for line in lines] == ["a", "b"]
    assert [Document.from_dict(line) for line in lines] == [DOCUMENT, EMPTY]


def test_csv_has_a_row_for_each_quotation_and_nonquote_in_text_order() -> None:
    ready, disgrace, quick, never = rows(as_csv([("town.txt", DOCUMENT)]))
    assert ready == {
        "doc_id": "town.txt",
        "quote_id": "q1",
        "start": "0",
        "end": "15",
        "text": "“We are ready,”",
        "type": "direct",
        "kind": "explicit",
        "cue": "said",
        "mention": "harbour master Ann Lee",
        "speaker_id": "s1",
        "speaker": "Ann Lee",
        "role": "harbour master",
        "confidence": "0.970",
        "evidence": "“said” has the subject “Ann Lee”",
        "speaker_type": "person",
        "rule": "verb-subject",
        "paragraph": "1",
        "pieces": "0-15",
    }
    assert TEXT[int(disgrace["start"]) : int(disgrace["end"])] == disgrace["text"] == "“a disgrace”"
    assert (quick["type"], quick["speaker"], quick["cue"]) == ("scare", "", "")
    assert (never["speaker"], never["role"], never["evidence"]) == ("", "", "“somebody” is nobody whom the text names")


def test_csv_of_no_quotation_is_the_header() -> None:
    assert as_csv([("a", EMPTY)]) == ",".join(COLUMNS) + "\r\n"


@given(strategies.documents())
def test_every_format_can_be_read_back(document: Document) -> None:
    assert Document.from_dict(json.loads(as_json([("a", document)]).encode())) == document
    assert as_jsonl([("a", document), ("b", document)]).count("\n") == 2
    read = rows(as_csv([("a", document)]))
    found = sorted((*document.quotes, *document.nonquotes), key=lambda quote: quote.start)
    assert [(row["quote_id"], row["text"]) for row in read] == [(quote.id, quote.text) for quote in found]
