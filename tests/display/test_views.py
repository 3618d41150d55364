"""The HTML of documents, lists, speakers and quotations: well formed, complete, and safe whatever the text holds."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from quoteattr.display.card import quote_card, speaker_card
from quoteattr.display.document import KEPT, document_page, document_view
from quoteattr.display.table import quotes_table
from quoteattr.model import Document, Quotes
from tests import strategies
from tests.export.town import ANN, DOCUMENT, EMPTY, NEVER, READY, TEXT

VOID = {"meta", "br", "link"}


class Reader(HTMLParser):
    """Collects the words, the elements and their classes, and fails where an end tag does not fit."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "mark":
            self.marked.append((dict(attrs).get("class") or "", ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.text += data
        if "mark" in self.open:
            looks, words = self.marked[-1]
            self.marked[-1] = (looks, words + data)


def test_each_quotation_is_marked_in_the_look_of_its_kind() -> None:
    marked = Reader(DOCUMENT._repr_html_()).marked
    assert marked[:4] == [
        ("qa-q qa-explicit", "“We are ready,”"),
        ("qa-q qa-anaphoric", "“a disgrace”"),
        ("qa-q qa-nonquote", "“quick”"),
        ("qa-q qa-nobody", "“Never!”"),
    ]


def test_a_document_says_who_speaks_and_how_often() -> None:
    text = Reader(DOCUMENT._repr_html_()).text
    assert "3 quotations, 2 attributed to 1 speaker · 1 marked passage that is not an utterance" in text
    assert "2Ann Lee harbour master" in text
    assert "1not attributed" in text


def test_confidence_and_reasons_show_on_hover() -> None:
    assert (
        'title="q1: Ann Lee, harbour master\ndirect · explicit · confidence 0.97\n“said” has' in DOCUMENT._repr_html_()
    )


def test_a_list_of_quotations_is_a_table_and_stays_one_when_sliced() -> None:
    for quotes in (DOCUMENT.quotes, DOCUMENT.quotes[:2], DOCUMENT.find("disgrace"), DOCUMENT.by_speaker()[ANN]):
        assert isinstance(quotes, Quotes)
        assert quotes._repr_html_() == quotes_table(quotes)
    assert Reader(quotes_table(DOCUMENT.quotes)).text.count("Ann Lee") == 2
    assert "No quotations" in quotes_table(EMPTY.quotes)


def test_a_speaker_is_a_card_with_all_that_they_said() -> None:
    text = Reader(DOCUMENT.speakers[0]._repr_html_()).text
    for words in ("Ann Lee", "harbour master", "“We are ready,”", "“a disgrace”"):
        assert words in text


def test_an_honorific_stands_once_before_the_name() -> None:
    for name, shown in (("Ann Lee", "Dr Ann Lee"), ("Dr Ann Lee", "Dr Ann Lee")):
        doctor = replace(ANN, name=name, honorific="Dr", roles=())
        document = replace(DOCUMENT, quotes=(replace(READY, speaker=doctor),), speakers=(doctor,))
        assert f"1{shown}" in Reader(document._repr_html_()).text
        assert Reader(document.speakers[0]._repr_html_()).text.split(" person")[0].strip() == shown


def test_a_quotation_is_a_card_with_its_reasons() -> None:
    assert "“said” has the subject “Ann Lee”" in Reader(READY._repr_html_()).text
    assert "speaker not known" in Reader(NEVER._repr_html_()).text


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    evil = '<script>alert("1")</script>'
    read = Reader(replace(DOCUMENT, text=TEXT + evil)._repr_html_())
    assert evil in read.text
    assert "script" not in read.tags


def test_a_long_text_is_folded_and_a_very_long_one_is_cut_with_a_hint() -> None:
    paragraph = "Nothing happened here on that day.\n"
    assert "<details" not in Document(text=paragraph, lang="en")._repr_html_()
    assert "more characters of text" in Document(text=paragraph * 500, lang="en")._repr_html_()
    huge = Document(text=paragraph * (2 * KEPT // len(paragraph)), lang="en")
    assert "doc.to_html(" in huge._repr_html_()
    assert len(Reader(document_page(huge)).text) > len(huge.text) * 0.9


def test_a_page_stands_alone(tmp_path: Path) -> None:
    DOCUMENT.to_html(tmp_path / "page.html", title="Harbour & co")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Harbour &amp; co</title>" in page
    assert not re.search(r"https?://|@import|url\(", page)
    assert Reader(page).tags.isdisjoint({"script", "link", "img", "iframe"})


@given(strategies.documents())
def test_any_document_gives_well_formed_html_that_encodes(document: Document) -> None:
    cards = [speaker_card(speaker) for speaker in document.speakers] + [quote_card(quote) for quote in document.quotes]
    for html in (document_view(document), quotes_table(document.quotes), *cards):
        html.encode()
        assert Reader(html).attributes <= {"class", "style", "title", "dir"}
    document_page(document).encode()


@pytest.mark.parametrize("name", ["q1", "q2", "q3", "q4"])
def test_every_number_stands_in_the_text(name: str) -> None:
    assert f'<sup class="qa-id">{name}</sup>' in DOCUMENT._repr_html_()
