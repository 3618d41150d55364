"""Who reports in the narrator's own words, and whom the pronouns after it mean."""

from __future__ import annotations

import pytest

from quoteattr.mentions import mention_at
from quoteattr.roles import gather_roles
from quoteattr.speakers.people import gather
from quoteattr.speakers.recover import recover_names
from quoteattr.speakers.reports import Reports, find_reports, telling
from tests.parses import sample

SAYS = "[PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] said=say/VBD/root it/PRP/nsubj>rained rained=rain/VBD/ccomp>said ./."
EXPERT = (
    "An/DT/det>expert local/JJ/amod>expert expert/NN/nsubj>said said=say/VBD/root it/PRP/nsubj>rained "
    "rained=rain/VBD/ccomp>said ./."
)
WALKS = "[PER Bob/NNP/nsubj>walked Roy/NNP/flat>Bob] walked=walk/VBD/root ./."
SHE = "She/PRP/nsubj>added added=add/VBD/root that/DT/obj>added ./."
THEY = "They/PRP/nsubj>added added=add/VBD/root that/DT/obj>added ./."
EXPERTS = "Experts=expert/NNS/nsubj>said said=say/VBD/root that/DT/obj>said ./."
THE_EXPERTS = EXPERTS.replace("Experts=", "The/DT/det>experts experts=").replace(">Experts", ">experts")
NEIGHBOUR = (
    "[PER Lee/NNP/nmod:poss>neighbour] ’s/POS/case>Lee neighbour/NN/nsubj>said said=say/VBD/root that/DT/obj>said ./."
)
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
        ((EXPERTS, THEY), ["Experts", "Experts"]),  # "they" are several who are described
        ((EXPERTS, THE_EXPERTS, THEY), ["Experts", "Experts", "Experts"]),  # and so are "the experts"
        ((THE_EXPERTS, THEY), ["The experts", "The experts"]),
        ((SAYS, THEY), ["Ann Lee", None]),  # and nobody alone
        ((NEIGHBOUR, SHE), ["Lee’s neighbour", "Lee’s neighbour"]),  # whose neighbour reports
    ],
)
def test_subjects_of_reporting_verbs_mean(sentences: tuple[str, ...], names: list[str | None]) -> None:
    found = reports(*sentences)
    people = [found.who(mention.span) for mention in found.mentions]
    assert [None if person is None else person.name for person in people] == names


def test_whoever_tells_of_somebody_described_is_known() -> None:
    talk = sample(SAYS.replace("it/PRP/nsubj>rained", "the/DT/det>partner partner/NN/nsubj>rained") + "\n" + SAYS)
    parse = recover_names(talk.parse)
    found = find_reports(parse, {entity: person for person in gather(parse) for entity in person.entities})
    mention = mention_at(parse, 0, talk.index("partner"))
    assert [person.name for person in telling(parse, mention, found)] == ["Ann Lee"]
    assert telling(parse, found.mentions[0], found) == []


def test_the_latest_reporter_comes_first_and_each_once() -> None:
    found = reports(SAYS, EXPERT, SHE, SHE)
    assert [person.name for person, _ in found.before(found.mentions[-1])] == ["An local expert", "Ann Lee"]


def test_a_settled_subject_means_whom_it_was_settled_on() -> None:
    found = reports(SAYS, IT)
    ann = found.who(found.mentions[0].span)
    assert ann is not None
    found.settle(found.mentions[1], ann)
    assert found.who(found.mentions[1].span) is ann


MINISTER = (
    "[PER Ann/NNP/nsubj>left Lee/NNP/flat>Ann] ,/, the/DT/det>minister minister/NN/appos>Ann ,/, left=leave/VBD/root "
    "[PER Bob/NNP/obj>left Roy/NNP/flat>Bob] ./."
)
THE_MINISTER = "The/DT/det>minister minister/NN/nsubj>said said=say/VBD/root that/DT/obj>said ./."
TWO_REPORTS = (
    "[PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] said=say/VBD/root that/IN/mark>asked [PER Bob/NNP/nsubj>asked "
    "Roy/NNP/flat>Bob] asked=ask/VBD/ccomp>said her/PRP/obj>asked ./."
)


def test_a_definite_description_means_the_only_one_named_before_whose_office_it_is() -> None:
    assert _names(reports_with_roles(MINISTER, THE_MINISTER)) == ["Ann Lee"]
    assert _names(reports_with_roles(THE_MINISTER, MINISTER)) == [None]
    other = MINISTER.replace("Ann/", "Eva/").replace(">Ann", ">Eva").replace("Lee/", "Kim/")
    assert _names(reports_with_roles(MINISTER, other, THE_MINISTER)) == [None]


def test_the_subject_of_the_main_clause_reported_last() -> None:
    found = reports(TWO_REPORTS, SHE)
    assert [person.name for person, _ in found.before(found.mentions[-1])] == ["Ann Lee", "Bob Roy"]


def reports_with_roles(*sentences: str) -> Reports:
    parse = recover_names(sample("\n".join(sentences)).parse)
    people = gather(parse)
    gather_roles(parse, people)
    return find_reports(parse, {entity: person for person in people for entity in person.entities})


def _names(found: Reports) -> list[str | None]:
    people = [found.who(mention.span) for mention in found.mentions]
    return [None if person is None else person.name for person in people]
