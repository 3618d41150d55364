"""Whose words a document holds, where the text says it."""

from __future__ import annotations

import pytest

from quoteattr.speakers.documents import authors
from quoteattr.speakers.people import gather
from quoteattr.speakers.recover import recover_names
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
    stated = authors(parse, by_entity)
    assert [(number, noun, who.name) for noun, listed in stated.items() for number, who in listed] == found
