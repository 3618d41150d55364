"""Who is the subject of a verb: its own, shared with another verb, in front or behind."""

from __future__ import annotations

import pytest

from quoteattr.cues.subjects import subject
from quoteattr.cues.word_order import mistagged
from tests.parses import sample

#: The way, a sentence, the verb, and the word that is its subject.
CATCHES = [
    ("own", "She/PRP/nsubj>said said=say/VBD/root “Yes.”/UH/discourse", "said", "She"),
    (
        "own, behind the verb",
        "“Yes,”/UH/discourse said=say/VBD/root [PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] ./.",
        "said",
        "Ann",
    ),
    (
        "agent of a passive",
        "The/DT/det>plan plan/NN/nsubj:pass>called was/VBD/aux:pass>called called=call/VBN/root “mad”/JJ/xcomp>called "
        "by/IN/case>Lee [PER Lee/NNP/obl:agent>called] ./.",
        "called",
        "Lee",
    ),
    (
        "grammatical subject of a passive: was quoted as saying",
        "[PER Lee/NNP/nsubj:pass>quoted] was/VBD/aux:pass>quoted quoted=quote/VBN/root as/IN/mark>saying "
        "saying=say/VBG/advcl>quoted “Yes”/UH/obj>saying",
        "saying",
        "Lee",
    ),
    (
        "relative clause",
        "Ann/NNP/root ,/, who/WP/nsubj>said said=say/VBD/acl:relcl>Ann “yes”/UH/obj>said ,/, left/VBD/dep>Ann",
        "said",
        "Ann",
    ),
    (
        "participle after its noun",
        "Protesters/NNS/nsubj>marched shouting=shout/VBG/acl>Protesters “No!”/UH/obj>shouting "
        "marched=march/VBD/root ./.",
        "shouting",
        "Protesters",
    ),
    (
        "conjoined verb: made no mention, and said",
        "He/PRP/nsubj>smiled smiled=smile/VBD/root and/CC/cc>said said=say/VBD/conj>smiled “Yes.”/UH/ccomp>said",
        "said",
        "He",
    ),
    (
        "participle: adding that",
        "She/PRP/nsubj>praised praised=praise/VBD/root them/PRP/obj>praised ,/, adding=add/VBG/advcl>praised "
        "that/IN/mark>worked they/PRP/nsubj>worked “worked/VBD/ccomp>adding hard”/RB/advmod>worked",
        "adding",
        "She",
    ),
    (
        "a verb that opens its object: tried to say",
        "He/PRP/nsubj>tried tried=try/VBD/root to/TO/mark>say say/VB/xcomp>tried “no”/UH/obj>say",
        "say",
        "He",
    ),
    (
        "inverted, taken for an object by the parser",
        "“Yes,”/UH/discourse says=say/VBZ/root the/DT/det>mayor mayor/NN/obj>says ,/, [PER Ann/NNP/appos>mayor "
        "Lee/NNP/flat>Ann] ./.",
        "says",
        "mayor",
    ),
    (
        "a verb that opens the sentence: Says Khir: “…”",
        "Says=say/VBZ/root [PER Khir/NNP/obj>Says] :/: “Yes.”/UH/ccomp>Says",
        "Says",
        "Khir",
    ),
    (
        "several own the subject: the rebels' bureau",
        "rebels/NNS/nsubj>said ’/POS/punct>rebels bureau/NN/nsubj>said said=say/VBD/root “yes”/UH/obj>said ./.",
        "said",
        "bureau",
    ),
    (
        "an adviser to somebody",
        "An/DT/det>adviser adviser/NN/nsubj>said to/IN/case>Roy [PER Roy/NNP/nsubj>said] said=say/VBD/root "
        "“yes”/UH/obj>said ./.",
        "said",
        "adviser",
    ),
    (
        "what one calls a thing says nothing",
        "what/WP/nsubj>called [PER Lee/NNP/nsubj>what] called=call/VBD/root “mad”/JJ/xcomp>called ./.",
        "called",
        "Lee",
    ),
    (
        "a predicate: his chief of staff was shy",
        "his/PRP$/nmod:poss>chief chief/NN/nsubj>shy of/IN/case>staff staff/NN/nmod>chief was=be/VBD/cop>shy "
        "shy/JJ/root :/: “Yes.”/UH/discourse>shy",
        "was",
        "chief",
    ),
    (
        "the object of a verb does what its complement says",
        "The/DT/det>story story/NN/nsubj>has has=have/VBZ/root [PER Lee/NNP/obj>has] telling=tell/VBG/xcomp>has "
        "“yes”/UH/obj>telling ./.",
        "telling",
        "Lee",
    ),
    (
        "as a diplomat put it, whatever the parser takes for the subject",
        "Lee/NNP/nsubj>put ,/, as/IN/case>diplomat a/DT/det>diplomat diplomat/NN/nsubj>put put/VBD/root "
        "it/PRP/obj>put ./.",
        "put",
        "diplomat",
    ),
    (
        "a clause behind with: the sentence stands, with the court saying",
        "Sentences/NNS/nsubj>stand stand/VBP/root ,/, with/IN/case>court the/DT/det>court court/NN/obl>stand "
        "saying=say/VBG/advcl>stand “yes”/UH/obj>saying ./.",
        "saying",
        "court",
    ),
    (
        "inserted report: Bob should go, she said, adding that",
        "Bob/NNP/nsubj>go should/MD/aux>go go/VB/root ,/, she/PRP/nsubj>said said=say/VBD/parataxis>go ,/, "
        "adding=add/VBG/advcl>go “yes”/UH/obj>adding",
        "adding",
        "she",
    ),
    (
        "source: the paper quotes her as saying",
        "Papers/NNS/nsubj>quote quote/VBP/root her/PRP/obj>quote as/IN/mark>saying saying=say/VBG/advcl>quote "
        "“yes”/UH/obj>saying",
        "saying",
        "her",
    ),
    (
        "a point in time before the name: a few days later, Lee said",
        "Days/NNS/nsubj>said later/RB/advmod>Days ,/, [PER Lee/NNP/conj>Days] said=say/VBD/root :/: “Yes.”/UH",
        "said",
        "Lee",
    ),
    (
        "what is told, taken for the subject: Lee, an official, said the fire is out",
        "[PER Lee/NNP/nmod>fire] ,/, an/DT/det>official official/NN/appos>Lee ,/, said=say/VBD/root "
        "the/DT/det>fire fire/NN/nsubj>said is/VBZ/cop>“out” “out”/RB/ccomp>said ./.",
        "said",
        "Lee",
    ),
    (
        "a report behind what is told: “new” plans need a permit, Lee said",
        "“New”/JJ/amod>plans plans/NNS/nsubj>said need/VBP/dep>said a/DT/det>permit permit/NN/obj>need ,/, "
        "[PER Lee/NNP/dep>said] said=say/VBD/root ./.",
        "said",
        "Lee",
    ),
    (
        "two subjects: it was, the mayor said",
        "It/PRP/nsubj>said was/VBD/ccomp>said ,/, the/DT/det>mayor mayor/NN/nsubj>said said=say/VBD/root ,/, "
        "“mad”/JJ/dep>said",
        "said",
        "mayor",
    ),
    (
        "whom a clause describes: Lee, who is the head of the mission in Harare, said",
        "[PER Lee/NNP/dep>said] who/WP/nsubj>head is/VBZ/cop>head head/NN/acl>Lee of/IN/case>mission "
        "mission/NN/nmod>head in/IN/case>Harare [LOC Harare/NNP/nmod>mission] said=say/VBD/root “no”/UH/obj>said",
        "said",
        "Lee",
    ),
    (
        "behind a fragment: Freddy “was good,” Lee said",
        "Freddy/NNP/nsubj>said “was/VBD/ccomp>said good,”/JJ/xcomp>was [PER Lee/NNP/dep>said] said=say/VBD/root ./.",
        "said",
        "Lee",
    ),
    (
        "behind what is told: people “deserve more,” said the man",
        "People/NNS/nsubj>said “deserve/VBP/ccomp>said more,”/JJR/obj>deserve said=say/VBD/root the/DT/det>man "
        "man/NN/obj>said ./.",
        "said",
        "man",
    ),
    (
        "brackets behind the name: Lee (Labour) said Roy is out",
        "[PER Lee/NNP/dep>said] (/-LRB- Labour/NNP/dep>Lee )/-RRB- said=say/VBD/root [PER Roy/NNP/nsubj>said] "
        "is/VBZ/cop>“out” “out”/RB/ccomp>said ./.",
        "said",
        "Lee",
    ),
    (
        "a clause with who: Lee (Labour), who has left, said",
        "[PER Lee/NNP/dep>said] (/-LRB- Labour/NNP/dep>Lee )/-RRB- ,/, who/WP/nsubj>left has/VBZ/aux>left "
        "left=leave/VBN/acl>Lee ,/, said=say/VBD/root “no”/UH/obj>said ./.",
        "said",
        "Lee",
    ),
    (
        "inside a relative clause: a country that Roy called",
        "A/DT/det>country country/NN/root that/WDT/nsubj>called [PER Roy/NNP/dep>called] called=call/VBD/acl>country "
        "“mad”/JJ/xcomp>called ./.",
        "called",
        "Roy",
    ),
    (
        "who stands beside a name: a reaction from Lee, who said",
        "A/DT/det>reaction reaction/NN/root from/IN/case>Lee [PER Lee/NNP/nmod>reaction] ,/, who/WP/nsubj>said "
        "said=say/VBD/acl>reaction “no”/UH/obj>said ./.",
        "said",
        "Lee",
    ),
    (
        "of two subjects the owned one: Labour's Lee called that mad",
        "Labour/NNP/nsubj>called ’s/POS/case>Labour [PER Lee/NNP/nsubj>called] called=call/VBD/root that/DT/obj>called "
        "“mad”/JJ/xcomp>called ./.",
        "called",
        "Lee",
    ),
    (
        "of two names side by side the second: New Jersey Gov. Lee called that mad",
        "New/NNP/amod>Jersey [LOC Jersey/NNP/nsubj>called] Gov./NNP/nsubj>called [PER Lee/NNP/flat>Gov.] "
        "called=call/VBD/root that/DT/obj>called “mad”/JJ/xcomp>called ./.",
        "called",
        "Gov.",
    ),
    (
        "of two names the one that owns the other: Lee's The Long Way noted",
        "[PER Lee/NNP/nsubj>noted] ’s/POS/case>Lee Long/NNP/amod>Way Way/NNP/nsubj>noted noted=note/VBD/root "
        "“yes”/UH/obj>noted ./.",
        "noted",
        "Lee",
    ),
    (
        "what is no subject: the crowd cheers, and then Lee continues",
        "crowd/NN/compound>cheers cheers/NNS/nsubj>continues ,/, and/CC/cc>continues then/RB/advmod>continues "
        "[PER Lee/NNP/nsubj>continues] continues=continue/VBZ/root :/: “Yes.”/UH/discourse>continues",
        "continues",
        "Lee",
    ),
    (
        "a past taken for a participle: Lee, who has followers, tweeted",
        "[PER Lee/NNP/root] ,/, who/WP/nsubj>has has/VBZ/acl>Lee followers/NNS/obj>has ,/, "
        "tweeted=tweet/VBN/acl>followers ,/, “yes”/UH/discourse>tweeted ./.",
        "tweeted",
        "Lee",
    ),
    (
        "a past taken for a participle: Roy led what Lee, the treasurer, called a fight",
        "[PER Roy/NNP/nsubj>led] led/VBD/root what/WP/obj>led [PER Lee/NNP/nmod>what] ,/, the/DT/det>treasurer "
        "treasurer/NN/appos>Lee ,/, called=call/VBN/advcl>led “combat”/NN/obl>called ./.",
        "called",
        "Lee",
    ),
    (
        "joined to what is told in the present: Lee said Roy is at fault and accused him",
        "[PER Lee/NNP/nsubj>said] said=say/VBD/root [PER Roy/NNP/nsubj>wrong] is/VBZ/cop>wrong wrong/JJ/ccomp>said "
        "and/CC/cc>accused accused=accuse/VBD/conj>wrong him/PRP/obj>accused “theft”/NN/obl>accused ./.",
        "accused",
        "Lee",
    ),
    (
        "a place does not speak: Lee of Florida, who mused",
        "Sen./NNP/nsubj>left [PER Lee/NNP/flat>Sen.] of/IN/case>Florida [LOC Florida/NNP/nmod>Sen.] ,/, "
        "who/WP/nsubj>mused mused=muse/VBD/acl>Sen. “no”/UH/obj>mused ,/, left/VBD/root ./.",
        "mused",
        "Sen.",
    ),
    (
        "a participle behind what is told: Lee said Roy lied, adding that",
        "[PER Lee/NNP/nsubj>said] said=say/VBD/root [PER Roy/NNP/nsubj>lied] lied/VBD/ccomp>said ,/, "
        "adding=add/VBG/advcl>lied “no”/UH/obj>adding ./.",
        "adding",
        "Lee",
    ),
    (
        "of two verbs, not what the second tells: Lee left and said talks were off",
        "[PER Lee/NNP/nsubj>left] left=leave/VBD/root and/CC/cc>said said=say/VBD/conj>left talks/NNS/nsubj>said "
        "were/VBD/cop>“off” “off”/RB/ccomp>said ./.",
        "said",
        "Lee",
    ),
    (
        "at the end of a report: they get “free” rides, said an official",
        "They/PRP/nsubj>get get/VBP/root “free”/JJ/amod>rides rides/NNS/obj>get for/IN/case>weeks many/JJ/amod>weeks "
        "weeks/NNS/obl>get ,/, said=say/VBD/conj>get an/DT/det>official official/NN/obj>said ./.",
        "said",
        "official",
    ),
]

#: Verbs without a subject that could speak.
MUST_NOT = [
    ("an order has nobody", "Say/VB/root “please”/UH/obj>Say ./.", "Say"),
    ("the object is no inverted subject", "“Yes,”/UH/discourse told=tell/VBD/root me/PRP/obj>told ./.", "told"),
    (
        "whom a joined verb tells: praised its “help” and told reporters",
        "Praised/VBD/root its/PRP$/nmod>“help” “help”/NN/obj>Praised and/CC/cc>told told=tell/VBD/dep>Praised "
        "reporters/NNS/obj>told ./.",
        "told",
    ),
    ("nothing is quoted before the verb", "said=say/VBD/root Ann/NNP/obj>said ./.", "said"),
    (
        "a full clause of its own shares no subject",
        "He/PRP/nsubj>left left=leave/VBD/root ,/, says=say/VBZ/parataxis>left “page_two”/NN/obj>says",
        "says",
    ),
]


@pytest.mark.parametrize(("source", "verb", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CATCHES])
def test_subject_is_found(source: str, verb: str, expected: str) -> None:
    talk = sample(source)
    found = subject(talk.parse.sentences[0], talk.index(verb))
    assert found is not None
    assert talk.parse.sentences[0].words[found[0]].text == expected


@pytest.mark.parametrize(("source", "verb"), [pytest.param(*case[1:], id=case[0]) for case in MUST_NOT])
def test_verb_has_no_subject(source: str, verb: str) -> None:
    talk = sample(source)
    found = subject(talk.parse.sentences[0], talk.index(verb))
    assert found is None or talk.parse.sentences[0].words[found[0]].quoted is not None


@pytest.mark.parametrize(
    ("source", "verb", "way"),
    [
        ("She/PRP/nsubj>said said=say/VBD/root “Yes.”/UH", "said", "own"),
        (
            "He/PRP/nsubj>smiled smiled=smile/VBD/root and/CC said=say/VBD/conj>smiled “Yes.”/UH/ccomp>said",
            "said",
            "conj",
        ),
    ],
)
def test_the_way_to_the_subject_is_told(source: str, verb: str, way: str) -> None:
    talk = sample(source)
    found = subject(talk.parse.sentences[0], talk.index(verb))
    assert found is not None
    assert found[1] == way


def test_verbs_that_point_at_each_other_end() -> None:
    talk = sample("Say/VB/conj>go “yes”/UH/obj>Say go/VB/conj>Say")
    assert subject(talk.parse.sentences[0], talk.index("go")) is None


@pytest.mark.parametrize(
    ("source", "word", "expected"),
    [
        # the tagger takes the verb for a noun
        ("“Yes,”/UH [PER Mr/NNP Mkula/NNP] comments/NNS ./.", "comments", "Mkula"),
        ("“Yes,”/UH he/PRP notes/NNS ./.", "notes", "he"),
        ("“Yes,”/UH ,/, shares/NNS [PER Mkula/NNP] ./.", "shares", "Mkula"),
        ("“Yes,”/UH smiles/NNS [PER Mkula/NNP] ./.", "smiles", "Mkula"),
        ("Said/NNP [PER Mkula/NNP] :/: “Yes.”/UH", "Said", "Mkula"),
        ("[PER Mkula/NNP] states/NNS ,/, “yes”/UH ./.", "states", "Mkula"),
        ("The/DT report/NN notes/NNS :/: “Yes.”/UH", "notes", "report"),
        ("The/DT affidavit/NN states/NNS that/IN he/PRP “left”/VBD ./.", "states", "affidavit"),
        ("[PER Mkula/NNP] points/NNS to/IN “the/DT cold”/NN ./.", "points", "Mkula"),
        ("“Yes,”/UH [ORG Amnesty/NNP] fears/NNS ./.", "fears", "Amnesty"),
        # nouns that are nouns
        ("Her/PRP$ comments/NNS ended/VBD ./.", "comments", None),
        ("Her/PRP$ comments/NNS ,/, “yes”/UH ./.", "comments", None),
        ("“Yes,”/UH read/VBD the/DT notes/NNS ./.", "notes", None),
        ("“Yes,”/UH Mkula/NNP bridges/NNS ./.", "bridges", None),
        ("“Yes,”/UH Mkula/NNP fears/NNS grew/VBD ./.", "fears", None),
    ],
)
def test_verb_that_was_tagged_as_a_noun_gets_its_subject(source: str, word: str, expected: str | None) -> None:
    talk = sample(source)
    found = mistagged(talk.parse.sentences[0], talk.index(word))
    assert (None if found is None else talk.parse.sentences[0].words[found].text) == expected
