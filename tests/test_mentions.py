"""Mentions: which name a noun phrase is built on."""

from __future__ import annotations

import pytest

from quoteattr.mentions import mention_at
from tests.parses import sample

SAID = " said=say/VBD/root ./."

#: What it is, the subject, its head, and the name that it is built on.
NAMED = [
    ("a name", "[PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann]", "Ann", "Ann Lee"),
    ("an office", "spokesman/NN/nsubj>said [PER Ann/NNP/flat>spokesman Lee/NNP/flat>Ann]", "spokesman", "Ann Lee"),
    (
        "two offices",
        "the/DT/det>founder founder/NN/nsubj>said and/CC/cc>president president/NN/conj>founder ,/, "
        "[PER Ann/NNP/conj>founder Lee/NNP/flat>Ann]",
        "founder",
        "Ann Lee",
    ),
    (
        "one of several",
        "one/CD/nsubj>said of/IN/case>authors the/DT/det>authors authors=author/NNS/nmod>one ,/, "
        "[PER Ann/NNP/appos>authors Lee/NNP/flat>Ann]",
        "one",
        "Ann Lee",
    ),
    ("a sort of body", "research/NN/compound>firm firm/NN/nsubj>said [ORG Yipit/NNP/flat>firm]", "firm", "Yipit"),
    # what is only part of a description
    (
        "the owner",
        "[PER Lee/NNP/nmod>lawyer] ’s/POS/case>Lee lawyer/NN/nsubj>said",
        "lawyer",
        None,
    ),
    (
        "whose lawyer",
        "the/DT/det>lawyer lawyer/NN/nsubj>said of/IN/case>Lee [PER Lee/NNP/nmod>lawyer]",
        "lawyer",
        None,
    ),
    (
        "surnamed",
        "an/DT/det>officer officer/NN/nsubj>said ,/, surnamed=surname/VBN/acl>officer [PER Yeh/NNP/xcomp>surnamed]",
        "officer",
        "Yeh",
    ),
    (
        "who gave a name",
        "a/DT/det>girl girl/NN/nsubj>said who/WP/nsubj>gave gave=give/VBD/acl>girl her/PRP$/nmod>name name/NN/obj>gave "
        "as/IN/case>Amal [PER Amal/NNP/obl>gave]",
        "girl",
        "Amal",
    ),
    ("a firm's place", "the/DT/det>firm firm/NN/nsubj>said in/IN/case>Rome [LOC Rome/NNP/nmod>firm]", "firm", None),
]


@pytest.mark.parametrize(("subject", "head", "name"), [pytest.param(*case[1:], id=case[0]) for case in NAMED])
def test_the_name_of_a_mention(subject: str, head: str, name: str | None) -> None:
    talk = sample(subject + SAID)
    mention = mention_at(talk.parse, 0, talk.index(head))
    assert (None if mention.entity is None else talk.words(mention.entity.span)) == name
    assert mention.form == ("description" if name is None else "name")


def test_a_day_that_ends_the_sentence_is_no_part_of_a_description() -> None:
    text = sample(
        "“Yes”/UH/discourse>said said=say/VBD/root the/DT/det>officer officer/NN/nsubj>said Monday/NNP/nmod>officer"
    )
    sentence = text.parse.sentences[0]
    mention = mention_at(text.parse, 0, next(i for i, word in enumerate(sentence.words) if word.text == "officer"))
    assert text.words(mention.span) == "the officer"
