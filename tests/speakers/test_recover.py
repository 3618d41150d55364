"""Names that the tagger missed, cut short or took for something else."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quoteattr.speakers.recover import recover_names
from tests.parses import sample


def names(source: str) -> list[str]:
    """Return the names of people after the repair, in text order."""
    parse = recover_names(sample(source).parse)
    return [parse.text[slice(*entity.span)] for entity in parse.entities if entity.type == "PER"]


#: What is repaired, the text with the tagger's names, and the people's names afterwards.
CATCHES = [
    ("a title that only people bear", "Mr King left .", ["King"]),
    ("a title with a dot of its own", "Mr . King left .", ["King"]),
    ("a title and a long name", "Dr Susan van der Berg left .", ["Susan van der Berg"]),
    ("a title before what was taken for a place", "Mrs [LOC Jordan] left .", ["Jordan"]),
    ("a surname alone, the full name above", "[PER Norman Ham] left . Ham slept .", ["Norman Ham", "Ham"]),
    (
        "a surname like a street's, that speaks",
        "[PER Anna Park] left .\nPark/NNP/nsubj>said said=say/VBD/root “yes”/UH/obj>said ./.",
        ["Anna Park", "Park"],
    ),
    (
        "a surname like a town's, that speaks, with an apposition",
        "[PER Ann Troy] left .\n[LOC Troy/NNP/nsubj>said] ,/, an/DT/det>ally ally/NN/appos>Troy ,/, said=say/VBD/root "
        "“yes”/UH/obj>said ./.",
        ["Ann Troy", "Troy"],
    ),
    ("parted at an initial", "[PER George] W. [PER Bush] left .", ["George W. Bush"]),
    ("parted behind an initial", "[PER George W.] [PER Bush] left .", ["George W. Bush"]),
    ("cut off at initials", "[PER George] H.W. Bush left .", ["George H.W. Bush"]),
    ("parted before a suffix", "[PER Martin Luther] King [PER Jr.] left .", ["Martin Luther King Jr."]),
    ("somebody's office", "[PER Billionaire Don Marsh] met [PER Dean Smith] .", ["Don Marsh", "Dean Smith"]),
    (
        "a given name that was cut off",
        "Dan/NNP/nsubj>left [PER Fowler/NNP/flat>Dan] left=leave/VBD/root ./.",
        ["Dan Fowler"],
    ),
    (
        "the same name, once taken for a body",
        "[PER Bill Clinton] left . [ORG Bill Clinton] slept .",
        ["Bill Clinton", "Bill Clinton"],
    ),
    ("a surname, once taken for a body", "[PER Rosa Villa] left . [ORG Villa] slept .", ["Rosa Villa", "Villa"]),
    (
        "a proper noun that speaks",
        "“Yes,”/UH/ccomp>said said=say/VBD/root Mkula/NNP/nsubj>said ./.",
        ["Mkula"],
    ),
    (
        "a name that goes on behind a hyphen",
        "[PER Chang/NNP/nsubj>left Je-/NNP/flat>Chang] left=leave/VBD/root ./.",
        ["Chang Je-"],
    ),
    (
        "the holder of an office, taken for a place",
        "[LOC Victoria/NNP/nsubj>left Villar/NNP/flat>Victoria] ,/, the/DT deputy/NN/appos>Victoria ,/, "
        "left/VBD/root ./.",
        ["Victoria Villar"],
    ),
    (
        "whose age stands behind the name, taken for a place",
        "[LOC Tomoyuki/NNP/nsubj>left Mimaki/NNP/flat>Tomoyuki] ,/, 80/CD/appos>Tomoyuki ,/, left/VBD/root ./.",
        ["Tomoyuki Mimaki"],
    ),
    (
        "a full name taken for a place, the surname alone for a person",
        "[LOC Ailu Valle] left . [PER Valle] slept .",
        ["Ailu Valle", "Valle"],
    ),
    ("an office that the tagger took into the name", "[PER Analyst Douglas Randall] left .", ["Douglas Randall"]),
    ("initials", "[PER George] left . P C [PER George] slept .", ["George", "P C George"]),
    (
        "a given name and a particle",
        "Jeanne/NNP/nsubj>left d’/NNP/flat>Jeanne Arc/NNP/flat>Jeanne [PER Uwase/NNP/flat>Jeanne] left=leave/VBD/root "
        "./.",
        ["Jeanne d’ Arc Uwase"],
    ),
    (
        "a family name that comes first, taken for a place",
        "[PER Hong Sung-gul] left . [LOC Hong] slept .",
        ["Hong Sung-gul", "Hong"],
    ),
    ("several people's office", "[PER Ministers Ann Lee] and [PER Bob Roy] left .", ["Ann Lee", "Bob Roy"]),
    ("pity before a name", "[PER Poor Harriet] left .", ["Harriet"]),
    ("a verb that opens the sentence", "[PER Said Suryadi] :/: “Yes.”/UH", ["Suryadi"]),
    ("a short title of office", "Rep. [ORG Park] left .", ["Park"]),
    ("a name that is given", "A/DT girl/NN gave/VBD her/PRP$ name/NN as/IN [ORG Amal/NNP] ./.", ["Amal"]),
    (
        "a surname that speaks, once taken for a place",
        "[PER Rosa Faivre] left .\n“Yes,”/UH/ccomp>said said=say/VBD/root [LOC Faivre/NNP/nsubj>said] ./.",
        ["Rosa Faivre", "Faivre"],
    ),
    ("the end of an office", "Director/NN of/IN [PER Education Himanshu Gupta] left .", ["Himanshu Gupta"]),
]

#: What must stay as it is, or is no name of a person, the text, and the people's names.
MUST_NOT = [
    (
        "people who speak",
        "Engineers/NNP/nsubj>said said=say/VBD/root “yes”/UH/obj>said ./.",
        [],
    ),
    (
        "a body that speaks",
        "Hidroverde/NNP/nsubj>said ,/, which/WDT/nsubj>runs runs=run/VBZ/acl>Hidroverde it/PRP/obj>runs ,/, "
        "said=say/VBD/root “yes”/UH/obj>said ./.",
        [],
    ),
    ("a station", "[PER Radio Sarandí] left .", []),
    ("a noun for people", "The [PER Englishman/NNP] left .", []),
    ("a title without a name", "The king left .", []),
    ("a street with a person's name", "It ends at [PER David Baird Drive] .", []),
    ("a given name that is also an office", "[PER Hunter S. Thompson] left .", ["Hunter S. Thompson"]),
    ("a dash of two hyphens", "[PER Ann/NNP/nsubj>left] -/: -/: must/MD left=leave/VBD/root ./.", ["Ann"]),
    ("a word of one letter", "A [PER George] left .", ["George"]),
    ("a place of the same name as a given name", "[PER Paris Hill] left . [LOC Paris] slept .", ["Paris Hill"]),
    ("a title inside a quotation", "He/PRP said/VBD/root “Mr/NNP King”/NNP ./.", []),
    ("a common word that is also a surname", "[PER Theresa May] left . In may it rains . May slept .", ["Theresa May"]),
    (
        "a street with a surname",
        "[PER Ann/NNP King/NNP] left/VBD ./.\nKing/NNP Street/NNP is/VBZ long/JJ ./.",
        ["Ann King"],
    ),
    ("an office that speaks", "“Yes,”/UH/ccomp>said said=say/VBD/root Minister/NNP/nsubj>said ./.", []),
    ("a body that speaks", "“Yes,”/UH/ccomp>said said=say/VBD/root Police/NNP/nsubj>said ./.", []),
    ("a body that the tagger knows", "[ORG Amnesty/NNP/nsubj>said] said=say/VBD/root “no”/UH/obj>said ./.", []),
    ("a given name that looks like a verb", "[PER Said Omar] left .", ["Said Omar"]),
    ("a place", "[LOC Lagos] slept . Ms [PER Lee] left .", ["Lee"]),
    ("a headline in capitals", "“Yes,”/UH/ccomp>SAYS SAYS=say/VBZ/root COURT/NNP/nsubj>SAYS ./.", []),
]


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CATCHES])
def test_name_is_recovered(source: str, expected: list[str]) -> None:
    assert names(source) == expected


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case[1:], id=case[0]) for case in MUST_NOT])
def test_word_is_not_made_a_name(source: str, expected: list[str]) -> None:
    assert names(source) == expected


@pytest.mark.parametrize("source", [case[1] for case in CATCHES + MUST_NOT])
def test_names_stay_in_text_order_without_overlap(source: str) -> None:
    entities = recover_names(sample(source).parse).entities
    assert all(one.span.end <= other.span.start for one, other in pairwise(entities))


@pytest.mark.parametrize("source", [case[1] for case in CATCHES + MUST_NOT])
def test_what_is_recovered_is_not_changed_again(source: str) -> None:
    once = recover_names(sample(source).parse)
    assert recover_names(once) == once


def test_words_and_sentences_stay_as_they_are() -> None:
    parse = sample(CATCHES[0][1]).parse
    assert recover_names(parse).sentences == parse.sentences
