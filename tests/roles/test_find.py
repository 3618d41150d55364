"""Roles beside a name: in the words of the text, and nothing that is no role."""

from __future__ import annotations

import pytest

from quoteattr.mentions import mention_at
from quoteattr.model import Role
from quoteattr.roles import described_role, gather_roles, roles_beside
from quoteattr.roles.phrases import stated_gender
from quoteattr.roles.rank import best_first
from quoteattr.speakers.people import gather
from tests.parses import sample

#: The name, the sentence, and what it says that the bearer is.
BEFORE_THE_NAME = [
    ("Rishi Sunak", "British/JJ prime/JJ minister/NN [PER Rishi/NNP Sunak/NNP] left/VBD ./.", "British prime minister"),
    ("Ann Lee", "The/DT mayor/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "mayor"),
    ("Ann Lee", "Police/NN spokeswoman/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "Police spokeswoman"),
    ("Ann Lee", "Kremlin/NNP spokeswoman/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "Kremlin spokeswoman"),
    (
        "Ann Lee",
        "Deputy/JJ finance/NN minister/NN Ms/NNP [PER Ann/NNP Lee/NNP] left/VBD ./.",
        "Deputy finance minister",
    ),
    ("Lee", "Captain/NNP [PER Lee/NNP] left/VBD ./.", "Captain"),
    ("Ann Lee", "Former/JJ judge/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "Former judge"),
    ("Ann Lee", "Ex-goalkeeper/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "Ex-goalkeeper"),
    (
        "Ann Lee",
        "Founder/NN and/CC director/NN [PER Ann/NNP Lee/NNP] left/VBD ./.",
        "Founder and director",
    ),
    (
        "Ann Lee",
        "Health/NN and/CC labour/NN minister/NN [PER Ann/NNP Lee/NNP] left/VBD ./.",
        "Health and labour minister",
    ),
    (
        "Suharso Hadi",
        "Minister/NNP of/IN National/NNP Planning/NNP [PER Suharso/NNP Hadi/NNP] left/VBD ./.",
        "Minister of National Planning",
    ),
    (
        "Ann Lee",
        "Ports/NNP Authority/NNP (/-LRB- NPA/NNP )/-RRB- spokesperson/NN [PER Ann/NNP Lee/NNP] left/VBD ./.",
        "Ports Authority (NPA) spokesperson",
    ),
    (
        "Ann Lee",
        "Minister/NNP of/IN labour/NN ,/, industrial/JJ relations/NNS and/CC growth/NN ,/, [PER Ann/NNP Lee/NNP] "
        "left/VBD ./.",
        "Minister of labour, industrial relations and growth",
    ),
    (
        "Lee",
        "Deputy/NNP Youth/NNP and/CC Sports/NNP Minister/NNP Datuk/NNP Seri/NNP [PER Lee/NNP] left/VBD ./.",
        "Deputy Youth and Sports Minister",
    ),
    ("Yeh", "A/DT police/NN officer/NN ,/, surnamed/VBN [PER Yeh/NNP] ,/, left/VBD ./.", "police officer"),
    ("Ann Lee", "A/DT baker/NN named/VBN [PER Ann/NNP Lee/NNP] left/VBD ./.", "baker"),
    ("Ann Lee", "The/DT bakery/NN ’s/POS owner/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "bakery’s owner"),
    ("Ann Lee", "Oslo/NNP -/: Mayor/NNP [PER Ann/NNP Lee/NNP] left/VBD ./.", "Mayor"),
]  # fmt: skip

AFTER_THE_NAME = [
    ("Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, the/DT mayor/NN ,/, left/VBD ./.", "mayor"),
    ("Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, mayor/NN of/IN [LOC Dunmere/NNP] ,/, left/VBD ./.", "mayor of Dunmere"),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, a/DT researcher/NN in/IN law/NN ,/, trade/NN and/CC culture/NN at/IN Yale/NNP ,/, "
        "left/VBD ./.",
        "researcher in law, trade and culture at Yale",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, one/CD of/IN the/DT authors=author/NNS ,/, left/VBD ./.",
        "one of the authors",
    ),
    ("Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, 54/CD ,/, a/DT farmer/NN ,/, left/VBD ./.", "farmer"),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, aged/VBN 54/CD ,/, a/DT nurse/NN from/IN Leeds/NNP ,/, left/VBD ./.",
        "nurse from Leeds",
    ),
    ("Ann Lee", "[PER Ann/NNP Lee/NNP] (/-LRB- the/DT mayor/NN )/-RRB- left/VBD ./.", "mayor"),
    ("Ann Lee", "[PER Ann/NNP Lee/NNP] –/: the/DT mayor/NN –/: left/VBD ./.", "mayor"),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, professor/NN of/IN law/NN at/IN the/DT University/NNP of/IN Oslo/NNP ,/, "
        "left/VBD ./.",
        "professor of law at the University of Oslo",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, chair/NN of/IN the/DT [LOC North/NNP Bay/NNP] ,/, [LOC Labrador/NNP] ,/, "
        "left/VBD ./.",
        "chair of the North Bay, Labrador",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, co-founder/NN ,/, chairman/NN and/CC director/NN of/IN Marsh/NNP ,/, left/VBD ./.",
        "co-founder, chairman and director of Marsh",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, the/DT editor/NN and/CC the/DT owner/NN ,/, left/VBD ./.",
        "editor and the owner",
    ),
    ("Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, then/RB a/DT student/NN ,/, left/VBD ./.", "student"),
    (
        "Ann Lee",
        "The/DT rapporteur/NN on/IN water/NN ,/, [PER Ann/NNP Lee/NNP] ,/, left/VBD ./.",
        "rapporteur on water",
    ),
]  # fmt: skip

SAID_OF_THE_NAME = [
    (
        "Ann Lee",
        "[PER Ann/NNP/nsubj>president Lee/NNP/flat>Ann] is=be/VBZ/cop>president the/DT/det>president president/NN/root "
        "of/IN/case>club the/DT/det>club club/NN/nmod>president ./.",
        "president of the club",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP/nsubj>left Lee/NNP/flat>Ann] ,/, who/WP/nsubj>heads heads=head/VBZ/acl:relcl>Ann "
        "the/DT/det>union "
        "union/NN/obj>heads ,/, left=leave/VBD/root ./.",
        "heads the union",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP/nsubj>left Lee/NNP/flat>Ann] ,/, who/WP/nsubj>nurse is=be/VBZ/cop>nurse a/DT/det>nurse "
        "nurse/NN/acl:relcl>Ann ,/, left=leave/VBD/root ./.",
        "nurse",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP/nsubj>works Lee/NNP/flat>Ann] works=work/VBZ/root as/IN/case>nurse a/DT/det>nurse "
        "nurse/NN/obl>works ./.",
        "nurse",
    ),
]  # fmt: skip

SAID_OF_THE_NAME += [
    (
        "Ann Lee",
        "[PER Ann/NNP/nsubj:pass>hired Lee/NNP/flat>Ann] was=be/VBD/aux:pass>hired hired=hire/VBN/root as/IN "
        "producer/NN ./.",
        "producer",
    ),
    ("Ann Lee", "Senators=senator/NNS [PER Ann/NNP Lee/NNP] and/CC [PER Bob/NNP Roy/NNP] left/VBD ./.", "Senators"),
    (
        "Bob Roy",
        "[PER Ann/NNP Lee/NNP] and/CC [PER Bob/NNP Roy/NNP] ,/, founders=founder/NNS of/IN "
        "Northbank/NNP ,/, left/VBD ./.",
        "founders of Northbank",
    ),
    (
        "Amanda",
        "A/DT/det>student law/NN/compound>student student/NN/nsubj>said ,/, "
        "who/WP/nsubj>gave gave=give/VBD/acl>student her/PRP$ name/NN/obj>gave only/RB "
        "as/IN/case>Amanda [PER Amanda/NNP/obl>gave] ,/, said=say/VBD/root ./.",
        "law student",
    ),
    (
        "Ann Lee",
        "[PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] ,/, "
        "who/WP/nsubj>served until/IN recently/RB served=serve/VBD/acl>Ann as/IN "
        "envoy/NN/obl>served ,/, said=say/VBD/root ./.",
        "envoy",
    ),
    (
        "Bob Roy",
        "[PER Ann/NNP/nsubj>students Lee/NNP/flat>Ann] and/CC [PER Bob/NNP/conj>Ann Roy/NNP/flat>Bob] "
        "are=be/VBP/cop>students law/NN/compound>students students=student/NNS/root ./.",
        "law students",
    ),
]

#: What is no role, the name, and the sentence.
NO_ROLE = [
    ("several people", "Ann Lee", "Among/IN the/DT men=man/NNS on/IN deck/NN [PER Ann/NNP Lee/NNP] stood/VBD ./."),
    ("what a firm is", "Ann Lee", "Laitner/NNP of/IN [PER Ann/NNP Lee/NNP] ,/, lawyers=lawyer/NNS ,/, left/VBD ./."),
    (
        "joined to an object",
        "Ann Lee",
        "Of/IN/case>manners manners/NNS/obl>stopped and/CC/cc>head a/DT/det>head head/NN/conj>manners ,/, "
        "[PER Ann/NNP/nsubj>stopped Lee/NNP/flat>Ann] stopped=stop/VBD/root ./.",
    ),
    (
        "whom somebody names",
        "Ann Lee",
        "[PER Ann/NNP/nsubj>named Lee/NNP/flat>Ann] named=name/VBD/root [PER Roy/NNP/obj>named] as/IN chairman/NN ./.",
    ),
    (
        "what somebody is doing",
        "Ann Lee",
        "[PER Ann/NNP Lee/NNP] ,/, leaving/VBG her/PRP$ daughter/NN at/IN school/NN ,/, smiled/VBD ./.",
    ),
    (
        "whose mother it is",
        "Ann Lee",
        "The/DT mother/NN of/IN 12/CD -/HYPH year/NN -/HYPH old/JJ [PER Ann/NNP Lee/NNP] left/VBD ./.",
    ),
    (
        "whom somebody calls something",
        "Ann Lee",
        "Bob/NNP ,/, a/DT senior/JJ adviser/NN ,/, called=call/VBD/root [PER Ann/NNP/obj>called Lee/NNP/flat>Ann] ./.",
    ),
    (
        "whom somebody has in mind",
        "Ann Lee",
        "With/IN their/PRP$ daughter/NN in/IN mind/NN ,/, [PER Ann/NNP Lee/NNP] left/VBD ./.",
    ),
    (
        "the object of a clause before",
        "Ann Lee",
        "Since/IN he/PRP/nsubj>met met=meet/VBD/advcl>left the/DT/det>director director/NN/obj>met ,/, "
        "[PER Ann/NNP/nsubj>left Lee/NNP/flat>Ann] left=leave/VBD/root ./.",
    ),
    ("a day", "Ann Lee", "On/IN Tuesday/NNP [PER Ann/NNP Lee/NNP] left/VBD ./."),
    ("a day behind", "Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, Tuesday/NNP ,/, left/VBD ./."),
    ("a title of courtesy", "Ann Lee", "Ms/NNP [PER Ann/NNP Lee/NNP] left/VBD ./."),
    ("an age", "Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, 54/CD ,/, left/VBD ./."),
    ("another person", "Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, [PER Bob/NNP Roy/NNP] and/CC others/NNS left/VBD ./."),
    ("a place", "Ann Lee", "[PER Ann/NNP Lee/NNP] ,/, [LOC Lagos/NNP] ,/, left/VBD ./."),
    ("the owner of the role", "Vladimir Putin", "[PER Vladimir/NNP Putin/NNP] ’s/POS spokesman/NN left/VBD ./."),
    ("a thing", "Ann Lee", "The/DT matter/NN ,/, [PER Ann/NNP Lee/NNP] said/VBD ,/, is/VBZ old/JJ ./."),
    ("quoted words", "Ann Lee", "“Minister”/NN [PER Ann/NNP Lee/NNP] left/VBD ./."),
    (
        "a denied role",
        "Ann Lee",
        "[PER Ann/NNP/nsubj>president Lee/NNP/flat>Ann] is=be/VBZ/cop>president not/RB/advmod>president the/DT "
        "president/NN/root ./.",
    ),
    ("a role that opens the next clause", "Ann Lee", "So/RB said/VBD [PER Ann/NNP Lee/NNP] :/: Mayors/NNS lie/VBP ./."),
    ("a sentence that was not parsed", "Ann Lee", "mayor [PER Ann Lee] left ."),
]  # fmt: skip


def positions(source: str, name: str) -> list[str]:
    talk = sample(source)
    return [role.text for role in roles_beside(talk.parse, talk.entity(name)) if role.kind == "position"]


@pytest.mark.parametrize(("name", "source", "role"), BEFORE_THE_NAME + AFTER_THE_NAME + SAID_OF_THE_NAME)
def test_role_is_read_beside_the_name(name: str, source: str, role: str) -> None:
    assert positions(source, name) == [role]


@pytest.mark.parametrize(("name", "source"), [pytest.param(*case[1:], id=case[0]) for case in NO_ROLE])
def test_what_is_no_role_is_not_read_as_one(name: str, source: str) -> None:
    assert positions(source, name) == []


@pytest.mark.parametrize(("name", "source", "role"), BEFORE_THE_NAME + AFTER_THE_NAME + SAID_OF_THE_NAME)
def test_the_role_stands_where_its_span_says(name: str, source: str, role: str) -> None:
    talk = sample(source)
    assert [talk.words(found.span) for found in roles_beside(talk.parse, talk.entity(name))] == [role]


def test_a_role_before_the_name_and_one_behind_it_are_both_kept() -> None:
    assert positions("Mayor/NNP [PER Ann/NNP Lee/NNP] ,/, a/DT nurse/NN ,/, left/VBD ./.", "Ann Lee") == [
        "Mayor",
        "nurse",
    ]


def test_the_body_somebody_is_of_is_an_affiliation() -> None:
    talk = sample("[PER Ann/NNP Lee/NNP] of/IN [ORG Amnesty/NNP] left/VBD ./.")
    assert [(role.text, role.kind) for role in roles_beside(talk.parse, talk.entity("Ann Lee"))] == [
        ("Amnesty", "affiliation")
    ]


def test_roles_of_all_mentions_are_gathered_once() -> None:
    talk = sample(
        "Mayor/NNP [PER Ann/NNP Lee/NNP] left/VBD ./.\n"
        "[PER Lee/NNP] ,/, a/DT nurse/NN ,/, slept/VBD ./.\n"
        "The/DT [ORG Port/NNP] opened/VBD ./."
    )
    found = gather(talk.parse)
    gather_roles(talk.parse, found)
    gather_roles(talk.parse, found)
    assert {person.name: [role.text for role in person.roles] for person in found} == {
        "Ann Lee": ["Mayor", "nurse"],
        "Port": [],
    }


@pytest.mark.parametrize(
    ("source", "head", "role"),
    [
        (
            "The/DT/det>minister prime/JJ/amod>minister minister/NN/nsubj>left left=leave/VBD/root ./.",
            "minister",
            "prime minister",
        ),
        ("The/DT/det>man man/NN/nsubj>left left=leave/VBD/root ./.", "man", None),
        ("The/DT/det>ship ship/NN/nsubj>left left=leave/VBD/root ./.", "ship", None),
        ("He/PRP/nsubj>left left=leave/VBD/root ./.", "He", None),
    ],
)  # fmt: skip
def test_a_description_states_a_role_or_none(source: str, head: str, role: str | None) -> None:
    talk = sample(source)
    found = described_role(talk.parse, mention_at(talk.parse, 0, talk.index(head)))
    assert (found and found.text) == role


@pytest.mark.parametrize(
    ("found", "best"),
    [
        ([Role("director", None), Role("Marketing Director", None)], "Marketing Director"),
        ([Role("Amnesty", None, "affiliation"), Role("director", None)], "director"),
        ([Role("Mayor", None), Role("mayor", None)], "Mayor"),
        ([Role("attorney general", None), Role("partner at Northbank", None)], "attorney general"),
        ([Role("represents Rivers West", None), Role("Senator", None)], "Senator"),
        ([Role("captain of his school's team", None), Role("actor", None)], "actor"),
    ],
)
def test_the_fullest_statement_of_an_office_comes_first(found: list[Role], best: str) -> None:
    assert best_first(found)[0].text == best


def test_a_role_is_told_once() -> None:
    assert [role.text for role in best_first([Role("Mayor", None), Role("mayor", None), Role("nurse", None)])] == [
        "Mayor",
        "nurse",
    ]


@pytest.mark.parametrize(
    ("role", "gender"),
    [
        ("Bunun man", "M"),
        ("mother of two", "F"),
        ("king of the island", "M"),
        ("adviser to the queen", None),
        ("first lady", "F"),
        ("minister", None),
        ("women's rights lawyer", None),
    ],
)
def test_a_role_states_a_gender_or_none(role: str, gender: str | None) -> None:
    assert stated_gender(role) == gender


def test_fellow_is_no_part_of_a_role_but_may_be_one() -> None:
    assert positions("Fellow/JJ analyst/NN [PER Ann/NNP Lee/NNP] left/VBD ./.", "Ann Lee") == ["analyst"]
    source = "[PER Ann/NNP Lee/NNP] ,/, a/DT fellow/NN at/IN Northbank/NNP ,/, left/VBD ./."
    assert positions(source, "Ann Lee") == ["fellow at Northbank"]
