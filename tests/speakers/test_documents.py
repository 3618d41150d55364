"""Whose words a document holds, where the text says it."""

from __future__ import annotations

import pytest

from quoteattr.speakers.documents import alike, authors
from quoteattr.speakers.people import gather
from quoteattr.speakers.recover import recover_names
from quoteattr.speakers.reports import find_reports
from tests.parses import sample


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "The/DT/det>letter letter/NN/nsubj>came signed=sign/VBN/acl>letter by/IN/case>Ann [PER Ann/NNP/obl>signed "
            "Lee/NNP/flat>Ann] came=come/VBD/root ./.",
            [(0, "letter", "Ann Lee")],
        ),
        (
            "[ORG Greenpeace/NNP/nmod:poss>study] ’s/POS/case>Greenpeace study/NN/nsubj>came came=come/VBD/root ./.",
            [(0, "study", "Greenpeace")],
        ),
        (
            "A/DT/det>report report/NN/nsubj>came published=publish/VBN/acl>report in/IN/case>Star "
            "[ORG Star/NNP/obl>published] came=come/VBD/root ./.",
            [(0, "report", "Star")],
        ),
        (
            "A/DT/det>statement statement/NN/nsubj>came from/IN/case>Lee [PER Lee/NNP/nmod>statement] "
            "came=come/VBD/root ./.",
            [(0, "statement", "Lee")],
        ),
        (
            "[ORG Nation/NNP/nsubj>filed] filed=file/VBD/root a/DT/det>lawsuit lawsuit/NN/obj>filed ./.",
            [(0, "lawsuit", "Nation")],
        ),
        (
            "The/DT/det>affidavit affidavit/NN/nsubj:pass>filed was/VBD/aux:pass>filed filed=file/VBN/root "
            "by/IN/case>Lee [PER Lee/NNP/obl>filed] ./.",
            [(0, "affidavit", "Lee")],
        ),
        (
            "“Yes,”/UH/discourse>said said=say/VBD/root [PER Lee/NNP/nsubj>said] in/IN/case>statement "
            "a/DT/det>statement statement/NN/obl>said ./.",
            [(0, "statement", "Lee")],
        ),
        (
            "[PER Lee/NNP/nsubj>wrote] wrote=write/VBD/root to/IN/case>Roy [PER Roy/NNP/obl>wrote] ./.",
            [(0, "letter", "Lee")],
        ),
        # nobody has a name
        (
            "A/DT/det>group group/NN/nsubj>sent of/IN/case>parents parents=parent/NNS/nmod>group sent=send/VBD/root "
            "a/DT/det>letter letter/NN/obj>sent ./.",
            [(0, "letter", "A group of parents")],
        ),
        ("The/DT/det>board board/NN/nsubj>sent sent=send/VBD/root a/DT/det>letter letter/NN/obj>sent ./.", []),
        ("[PER Lee/NNP/nsubj>wrote] wrote=write/VBD/root for/IN/case>money money/NN/obl>wrote ./.", []),
        # who reads it, and what it says of somebody
        ("[PER Lee/NNP/nsubj>read] read/VBD/root a/DT/det>letter letter/NN/obj>read ./.", []),
        (
            "[PER Lee/NNP/nsubj>said] said=say/VBD/root it/PRP/nsubj>stood stood=stand/VBD/ccomp>said "
            "in/IN/case>letter a/DT/det>letter letter/NN/obl>stood ./.",
            [],
        ),
        # where it came from
        (
            "A/DT/det>text text/NN/nsubj>came from/IN/case>Lagos [LOC Lagos/NNP/nmod>text] came=come/VBD/root ./.",
            [],
        ),
        # whom it is about, and where it was signed
        ("A/DT/det>book book/NN/nsubj>came on/IN/case>Lee [PER Lee/NNP/nmod>book] came=come/VBD/root ./.", []),
        (
            "The/DT/det>letter letter/NN/nsubj>came signed=sign/VBN/acl>letter in/IN/case>Star "
            "[ORG Star/NNP/obl>signed] came=come/VBD/root ./.",
            [],
        ),
        # a house is no document
        ("[PER Lee/NNP/nmod:poss>house] ’s/POS/case>Lee house/NN/nsubj>fell fell=fall/VBD/root ./.", []),
    ],
)
def test_documents_have_the_authors_that_the_text_states(source: str, found: list[tuple[int, str, str]]) -> None:
    parse = recover_names(sample(source).parse)
    by_entity = {entity: person for person in gather(parse) for entity in person.entities}
    stated = authors(parse, by_entity, find_reports(parse, by_entity))
    assert [(number, noun, who.name) for noun, listed in stated.items() for number, who in listed] == found


def test_the_book_is_the_memoir() -> None:
    assert "memoir" in alike("book")
    assert "letter" not in alike("book")
    assert alike("constitution") == frozenset()
