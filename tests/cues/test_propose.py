"""Who may speak a quotation: for each rule sentences that it catches and sentences that it must not catch."""

from __future__ import annotations

import pytest

from quoteattr.cues import Candidate, propose
from tests.parses import Sample, sample


def readings(talk: Sample, rule: str, index: int = 0, earlier: tuple[int, ...] = ()) -> list[Candidate]:
    found = propose(talk.parse, talk.paragraphs, talk.marked, index, earlier)
    return [candidate for candidate in found if candidate.rule == rule]


def pairs(talk: Sample, rule: str, index: int = 0) -> list[tuple[str, str | None]]:
    """Return (cue, mention) of the readings of a rule."""
    return [
        (
            (talk.words(candidate.cue) or "").strip(),
            talk.words(candidate.mention.span if candidate.mention else None),
        )
        for candidate in readings(talk, rule, index)
    ]


#: What it is, the rule, the sentence, and cue and mention that it must find.
CATCHES = [
    (
        "verb after the quotation",
        "verb",
        "“Yes,”/UH/discourse>said she/PRP/nsubj>said said=say/VBD/root ./.",
        ("said", "she"),
    ),
    (
        "verb with a name and a role",
        "verb",
        "“Yes,”/UH/discourse>said mayor/NN/nsubj>said [PER Ann/NNP/flat>mayor Lee/NNP/flat>Ann] said=say/VBD/root ./.",
        ("said", "mayor Ann Lee"),
    ),
    (
        "verb with an apposition",
        "verb",
        "“Yes,”/UH/discourse>said said=say/VBD/root [PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] ,/,/punct>mayor "
        "the/DT/det>mayor mayor/NN/appos>Ann ./.",
        ("said", "Ann Lee, the mayor"),
    ),
    (
        "verb that takes an addressee",
        "verb",
        "[PER Lee/NNP/nsubj>told] told=tell/VBD/root reporters/NNS/iobj>told :/: “Yes.”/UH/ccomp>told",
        ("told", "Lee"),
    ),
    (
        "verb that names the thing",
        "verb",
        "[PER Lee/NNP/nsubj>called] called=call/VBD/root it/PRP/obj>called “madness”/NN/xcomp>called ./.",
        ("called", "Lee"),
    ),
    (
        "participle",
        "verb",
        "[PER Lee/NNP/nsubj>left] left=leave/VBD/root ,/, adding=add/VBG/advcl>left that/IN/mark>late "
        "it/PRP/nsubj>late "
        "was/VBD/cop>late “too/RB/advmod>late late”/JJ/ccomp>adding ./.",
        ("adding", "Lee"),
    ),
    (
        "verb tagged as a noun",
        "verb",
        "“Yes,”/UH/discourse [PER Mr/NNP/compound>Mkula Mkula/NNP/compound>comments] comments/NNS/root ./.",
        ("comments", "Mr Mkula"),
    ),
    (
        "verb tagged as a noun, with the article of its subject",
        "verb",
        "“Yes,”/UH/discourse>states the/DT/det>states letter/NN/compound>states states/NNS/root ./.",
        ("states", "the letter"),
    ),
    (
        "verb that quotes somebody",
        "verb",
        "“Yes,”/UH/discourse>wrote they/PRP/nsubj>wrote wrote=write/VBD/root ,/, quoting=quote/VBG/advcl>wrote "
        "[PER Lee/NNP/obj>quoting] ./.",
        ("quoting", "Lee"),
    ),
    (
        "noun with an owner",
        "noun",
        "His/PRP$/nmod:poss>warning warning/NN/nsubj>came that/IN/mark>late it/PRP/nsubj>late was/VBD/cop>late "
        "“too/RB/advmod>late "
        "late”/JJ/acl>warning came=come/VBD/root ./.",
        ("warning", "His"),
    ),
    (
        "noun with somebody’s words",
        "noun",
        "In/IN/case>words the/DT/det>words words=word/NNS/root of/IN/case>Lee [PER Lee/NNP/nmod>words] ,/, "
        "“yes”/UH/dep>words ./.",
        ("words", "Lee"),
    ),
    (
        "according to",
        "according-to",
        "“Yes,”/UH/root according/VBG/case>Lee to/IN/fixed>according [PER Ann/NNP/compound>Lee Lee/NNP/obl>Yes,] ./.",
        ("according to", "Ann Lee"),
    ),
    (
        "label before a colon",
        "colon",
        "[PER CLINTON/NNP/root] :/: “Yes.”/UH/dep>CLINTON",
        (":", "CLINTON"),
    ),
    (
        "headline",
        "colon",
        "[PER Lee/NNP/root] :/: Cuts/NNS/dep>Lee are/VBP/dep>Lee ‘madness’/NN/parataxis>Lee",
        (":", "Lee"),
    ),
    (
        "headline with two names before the colon",
        "colon",
        "[ORG Shell/NNP/compound>Lee] chief/NN/compound>Lee [PER Lee/NNP/root] :/: Cuts/NNS/dep>Lee "
        "are/VBP/dep>Lee ‘madness’/NN/parataxis>Lee",
        (":", "Lee"),
    ),
    (
        "signature after a dash",
        "dash",
        "“Yes.”/UH/root –/: [PER Ann/NNP/dep>Yes. Lee/NNP/flat>Ann]",
        ("–", "Ann Lee"),
    ),
]  # fmt: skip

#: What it is, the rule, and a sentence in which it must find nothing.
MUST_NOT = [
    ("a verb inside the quotation", "verb", "“Ann/NNP/nsubj>said said=say/VBD/root so”/RB/advmod>said"),
    ("a verb without a subject", "verb", "Say/VB/root “please”/UH/obj>Say ./."),
    ("the quotation is the subject", "verb", "“Help”/NN/nsubj>hung hung=hang/VBD/root there/RB ./."),
    ("an auxiliary", "verb", "She/PRP/nsubj>gone has/VBZ/aux>gone “gone”/VBN/root ./."),
    ("a noun without an owner", "noun", "The/DT report/NN/nsubj>came came=come/VBD/root “late”/RB/advmod>came ./."),
    (
        "a noun that reports nothing",
        "noun",
        "His/PRP$/nmod:poss>dog dog/NN/nsubj>came came/VBD/root “late”/RB/advmod>came",
    ),
    (
        "accordingly",
        "according-to",
        "“Yes,”/UH/root accordingly/RB/advmod>Yes, said/VBD/dep>Yes, [PER Lee/NNP/nsubj>said]",
    ),
    (
        "a clause before the colon",
        "colon",
        "He/PRP/nsubj>had had=have/VBD/root one/CD/nummod>rule rule/NN/obj>had :/: “Yes.”/UH/dep>rule",
    ),
    (
        "a sentence between the colon and the quotation",
        "colon",
        "[PER Lee/NNP/root] :/: Cuts/NNS/dep>Lee hurt/VBP/dep>Lee ./. It/PRP was/VBD “madness”/NN ./.",
    ),
    ("no name behind the dash", "dash", "“Yes.”/UH/root –/: and/CC then/RB nothing/NN/dep>Yes."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "source", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CATCHES])
def test_reading_is_proposed(rule: str, source: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(sample(source), rule)


@pytest.mark.parametrize(("rule", "source"), [pytest.param(*case[1:], id=case[0]) for case in MUST_NOT])
def test_reading_is_not_proposed(rule: str, source: str) -> None:
    assert pairs(sample(source), rule) == []


def test_subject_inside_another_quotation_speaks_nothing() -> None:
    talk = sample("“Ann_Lee”/NNP/nsubj>said said=say/VBD/root “yes”/UH/obj>said ./.")
    assert pairs(talk, "verb", index=1) == []


def test_signature_may_stand_in_a_paragraph_of_its_own() -> None:
    talk = sample("“A/DT promise.”/NN\n\n–/: [PER Ann/NNP Lee/NNP]")
    assert [mention for _, mention in pairs(talk, "dash")] == ["Ann Lee"]


SPOKE = """
[PER Osei/NNP/nsubj>spoke] spoke=speak/VBD/root on/IN/case>Monday Monday/NNP/obl>spoke ./.

“Our_street_is_not_a_motorway.”/UH/root
"""
FAR = """
[PER Osei/NNP/nsubj>spoke] spoke=speak/VBD/root ./.

It/PRP/nsubj>rained rained=rain/VBD/root ./.

It/PRP/nsubj>snowed snowed=snow/VBD/root ./.

It/PRP/nsubj>froze froze=freeze/VBD/root ./.

It/PRP/nsubj>thawed thawed=thaw/VBD/root ./.

“Our_street_is_not_a_motorway.”/UH/root
"""


@pytest.mark.parametrize(
    ("source", "expected"), [(SPOKE, "Osei"), (FAR, None)], ids=["the paragraph above", "five paragraphs above"]
)
def test_subject_of_a_sentence_near_by_may_speak(source: str, expected: str | None) -> None:
    mentions = [mention for _, mention in pairs(sample(source), "neighbour")]
    assert (expected in mentions) if expected else ("Osei" not in mentions)


def test_a_sentence_that_was_not_parsed_offers_nobody() -> None:
    assert pairs(sample("[PER Osei] spoke .\n\n“Our_street_is_not_a_motorway.”/UH/root"), "neighbour") == []


DIALOGUE = """
“One,”/UH/discourse>said said=say/VBD/root [PER Lee/NNP/nsubj>said] ./.

“Two.”/UH/root
"""


def test_an_earlier_speaker_may_go_on() -> None:
    talk = sample(DIALOGUE)
    assert [candidate.continues for candidate in readings(talk, "continued", 1, (0,))] == [0]


def test_nobody_goes_on_where_nobody_has_spoken() -> None:
    assert readings(sample(DIALOGUE), "continued", 1) == []


def test_a_speaker_does_not_go_on_from_far_above() -> None:
    talk = sample(DIALOGUE.replace("“Two.”", "\n\n".join(["It/PRP rained/VBD ./."] * 8) + "\n\n“Two.”"))
    assert readings(talk, "continued", 1, (0,)) == []


def test_the_rule_of_a_reading_is_one_of_its_features() -> None:
    for case in CATCHES:
        for candidate in _proposed(sample(case[2])):
            assert candidate.rule in candidate.features


def test_the_same_parse_gives_the_same_readings() -> None:
    for case in CATCHES:
        assert _proposed(sample(case[2])) == _proposed(sample(case[2]))


def _proposed(talk: Sample) -> list[Candidate]:
    return propose(talk.parse, talk.paragraphs, talk.marked, 0, ())
