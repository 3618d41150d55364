"""Descriptions: the words by which a text means somebody without a name, and whom they fit."""

from __future__ import annotations

from quoteattr.mentions import SOMEBODY, Mention
from quoteattr.nlp.parse import Parse
from quoteattr.speakers.names import LEGAL_FORMS
from quoteattr.speakers.person import Person
from quoteattr.text import APOSTROPHES

#: The sort of determiner that each word makes of a description it opens.
_DETERMINERS = {
    word: sort
    for sort, listed in {
        "the": "the",
        "this": "this that these those",
        "a": "a an one another",
        "some": "some many several other",
        "poss": "his her their its my our",
    }.items()
    for word in listed.split()
}
#: How words that own something end.
POSSESSIVES = tuple(f"{mark}s" for mark in APOSTROPHES)
#: Words that make a role another one: a vice president is not the president.
_LESSER = frozenset("vice deputy former ex assistant associate acting interim late co-".split())


def determiner(parse: Parse, mention: Mention) -> str:
    """Return the sort of determiner that a description has: ``the``, ``this``, ``a``, ``some``, ``poss``, ``none``."""
    opening = parse.text[slice(*mention.core)].split()
    first = opening[0].lower() if opening else ""
    head = parse.sentences[mention.sentence].words[mention.head]
    if head.text.lower() in ("percent", "%"):
        return "some"
    if head.text.lower() in SOMEBODY:
        return "a"
    if first in _DETERMINERS:
        return _DETERMINERS[first]
    owner = parse.text[mention.core.start : max(head.span.start, mention.core.start)].split()
    return "poss" if any(word.endswith(POSSESSIVES) for word in owner) else "none"


def description_match(parse: Parse, mention: Mention, person: Person) -> str:
    """Say how a description meets what is known of somebody.

    By role (``role-exact``, ``role-all``, ``role-lesser``, ``role-head``), by the name of a body (``name-all``,
    ``name-head``: "the ministry", or "the company" for one with Inc. or Ltd.), by the words that introduced somebody
    unnamed (``described-all``, ``described-head``: "the doctor" for "one doctor at the hospital"; ``described-other``),
    or not at all: ``none``.
    """
    noun, lemma = noun_of(parse, mention)
    described = describing_words(parse, mention)
    if person.sort is not None:
        introduced = set(person.name.lower().split())
        if described <= introduced:
            return "described-all"
        return "described-head" if {noun, lemma} & introduced else "described-other"
    role_words = [set(role.text.lower().split()) for role in person.roles]
    if any(described == role for role in role_words):
        return "role-exact"
    if any(described <= role and not (_LESSER & role - described) for role in role_words):
        return "role-all"
    if any(described <= role for role in role_words):
        return "role-lesser"
    if any(noun in role or lemma in role for role in role_words):
        return "role-head"
    names = [set(form.words) for form in person.forms]
    if person.type != "person" and any(described <= name for name in names):
        return "name-all"
    if person.type != "person" and any(noun in name for name in names):
        return "name-head"
    if person.type != "person" and noun in _FIRM and any(name & LEGAL_FORMS for name in names):
        return "name-head"
    return "none"


_FIRM = frozenset(("company", "firm"))


def describing_words(parse: Parse, mention: Mention) -> set[str]:
    """Return the words of a description but for its determiner."""
    return {word for word in parse.text[slice(*mention.core)].lower().split() if word not in _DETERMINERS}


def noun_of(parse: Parse, mention: Mention) -> tuple[str, str]:
    """Return the word on which a description hangs, as it stands and in its dictionary form."""
    head = parse.sentences[mention.sentence].words[mention.head]
    return head.text.lower(), (head.lemma or head.text).lower()


def fits_description(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether anything that is known of somebody meets a description."""
    return description_match(parse, mention, person) not in ("none", "described-other")
