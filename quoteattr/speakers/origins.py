"""Where people come from, as the text says beside their names: "the Kenyan" is *Kenya's* Ann Lee."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoteattr.lexicon import words
from quoteattr.mentions import Mention
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.person import Person
from quoteattr.text import APOSTROPHES

#: Names of places that do not begin as those of their people do, each with what the people are called.
_OTHER_NAMES = {
    "america": "american", "denmark": "dane", "france": "french", "holland": "dutch", "ireland": "irish", "netherlands": "dutch",
    "philippines": "filipino", "spain": "spaniard", "states": "american",
    "u.k.": "briton", "u.s.": "american", "uk": "briton",
    "us": "american", "wales": "welsh", "yorkshire": "yorkshire", "zealand": "zealander",
}  # fmt: skip
#: Words between a name and the place behind it: Ann Lee *of* Kenya; Ann Lee, *from* Kenya; Ann Lee *(* Kenya).
_LEADS_TO_PLACE = (["of"], ["from"], [",", "from"], ["("], [",", "of"])
#: Words before a name that may say where somebody comes from: the *Kenyan former world champion* Ann Lee.
_WORDS_BEFORE = 4
_MAN = re.compile(r"(?:wo)?man$")


def coming_from(parse: Parse, mention: Mention, people: Sequence[Person]) -> list[Person]:
    """Return those of whom the text says that they come from where a description says: "the Spaniard".

    Args:
        parse: The parsed text.
        mention: A description.
        people: Whom it may mean.
    """
    noun = parse.sentences[mention.sentence].words[mention.head].text.lower()
    called = _MAN.sub("", noun) if noun not in words("demonyms") else noun
    if called == noun and noun not in words("demonyms"):
        return []
    return [
        person
        for person in people
        if person.type == "person"
        and any(_is_of(called, place) for entity in person.entities for place in _places(parse, entity))
    ]


def _places(parse: Parse, name: Entity) -> Iterator[str]:
    """Yield the capitalised words beside a name that may be those of a place, in small letters."""
    items = parse.sentences[name.sentence].words
    near = list(items[max(0, name.first - _WORDS_BEFORE) : name.first])
    behind = items[name.last + 1 : name.last + 5]
    lead = next((lead for lead in _LEADS_TO_PLACE if [word.text for word in behind[: len(lead)]] == lead), None)
    near += [] if lead is None else behind[len(lead) : len(lead) + 2]
    for word in near:
        if word.text[:1].isupper() and word.quoted is None:
            yield _without_possessive(word.text.lower())


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(tuple(f"{mark}s" for mark in APOSTROPHES)) else word


def _is_of(called: str, place: str) -> bool:
    """Tell whether somebody called so is of a place or people: Spaniard, Spain, Spanish."""
    if called == _OTHER_NAMES.get(place, place):
        return True
    if place in words("demonyms") or place in _OTHER_NAMES:
        return False
    return place[:3] == called[:3] if len(called) < 6 else place[:4] == called[:4]
