"""TEI, Web Annotation, brat, CoNLL and script lines, each read back by a reader of the format."""

import json
import re
from dataclasses import replace

from hypothesis import given, settings
from lxml import etree

from quoteattr.export.brat import as_brat
from quoteattr.export.conll import COLUMNS, as_conll
from quoteattr.export.script import as_script
from quoteattr.export.tei import as_tei
from quoteattr.export.web_annotation import as_web_annotations
from quoteattr.model import Document, Quote, Span
from tests import strategies
from tests.export.town import ANN, DISGRACE, DOCUMENT, EMPTY, TEXT

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_tei(document: Document) -> etree._Element:
    return etree.fromstring(as_tei(document).encode())


def body_text(root: etree._Element) -> str:
    return "".join(root.find("t:text/t:body", TEI).itertext())


def test_a_document_has_a_method_for_each_format() -> None:
    assert DOCUMENT.to_tei(title="Harbour") == as_tei(DOCUMENT, "Harbour")
    assert DOCUMENT.to_web_annotation("harbour.txt") == as_web_annotations(DOCUMENT, "harbour.txt")
    assert DOCUMENT.to_brat() == as_brat(DOCUMENT)
    assert DOCUMENT.to_conll("town") == as_conll({"town": DOCUMENT})
    assert DOCUMENT.to_script() == as_script(DOCUMENT)


def test_tei_holds_the_whole_text_and_every_quotation() -> None:
    root = read_tei(DOCUMENT)
    assert body_text(root) == TEXT
    said = [("".join(item.itertext()), item.get("who"), item.get("ana")) for item in root.iterfind(".//t:said", TEI)]
    assert said == [
        ("“We are ready,”", "#s1", "#direct #explicit"),
        ("“a disgrace”", "#s1", "#mixed #anaphoric"),
        ("“Never!”", None, "#direct"),
    ]
    assert root.find(".//t:soCalled", TEI).text == "“quick”"


def test_tei_lists_who_speaks_with_their_roles() -> None:
    person = read_tei(DOCUMENT).find(".//t:listPerson/t:person", TEI)
    assert person.get(ID) == "s1"
    assert person.find("t:persName/t:name", TEI).text == "Ann Lee"
    assert person.find("t:persName/t:roleName", TEI).text == "harbour master"


def test_pieces_of_a_quotation_are_linked() -> None:
    spans = (Span(0, 15), Span(TEXT.index("“a dis"), TEXT.index("“a dis") + 12))
    split = replace(DISGRACE, spans=spans)
    first, second = read_tei(replace(DOCUMENT, quotes=(split,), nonquotes=())).iterfind(".//t:said", TEI)
    assert first.get("next") == "#" + second.get(ID)
    assert second.get("prev") == "#" + first.get(ID)


def test_an_id_that_xml_cannot_hold_is_kept_beside() -> None:
    odd = replace(ANN, id="17 /x")
    root = read_tei(Document(text=TEXT, lang="en", quotes=(replace(DISGRACE, speaker=odd),), speakers=(odd,)))
    person = root.find(".//t:person", TEI)
    assert person.find("t:idno", TEI).text == "17 /x"
    assert root.find(".//t:said", TEI).get("who") == "#" + person.get(ID)


@given(strategies.documents())
@settings(max_examples=50)
def test_any_text_survives_in_tei_but_for_what_xml_cannot_hold(document: Document) -> None:
    quotes = [
        replace(quote, cue=None, spans=tuple(span for span in quote.spans if span.end <= len(document.text)))
        for quote in document.quotes
    ]
    root = read_tei(replace(document, quotes=tuple(quote for quote in quotes if quote.spans)))
    expected = re.sub(r"\r\n?", "\n", document.text)
    found = body_text(root)
    assert len(found) == len(expected)
    assert all(one in (other, "\N{REPLACEMENT CHARACTER}") for one, other in zip(found, expected, strict=True))
    names = root.xpath("//@xml:id")
    assert len(names) == len(set(names))
    assert {name.removeprefix("#") for name in root.xpath("//@who | //@ref | //@next | //@prev")} <= set(names)


def test_web_annotations_find_their_words_by_position_and_by_context() -> None:
    page = json.loads(json.dumps(as_web_annotations(DOCUMENT, "https://example.org/town")))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for item, quote in zip(page["items"], DOCUMENT.rows(), strict=True):
        (target,) = item["target"]
        position, words = target["selector"]
        assert TEXT[position["start"] : position["end"]] == words["exact"] == quote["text"]
        assert words["prefix"] + words["exact"] + words["suffix"] in TEXT
    purposes = {body["purpose"]: body["value"] for body in page["items"][0]["body"]}
    assert (purposes["identifying"], purposes["describing"]) == ("Ann Lee", "harbour master")


def read_brat(ann: str, text: str) -> dict[str, tuple[str, str]]:
    """Return label and words of each text-bound annotation, and check them against the text as brat does."""
    bound = {}
    for name, label, offsets, words in re.findall(r"^(T\d+)\t(\w+) ([\d ;]+)\t(.*)$", ann, re.MULTILINE):
        ranges = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
        assert " ".join(text[start:end] for start, end in ranges) == words
        bound[name] = (label, words)
    return bound


def test_brat_has_quotations_with_their_cues_mentions_kinds_and_notes() -> None:
    ann = as_brat(DOCUMENT)
    bound = read_brat(ann, TEXT)
    assert bound["T1"] == ("Direct", "“We are ready,”")
    relations = re.findall(r"^R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)$", ann, re.MULTILINE)
    assert [(label, bound[quote][1], bound[part][1]) for label, quote, part in relations[:2]] == [
        ("HasCue", "“We are ready,”", "said"),
        ("HasMention", "“We are ready,”", "harbour master Ann Lee"),
    ]
    assert "A1\tKind T1 explicit\n#1\tAnnotatorNotes T1\tq1: s1 Ann Lee, harbour master (0.970)\n" in ann


def test_brat_cuts_a_stretch_at_line_breaks() -> None:
    text = "“One\r\ntwo”"
    quote = Quote(id="q1", spans=(Span(0, len(text)),), text=text, type="direct")
    assert read_brat(as_brat(Document(text=text, lang="en", quotes=(quote,))), text) == {"T1": ("Direct", "“One two”")}


def test_conll_tags_tokens_at_their_offsets() -> None:
    head, *lines = as_conll({"town": DOCUMENT}).split("\n")
    assert head == "# doc_id = town"
    tokens = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines if line]
    assert all(TEXT[int(token["start"]) : int(token["end"])] == token["token"] for token in tokens)
    assert "".join(token["token"] for token in tokens) == "".join(TEXT.split())
    tagged = [(token["token"], token["quote"], token["speaker_id"]) for token in tokens[:7]]
    assert tagged[:2] == [("“", "B-direct", "s1"), ("We", "I-direct", "s1")]
    assert tagged[6] == ("said", "O", "_")
    assert [token["part"] for token in tokens[6:12]] == [
        "B-cue",
        "B-mention",
        "I-mention",
        "I-mention",
        "I-mention",
        "O",
    ]


def test_a_script_gives_every_word_to_one_voice() -> None:
    assert as_script(DOCUMENT).splitlines() == [
        "ANN LEE: “We are ready,”",
        "NARRATOR: said harbour master Ann Lee, who called the crane",
        "ANN LEE: “a disgrace”",
        "NARRATOR: . A “quick” sale followed.",
        "UNKNOWN: “Never!”",
        "NARRATOR: somebody cried.",
    ]
    assert as_script(EMPTY) == "NARRATOR: Nothing was said.\n"


@given(strategies.documents())
@settings(max_examples=50)
def test_a_script_loses_no_word(document: Document) -> None:
    read = [line.split(": ", 1)[1] for line in as_script(document).split("\n") if line]
    assert "".join("".join(read).split()) == "".join(document.text.split())
