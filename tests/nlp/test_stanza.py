"""The real models: every word and name at its place in the user's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quoteattr import Attributor
from quoteattr.errors import ModelError
from quoteattr.marks import find_marked
from quoteattr.nlp.narration import blocks
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence
from quoteattr.resources import packaged_models
from quoteattr.text import paragraphs

if TYPE_CHECKING:
    from quoteattr.nlp.stanza import Parser

pytestmark = pytest.mark.models

TEXT = (
    "“We don’t know,” Russia’s envoy Ann Lee said.\n"
    "She can't say more; O'Neill's friends won’t either. The Kremlin’s “hard line” isn't new."
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    from quoteattr.nlp import stanza

    return stanza.load("en", packaged_models("en"))


def parse_all(parser: Parser, text: str, wanted: Callable[[Sentence, Sequence[Entity]], bool] | None = None) -> Parse:
    spans = list(paragraphs(text))
    return parser.parse(text, list(blocks(text, spans, find_marked(text, spans))), wanted or (lambda *_: True))


def narrated(parse: Parse) -> list[tuple[str, str]]:
    """Return (word, what stands there) for each word of the narration."""
    return [
        (word.text, parse.text[slice(*word.span)])
        for sentence in parse.sentences
        for word in sentence.words
        if word.quoted is None
    ]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "He didn’t, she won't, they’ve gone; Russia’s and the boys’ club.",
        "Dr. Ann Lee — of Lagos… — paid $5.50, 3% (or more).",
        "Кyiv and Zürich\u00a0met; 東京 too. \U0001f600 Done.",
        "He said it.\r\nShe left.\x0cNobody stayed.\u2028Good.",
    ],
)
def test_every_word_stands_where_its_span_says(parser: Parser, text: str) -> None:
    found = narrated(parse_all(parser, text))
    assert found
    assert [pair for pair in found if "".join(pair[0].split()) != "".join(pair[1].split())] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They don’t know.", ["do", "n’t"]),
        ("They don't know.", ["do", "n't"]),
        ("It was Russia’s envoy.", ["Russia", "’s"]),
        ("It was Russia's envoy.", ["Russia", "'s"]),
    ],
)
def test_words_written_together_share_out_the_characters(parser: Parser, text: str, parts: list[str]) -> None:
    shown = [there for _, there in narrated(parse_all(parser, text))]
    assert [part for part in parts if part in shown] == parts


def test_the_possessive_is_not_part_of_a_name(parser: Parser) -> None:
    parse = parse_all(parser, "Ann Lee’s brother met Russia’s envoy Dmitry Orlov in Lagos.")
    names = [parse.text[slice(*entity.span)] for entity in parse.entities]
    assert "Ann Lee" in names
    assert "Dmitry Orlov" in names
    assert [name for name in names if name.endswith(("s’", "’s"))] == []


def test_a_quotation_is_one_word_at_the_quotations_place(parser: Parser) -> None:
    parse = parse_all(parser, TEXT)
    (place,) = parse.places[0][:1]
    word = parse.sentences[place[0]].words[place[1]]
    assert TEXT[slice(*word.span)] == "“We don’t know,”"


def test_names_inside_quotations_are_not_names_of_the_narration(parser: Parser) -> None:
    parse = parse_all(parser, "Ann Lee spoke of “Boris Klein” and left.")
    assert [parse.text[slice(*entity.span)] for entity in parse.entities] == ["Ann Lee"]


def test_trees_have_one_root_and_heads_inside_the_sentence(parser: Parser) -> None:
    for sentence in parse_all(parser, TEXT).sentences:
        assert sum(word.head == ROOT for word in sentence.words) == 1
        assert all(-1 <= word.head < len(sentence.words) for word in sentence.words)
        assert all(word.upos and word.xpos and word.lemma and word.deprel for word in sentence.words)


def test_only_wanted_sentences_get_trees(parser: Parser) -> None:
    parse = parse_all(parser, "Ann Lee left. Nobody saw it. Bob Roy stayed.", lambda _, names: bool(names))
    assert [sentence.parsed for sentence in parse.sentences] == [True, False, True]
    assert {word.deprel for word in parse.sentences[1].words} == {None}


def test_a_sentence_is_parsed_alike_whatever_else_is_parsed(parser: Parser) -> None:
    text = "Ann Lee left. Nobody saw it. Bob Roy stayed."
    some, every = parse_all(parser, text, lambda _, names: bool(names)), parse_all(parser, text)
    assert [s for s in some.sentences if s.parsed] == [s for s in every.sentences if s in some.sentences]


def test_a_very_long_sentence_is_cut_and_loses_no_word(parser: Parser) -> None:
    from quoteattr.nlp.stanza import LONGEST_SENTENCE

    text = "Ann Lee saw " + ", ".join(f"house {number}" for number in range(600)) + " and left."
    parse = parse_all(parser, text)
    assert max(len(sentence.words) for sentence in parse.sentences) <= LONGEST_SENTENCE
    assert "".join(word for word, _ in narrated(parse)) == "".join(text.split())


def test_a_plain_word_does_not_end_a_sentence(parser: Parser) -> None:
    parse = parse_all(parser, "He was an aide of Nicholas Tse, who left. The letter describes Abe as a friend.")
    assert [sentence.words[0].text for sentence in parse.sentences] == ["He", "The"]


def test_a_day_ends_its_sentence(parser: Parser) -> None:
    parse = parse_all(parser, "Ann Lee was shot in Nara on July 8. Police suspect Bob Roy. He left on July 9.")
    assert [sentence.words[0].text for sentence in parse.sentences] == ["Ann", "Police", "He"]


def test_paragraphs_end_sentences(parser: Parser) -> None:
    parse = parse_all(parser, "A headline without a stop\nAnn Lee left")
    assert [sentence.paragraph for sentence in parse.sentences] == [0, 1]


def test_a_folder_without_weights_is_a_model_error_with_the_line_that_mends_it(tmp_path: Path) -> None:
    from quoteattr.nlp import stanza

    (tmp_path / "resources.json").write_text("{}", encoding="utf-8")
    (tmp_path / "en").mkdir()
    with pytest.raises(ModelError, match="pip install --force-reinstall"):
        stanza.load("en", tmp_path)


@pytest.fixture(scope="module")
def stanza_document(parser: Parser) -> object:
    import stanza

    pipeline = stanza.Pipeline(
        "en",
        dir=str(packaged_models("en")),
        processors="tokenize,mwt,pos,lemma,depparse,ner",
        download_method=None,
        use_gpu=False,
        logging_level="ERROR",
    )
    return pipeline(
        "“We will go,” said mayor Ann Lee. Bob Roy called it “a good day”.\n\nThey don’t know Russia’s plan."
    )


def test_a_parsed_stanza_document_is_attributed_as_it_is(stanza_document: object) -> None:
    document = Attributor()(stanza_document)
    assert document.text == stanza_document.text  # type: ignore[attr-defined]
    assert [(quote.text, quote.speaker and quote.speaker.name) for quote in document.quotes] == [
        ("“We will go,”", "Ann Lee"),
        ("“a good day”", "Bob Roy"),
    ]


def test_words_of_a_parsed_stanza_document_stand_where_their_spans_say(stanza_document: object) -> None:
    parse = Attributor().trace(stanza_document)["parse"].parse
    assert parse is not None
    assert [pair for pair in narrated(parse) if pair[0] != pair[1]] == []
    assert [sentence.paragraph for sentence in parse.sentences] == [0, 0, 1]


def test_a_stanza_document_without_trees_is_refused_with_the_pipeline_that_makes_them() -> None:
    from stanza.models.common.doc import Document

    text = "“Yes.”"
    token = {"id": 1, "text": text, "start_char": 0, "end_char": len(text)}
    with pytest.raises(ModelError, match=r"stanza\.Pipeline"):
        Attributor()(Document([[token]], text=text))
