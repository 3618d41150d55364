"""Members of a family told apart by their titles, on hand-made parses."""

from quoteattr.fiction.families import part_families
from quoteattr.speakers.people import gather
from tests.parses import sample

EDNA = (
    "[PER Edna/NNP/nsubj>said Pontellier/NNP/flat>Edna] said/VBD/root she/PRP/nsubj>left left/VBD/ccomp>said "
    "her/PRP$/nmod:poss>house house/NN/obj>left ./."
)
MR = "[PER Mr./NNP/nsubj>smoked Pontellier/NNP/flat>Mr.] smoked/VBD/root ./."
MRS = "[PER Mrs./NNP/nsubj>slept Pontellier/NNP/flat>Mrs.] slept/VBD/root ./."


def families(*sentences: str) -> list[list[str]]:
    parse = sample("\n".join(sentences)).parse
    return [person.surface for person in part_families(parse, gather(parse))]


def test_titles_of_two_sorts_are_two_people_and_the_pronoun_says_which_has_the_first_name() -> None:
    assert sorted(families(EDNA, MR, MRS)) == [["Edna Pontellier", "Mrs. Pontellier"], ["Mr. Pontellier"]]


def test_one_title_alone_stays_with_the_whole_name() -> None:
    assert families(EDNA, MRS) == [["Edna Pontellier", "Mrs. Pontellier"]]


def test_the_title_is_part_of_the_name_of_whoever_has_no_other() -> None:
    parse = sample("\n".join((EDNA, MR, MRS))).parse
    names = {person.name: person.gender for person in part_families(parse, gather(parse))}
    assert names == {"Edna Pontellier": "F", "Mr. Pontellier": "M"}
