"""The forms of reporting verbs, and the lemma of each."""

import pytest

from quoteattr.inflection import REPORTING, forms, lemmas, pasts, singulars
from quoteattr.lexicon import words

#: A verb, and what is a form of it and what is not.
FORMS = [
    ("quip", "quips quipped quipping", "quiped"),
    ("interject", "interjected interjects", "interjectted"),
    ("intone", "intoned intoning intones", "intoneed"),
    ("cry", "cried cries crying", "cryed"),
    ("say", "said says saying", "sayed"),
    ("agree", "agreed agreeing", "agreing"),
    ("gush", "gushes gushed", "gushs"),
    ("admit", "admitted admitting", ""),
    ("counsel", "counselled counseled", ""),
    ("rap", "rapped rapping", "raped raping"),
    ("put", "put puts putting", "puted"),
]


@pytest.mark.parametrize(("verb", "are", "are_not"), FORMS, ids=[verb for verb, _, _ in FORMS])
def test_forms_of_a_verb(verb: str, are: str, are_not: str) -> None:
    assert {verb, *are.split()} <= set(forms(verb))
    assert not set(are_not.split()) & set(forms(verb))


def test_every_verb_is_its_own_lemma() -> None:
    listed = lemmas(*REPORTING)
    assert all(listed[verb] == verb for name in REPORTING for verb in words(name))


def test_a_report_stands_in_the_past_or_third_person() -> None:
    assert {"said", "says", "quipped"} <= pasts("speech_verbs")
    assert not {"say", "saying", "quip"} & pasts("speech_verbs")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("residents", "resident"), ("deputies", "deputy"), ("witnesses", "witness"), ("roads", None)],
)
def test_listed_plurals_have_a_singular(plural: str, singular: str | None) -> None:
    assert singulars().get(plural) == singular
