"""A possessive or reflexive in somebody's own clause shows the gender."""

import pytest

from quoteattr.speakers.genders import LEAST_OWN, note_genders, note_own_pronouns
from quoteattr.speakers.people import gather
from tests.parses import sample

#: What it is, a sentence, and the gender that enough such sentences show.
OWN = [
    ("a possessive", "[PER Kim/NNP/nsubj>shook] shook/VBD/root her/PRP$/nmod:poss>head head/NN/obj>shook ./.", "F"),
    ("a reflexive", "[PER Kim/NNP/nsubj>blamed] blamed/VBD/root himself/PRP/obj>blamed ./.", "M"),
    (
        "in a clause without a subject",
        "[PER Kim/NNP/nsubj>sat] sat/VBD/root closing/VBG/advcl>sat his/PRP$/nmod:poss>eyes eyes/NNS/obj>closing ./.",
        "M",
    ),
    (
        "in somebody else's clause",
        "[PER Kim/NNP/nsubj>knew] knew/VBD/root he/PRP/nsubj>lost lost/VBD/ccomp>knew his/PRP$/nmod:poss>hat "
        "hat/NN/obj>lost ./.",
        None,
    ),
    ("no subject", "It/PRP/nsubj>hit hit/VBD/root [PER Kim/NNP/obj>hit] on/IN/case>head his/PRP$/nmod:poss>head "
     "head/NN/obl>hit ./.", None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sentence", "gender"), OWN, ids=[what for what, _, _ in OWN])
def test_own_pronouns_show_a_gender(what: str, sentence: str, gender: str | None) -> None:
    for times, expected in ((LEAST_OWN, gender), (LEAST_OWN - 1, None)):
        parse = sample("\n".join([sentence] * times)).parse
        people = gather(parse)
        for person in people:
            person.gender = None
        note_own_pronouns(parse, people)
        assert [person.gender for person in people] == [expected], what


def test_pronouns_of_both_genders_show_none() -> None:
    parse = sample("\n".join([OWN[0][1]] * LEAST_OWN + [OWN[1][1]] * LEAST_OWN)).parse
    people = gather(parse)
    note_own_pronouns(parse, people)
    assert [person.gender for person in people] == [None]


@pytest.mark.parametrize(
    ("end", "in_talk", "gender"),
    [("\n\n", True, None), ("\n\n", False, "F"), ("\n", True, "F")],
)
def test_in_talk_the_next_paragraph_may_be_about_somebody_else(end: str, in_talk: bool, gender: str | None) -> None:
    turn = "“Yes,”/UH/discourse>said said=say/VBD/root [PER Kim/NNP/nsubj>said] ./."
    parse = sample(turn + end + "She/PRP/nsubj>took took/VBD/root her/PRP$/nmod:poss>hat hat/NN/obj>took ./.").parse
    people = gather(parse)
    for person in people:
        person.gender = None
    note_genders(parse, people, in_talk=in_talk)
    assert [person.gender for person in people] == [gender]
