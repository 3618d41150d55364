"""Names gathered into people: one entry for Rishi Sunak and Mr Sunak, two for two people of one surname."""

from __future__ import annotations

import pytest

from quoteattr.model import KnownSpeaker
from quoteattr.speakers.people import gather
from quoteattr.speakers.person import Person
from tests.parses import Sample, sample


def people(source: str, *known: KnownSpeaker) -> list[Person]:
    return gather(sample(source).parse, known)


def forms(source: str, *known: KnownSpeaker) -> list[list[str]]:
    """Return for each person the forms under which the text names them, honorifics included."""
    return [person.surface for person in people(source, *known)]


#: What it is, the text with its names, and who is one person.
GATHERED = [
    ("a surname", "[PER Rishi Sunak] met [PER Sunak] .", [["Rishi Sunak", "Sunak"]]),
    ("a surname with an honorific", "[PER Rishi Sunak] spoke . Mr [PER Sunak] left .", [["Rishi Sunak", "Mr Sunak"]]),
    ("an honorific with a dot", "[PER Rishi Sunak] spoke . Mr . [PER Sunak] left .", [["Rishi Sunak", "Mr. Sunak"]]),
    ("the short form first", "Mr [PER Sunak] left . [PER Rishi Sunak] spoke .", [["Mr Sunak", "Rishi Sunak"]]),
    ("a given name", "[PER Boris Klein] spoke . [PER Boris] left .", [["Boris Klein", "Boris"]]),
    ("a family name that comes first", "[PER Xi Jinping] spoke . Mr [PER Xi] left .", [["Xi Jinping", "Mr Xi"]]),
    (
        "another spelling",
        "[PER Volodymyr Zelenskiy] spoke . [PER Zelensky] left .",
        [["Volodymyr Zelenskiy", "Zelensky"]],
    ),
    ("initials", "[PER J. K. Marlow] spoke . [PER Marlow] left .", [["J. K. Marlow", "Marlow"]]),
    (
        "a son behind his father",
        "[PER Donald Lee] spoke .\n[PER Donald Lee Jr.] left .\n[PER Lee] slept .",
        [["Donald Lee", "Lee"], ["Donald Lee Jr."]],
    ),
    (
        "a suffix that is left out later",
        "[PER Martin Lee Jr.] spoke .\n[PER Martin Lee] left .\n[PER Lee] slept .",
        [["Martin Lee Jr.", "Martin Lee", "Lee"]],
    ),
    ("two suffixes", "[PER Martin Lee Jr.] met [PER Martin Lee Sr.] .", [["Martin Lee Jr."], ["Martin Lee Sr."]]),
    ("two people", "[PER Ann Lee] met [PER Bob Roy] .", [["Ann Lee"], ["Bob Roy"]]),
    # a form that fits two people is left by itself
    (
        "two people of one surname",
        "[PER Ann Lee] met [PER Bob Lee] . [PER Lee] left .",
        [["Ann Lee"], ["Bob Lee"], ["Lee"]],
    ),
    # unless one was introduced after the other: then it is the later one's, to the end of the text
    (
        "two people of one surname, one after the other",
        "[PER Ann Lee] spoke .\n[PER Bob Lee] left .\n[PER Lee] slept .\n[PER Ann Lee] came .\n[PER Lee] woke .",
        [["Ann Lee"], ["Bob Lee", "Lee"]],
    ),
    (
        "two of one double surname",
        "[PER Ariel Ruiz Vega] spoke .\n[PER Omara Ruiz Vega] left .\n[PER Ruiz Vega] slept .",
        [["Ariel Ruiz Vega"], ["Omara Ruiz Vega", "Ruiz Vega"]],
    ),
    (
        "two of one family name that comes first",
        "[PER Han Duck-soo] spoke .\n[PER Han Dong-hoon] left .\n[PER Han] slept .",
        [["Han Duck-soo"], ["Han Dong-hoon", "Han"]],
    ),
    # or is named in full far more often
    (
        "a given name of two people, one of them named once",
        "[PER Jane Fox] spoke .\n" * 5 + "[PER Jane Bates] left .\n[PER Jane] slept .",
        [["Jane Fox", "Jane"], ["Jane Bates"]],
    ),
    # or the honorific tells them apart
    (
        "two people of one surname, one of them Ms",
        "Ms [PER Ann Lee] met Mr [PER Bob Lee] . Ms [PER Lee] left . Mr [PER Lee] stayed .",
        [["Ms Ann Lee", "Ms Lee"], ["Mr Bob Lee", "Mr Lee"]],
    ),
    (
        "a couple, named by honorific and surname",
        "Mr [PER Obama] met Mrs [PER Obama] .",
        [["Mr Obama"], ["Mrs Obama"]],
    ),
    ("no full name", "Ms [PER Lee] spoke . [PER Lee] left .", [["Ms Lee", "Lee"]]),
    ("another gender", "Ms [PER Ann Lee] spoke . Mr [PER Lee] left .", [["Ms Ann Lee"], ["Mr Lee"]]),
    ("a person and a place", "[PER Jordan Peel] went to [LOC Jordan] .", [["Jordan Peel"], ["Jordan"]]),
    # bodies
    ("an acronym in brackets", "The [ORG Baltic Fish Union] ( [ORG BFU] ) struck .", [["Baltic Fish Union", "BFU"]]),
    ("an acronym", "The [ORG Baltic Fish Union] struck . The [ORG BFU] won .", [["Baltic Fish Union", "BFU"]]),
    ("somebody else’s acronym", "The [ORG Baltic Fish Union] met the [ORG EU] .", [["Baltic Fish Union"], ["EU"]]),
    ("two bodies", "[ORG Amnesty] met [ORG Greenpeace] .", [["Amnesty"], ["Greenpeace"]]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case[1:], id=case[0]) for case in GATHERED])
def test_names_are_gathered(source: str, expected: list[list[str]]) -> None:
    assert forms(source) == expected


SPOKE = "[PER Val/NNP/nsubj>spoke Kalende/NNP/flat>Val] spoke=speak/VBD/root"


def test_an_acronym_of_other_letters_is_known_by_its_brackets() -> None:
    assert forms("[ORG Médecins du Littoral] ( [ORG LMD] ) came .") == [["Médecins du Littoral", "LMD"]]


@pytest.mark.parametrize(
    ("source", "name", "gender"),
    [
        ("Mr [PER Lee] left .", "Lee", "M"),
        ("[PER Ann Lee] left . Ms [PER Lee] slept .", "Lee", "F"),
        (SPOKE + " ./.\nShe/PRP left/VBD with/IN her/PRP$ dog/NN ./.", "Val Kalende", "F"),
        (SPOKE + " of/IN his/PRP$ dog/NN and/CC his/PRP$ cat/NN ./.", "Val Kalende", "M"),
        # a single pronoun may be anybody's
        (SPOKE + " ./.\nShe/PRP left/VBD ./.", "Val Kalende", None),
        # the pronoun is not the subject's
        ("[PER Val/NNP/obj>saw Kalende/NNP/flat>Val] saw=see/VBD/root her/PRP ./.", "Val Kalende", None),
        ("the spokeswoman/NN [PER Val/NNP Kalende/NNP] spoke/VBD", "Val Kalende", None),  # not parsed: no tags
        ("the/DT spokeswoman/NN [PER Val/NNP Kalende/NNP] spoke/VBD", "Val Kalende", "F"),
        ("the/DT spokeswoman/NN ,/, [PER Val/NNP Kalende/NNP] ,/, spoke/VBD", "Val Kalende", "F"),
        # two people named before the pronoun: it may be either
        (SPOKE + " ./.\n[PER Kim/NNP/nsubj>met] met=meet/VBD/root her/PRP ./.", "Val Kalende", None),
        ("Dr [PER Kim Roy] left .", "Kim Roy", None),
        # a name says nothing of gender
        ("[PER Mary Roy] left .", "Mary Roy", None),
    ],
)
def test_gender_is_what_the_text_says(source: str, name: str, gender: str | None) -> None:
    (found,) = [person for person in people(source) if any(name in form for form in person.surface)]
    assert found.gender == gender


def test_a_man_of_the_surname_is_not_the_woman_who_is_described_as_one() -> None:
    described = "The/DT first/JJ lady/NN ,/, [PER Michelle/NNP Obama/NNP] ,/, slept/VBD"
    source = f"President [PER Obama] left .\n{described}\nMr [PER Obama] ran ."
    assert [person.surface for person in people(source)] == [["President Obama", "Mr Obama"], ["Michelle Obama"]]


def test_a_description_that_the_caller_knows_is_nobody_named() -> None:
    (found,) = people("Convict left .", KnownSpeaker(name="the convict"))
    assert found.type == "unnamed"


SUNAK = KnownSpeaker(name="Rishi Sunak", aliases=("the PM",), id="Q-1", gender="M", role="prime minister")


def test_a_known_speaker_takes_the_titled_name_that_is_his() -> None:
    george = KnownSpeaker(name="George Knightley", aliases=("Mr. Knightley",))
    john = KnownSpeaker(name="John Knightley")
    found = people("Mr. [PER Knightley] spoke . Mr. [PER John Knightley] left . [PER George] slept .", john, george)
    assert {person.name: person.surface for person in found} == {
        "John Knightley": ["Mr. John Knightley"],
        "George Knightley": ["Mr. Knightley", "George"],
    }


def test_a_known_speaker_takes_the_names_that_fit() -> None:
    (found,) = people("Mr [PER Sunak] spoke . [PER Sunak] left .", SUNAK)
    assert found.known == SUNAK
    assert (found.name, found.surface, found.gender) == ("Rishi Sunak", ["Mr Sunak", "Sunak"], "M")


def test_a_known_speaker_wins_over_another_who_fits() -> None:
    found = people("[PER Ann Sunak] spoke . [PER Sunak] left .", SUNAK)
    assert {person.name: person.surface for person in found} == {"Rishi Sunak": ["Sunak"], "Ann Sunak": ["Ann Sunak"]}


def test_a_known_speaker_of_the_other_gender_takes_nothing() -> None:
    found = people("Ms [PER Sunak] spoke .", SUNAK)
    assert {person.name: person.surface for person in found} == {"Rishi Sunak": [], "Sunak": ["Ms Sunak"]}


def test_an_alias_is_as_good_as_the_name() -> None:
    (found,) = people("[PER Kim] spoke .", KnownSpeaker(name="Seo-yeon Park", aliases=("Kim",)))
    assert found.name == "Seo-yeon Park"


def test_known_speakers_come_first_then_the_others_in_text_order() -> None:
    found = people("[PER Bob Roy] met [PER Ann Lee] and Mr [PER Sunak] .", SUNAK)
    assert [person.name for person in found] == ["Rishi Sunak", "Bob Roy", "Ann Lee"]


def test_everybody_holds_the_names_that_mean_them() -> None:
    parse = sample("[PER Ann Lee] met [PER Bob Roy] . [PER Lee] left .").parse
    ann, bob, lee = parse.entities
    assert [person.entities for person in gather(parse)] == [[ann, lee], [bob]]


def test_every_name_belongs_to_exactly_one_person() -> None:
    for _, source, _ in GATHERED:
        parse = sample(source).parse
        taken = [entity for person in gather(parse) for entity in person.entities]
        assert sorted(entity.span for entity in taken) == [entity.span for entity in parse.entities]


def test_a_text_without_names_has_nobody() -> None:
    assert people("Nobody came .") == []


def test_names_stand_where_the_text_has_them() -> None:
    talk: Sample = sample("[PER Ann Lee] met [PER Bob Roy] . Ms [PER Lee] left .")
    assert [[talk.words(span) for span in person.spans] for person in gather(talk.parse)] == [
        ["Ann Lee", "Lee"],
        ["Bob Roy"],
    ]


def test_a_number_is_no_name() -> None:
    assert forms("The church got [ORG 719,000] from [PER Ann Lee] .") == [["Ann Lee"]]
