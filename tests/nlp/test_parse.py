"""Parses as values: where words stand, what governs what, which sentence is where."""

from __future__ import annotations

import pytest

from quoteattr.model import Span
from quoteattr.nlp.parse import ROOT, Parse, Sentence, Word
from tests.parses import sample

TALK = sample("""
“We_left,”/UH/ccomp>said said=say/VBD/root [PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] ,/, who/WP/nsubj>chairs chairs=chair/VBZ/acl:relcl>Ann the/DT/det>board board/NN/obj>chairs ./.
[PER Bob] stayed .

She/PRP/nsubj>spoke spoke=speak/VBD/root of/IN/case>edges “rough/JJ/amod>edges edges”/NNS/obl>spoke ./.
""")  # noqa: E501 - one sentence a line


def forms(indices: list[int] | tuple[int, ...]) -> list[str]:
    return [TALK.parse.sentences[0].words[index].text for index in indices]


def test_the_text_reads_as_written() -> None:
    assert TALK.text == "“We left,” said Ann Lee, who chairs the board. Bob stayed.\nShe spoke of “rough edges”."


def test_every_word_stands_where_its_span_says() -> None:
    for sentence in TALK.parse.sentences:
        for word in sentence.words:
            assert TALK.words(word.span) == word.text


def test_a_word_that_stands_for_a_quotation_knows_its_number() -> None:
    assert TALK.parse.places == {0: [(0, 0)], 1: [(2, 3), (2, 4)]}


def test_a_sentence_runs_from_its_first_word_to_its_last() -> None:
    assert [TALK.words(sentence.span) for sentence in TALK.parse.sentences] == [
        "“We left,” said Ann Lee, who chairs the board.",
        "Bob stayed.",
        "She spoke of “rough edges”.",
    ]


@pytest.mark.parametrize(
    ("head", "below"),
    [("said", ["“We left,”", "Ann", ",", "."]), ("Ann", ["Lee", "chairs"]), ("Lee", []), ("chairs", ["who", "board"])],
)
def test_children_are_what_a_word_governs_in_text_order(head: str, below: list[str]) -> None:
    assert forms(TALK.parse.sentences[0].children[TALK.index(head)]) == below


def test_subtree_is_a_word_with_all_below_it_in_text_order() -> None:
    sentence = TALK.parse.sentences[0]
    assert forms(sentence.subtree(TALK.index("Ann"))) == ["Ann", "Lee", "who", "chairs", "the", "board"]


def test_ancestors_lead_from_the_nearest_to_the_root() -> None:
    assert forms(list(TALK.parse.sentences[0].ancestors(TALK.index("board")))) == ["chairs", "Ann", "said"]
    assert list(TALK.parse.sentences[0].ancestors(TALK.index("said"))) == []


def test_child_is_the_first_with_the_relation_whatever_its_subtype() -> None:
    sentence = TALK.parse.sentences[0]
    assert sentence.child(TALK.index("Ann"), "acl") == TALK.index("chairs")
    assert sentence.child(TALK.index("Ann"), "obj", "nsubj") is None
    assert sentence.words[TALK.index("chairs")].relation == "acl"


def test_a_sentence_that_was_not_parsed_has_words_and_names_alone() -> None:
    sentence = TALK.parse.sentences[1]
    assert not sentence.parsed
    assert {(word.upos, word.deprel, word.relation, word.head) for word in sentence.words} == {(None, None, None, ROOT)}
    assert [TALK.words(name.span) for name in TALK.parse.entities_of[1]] == ["Bob"]


def test_a_circle_of_heads_ends() -> None:
    words = tuple(Word(Span(at, at + 1), "x", head=head, deprel="dep") for at, head in enumerate((1, 0)))
    assert len(list(Sentence(words, 0, parsed=True).ancestors(0))) <= 3


def test_sentences_are_found_by_paragraph() -> None:
    assert TALK.parse.by_paragraph == {0: [0, 1], 1: [2]}


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("“We left,”", [0]),
        ("board. Bob", [0, 1]),
        ("Bob stayed.", [1]),
        ("stayed.\nShe", [1, 2]),
        ("“rough edges”.", [2]),
    ],
)
def test_sentences_near_are_those_that_a_range_touches(words: str, sentences: list[int]) -> None:
    start = TALK.text.index(words)
    assert list(TALK.parse.sentences_near(Span(start, start + len(words)))) == sentences


def test_a_text_without_sentences_has_none_near() -> None:
    assert list(Parse("", (), ()).sentences_near(Span(0, 0))) == []
