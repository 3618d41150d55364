"""Who reports in the narrator's own words, and whom the pronouns after it mean."""

from __future__ import annotations

import pytest

from quoteattr.speakers.people import gather
from quoteattr.speakers.recover import recover_names
from quoteattr.speakers.reports import Reports, find_reports
from tests.parses import sample

SAYS = "[PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] said=say/VBD/root it/PRP/nsubj>rained rained=rain/VBD/ccomp>said ./."
EXPERT = (
    "An/DT/det>expert local/JJ/amod>expert expert/NN/nsubj>said said=say/VBD/root it/PRP/nsubj>rained "
    "rained=rain/VBD/ccomp>said ./."
)
WALKS = "[PER Bob/NNP/nsubj>walked Roy/NNP/flat>Bob] walked=walk/VBD/root ./."
SHE = "She/PRP/nsubj>added added=add/VBD/root that/DT/obj>added ./."
IT = "It/PRP/nsubj>said said=say/VBD/root that/DT/obj>said ./."


def reports(*sentences: str) -> Reports:
    parse = recover_names(sample("\n".join(sentences)).parse)
    people = gather(parse)
    return find_reports(parse, {entity: person for person in people for entity in person.entities})


@pytest.mark.parametrize(
    ("sentences", "names"),
    [
        ((SAYS,), ["Ann Lee"]),
        ((WALKS,), []),  # who walks does not report
        ((SAYS, SHE), ["Ann Lee", "Ann Lee"]),  # "she" is whoever reported before
        ((EXPERT, SHE), ["An local expert", "An local expert"]),  # named or not
        ((SHE,), [None]),  # nobody reported before
        ((SAYS, IT), ["Ann Lee", None]),  # "it" stays open
    ],
)
def test_subjects_of_reporting_verbs_mean(sentences: tuple[str, ...], names: list[str | None]) -> None:
    found = reports(*sentences)
    people = [found.who(mention.span) for mention in found.mentions]
    assert [None if person is None else person.name for person in people] == names


def test_the_latest_reporter_comes_first_and_each_once() -> None:
    found = reports(SAYS, EXPERT, SHE, SHE)
    assert [person.name for person, _ in found.before(found.mentions[-1])] == ["An local expert", "Ann Lee"]


def test_a_settled_subject_means_whom_it_was_settled_on() -> None:
    found = reports(SAYS, IT)
    ann = found.who(found.mentions[0].span)
    assert ann is not None
    found.settle(found.mentions[1], ann)
    assert found.who(found.mentions[1].span) is ann
