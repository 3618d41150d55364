"""What a text says of people beside their names, and who is meant by it: age, children, where they come from.

"The 24-year-old" is Ann Lee, *24*; "the mother of two" is *mother of two* Ann Lee; "the Kenyan" is *Kenya's* Ann Lee.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from quoteattr.lexicon import words
from quoteattr.mentions import Mention
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.descriptions import POSSESSIVES, noun_of
from quoteattr.speakers.person import Person
from quoteattr.speakers.recover import LONGEST_LIFE

AGE = re.compile(r"\b(\d{1,3})[- ]year[- ]old\b")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]year[- ]old(?: [\w-]+){0,4} $")
_AGE_BEHIND = re.compile(
    r",? (?:aged |who is |is |now |\()?(\d{1,3})(?=[,.;)](?!\d)| years old|$)"
    r"|,? (?:who is |is )?an? (\d{1,3})[- ]year[- ]old\b|, an? [\w -]{,30}\baged? (\d{1,3})\b"
)
_CHILDREN = r"(?:grand)?(?:mother|father|mum|mom|dad|parent)[- ]of[- ](\w+)"
PARENT = re.compile(rf"\b{_CHILDREN}\b", re.IGNORECASE)
_PARENT_BEFORE = re.compile(rf"\b{_CHILDREN} $", re.IGNORECASE)
_PARENT_BEHIND = re.compile(rf",?(?: \d+,)?(?: is)? an? (?:[\w-]+ ){{,2}}{_CHILDREN}\b", re.IGNORECASE)

#: What a text says of somebody it says beside the first of the names; so many are looked at, however long the text.
FIRST_NAMES = 40

#: Names of places that are not those of their people with another ending, each with what the people are called.
_OTHER_NAMES = {
    "america": "american", "britain": "briton", "british": "briton", "danish": "dane", "denmark": "dane",
    "finland": "finn", "finnish": "finn", "france": "french", "greece": "greek", "holland": "dutch", "ireland": "irish",
    "netherlands": "dutch", "norway": "norwegian", "philippines": "filipino", "poland": "pole", "polish": "pole",
    "spain": "spaniard", "spanish": "spaniard", "states": "american", "switzerland": "swiss", "u.k.": "briton",
    "u.s.": "american", "uk": "briton", "us": "american", "wales": "welsh", "yorkshire": "yorkshire",
}  # fmt: skip
#: Endings of words for people, and of the names and adjectives of their places: *Austr*-ian, *Austr*-ia.
_OF_PEOPLE = ("", "n", "an", "ian", "ese", "uese", "i", "er", "vian", "iot", "e", "lander")
_OF_PLACES = frozenset("  a al any e en es ey i ia ian ic ine ish istan ium land n o on s tish u us y".split(" "))
#: Words between a name and the place behind it: Ann Lee *of* Kenya; Ann Lee, *from* Kenya; Ann Lee *(* Kenya).
_LEADS_TO_PLACE = (["of"], ["from"], [",", "from"], ["("], [",", "of"])
#: Words before a name that may say where somebody comes from: the *Kenyan former world champion* Ann Lee.
_WORDS_BEFORE = 4
_MAN = re.compile(r"(?:wo)?man$")


def identified(parse: Parse, mention: Mention, people: Iterable[Person]) -> list[Person]:
    """Return those of whom the text says beside their names what a description says.

    Args:
        parse: The parsed text.
        mention: A description.
        people: Whom it may mean.
    """
    meets = _test(parse, mention)
    if meets is None:
        return []
    noun, _ = noun_of(parse, mention)
    return [
        person
        for person in people
        if person.type == "person"
        and any(map(meets, person.entities[:FIRST_NAMES]))
        and not _rules_otherwise(person, noun)
    ]


def _rules_otherwise(person: Person, noun: str) -> bool:
    """Tell whether somebody bears another title of those who rule: no president is a chancellor."""
    titles = {word for role in person.roles for word in role.text.lower().split()} & _RULERS - _ANY_RULER
    return noun in _RULERS - _ANY_RULER and bool(titles) and noun not in titles


#: Whoever rules a country, and those of them that any ruler is called.
_RULERS = frozenset("chancellor emir king leader minister premier president queen ruler sultan".split())
_ANY_RULER = frozenset(("leader", "ruler"))


def ages(parse: Parse, person: Person) -> set[int]:
    """Return the ages that the text states beside somebody's names."""
    return {age for entity in person.entities[:FIRST_NAMES] for age in _ages(parse, entity)}


def _test(parse: Parse, mention: Mention) -> Callable[[Entity], bool] | None:
    """Return the test of a name for what a description says, None where it says none of all this."""
    said = parse.text[slice(*mention.core)]
    if (age := AGE.search(said)) is not None:
        return lambda name: int(age[1]) in _ages(parse, name)
    if (parent := PARENT.search(said)) is not None:
        return lambda name: parent[1].lower() in _children(parse, name)
    *before, noun = said.split()
    if noun.lower() in _LETTERS:
        state = next((word for word in before if word[:1].isupper() and word != "The"), "")
        return lambda name: _is_of_party(parse, name, noun.lower(), state)
    nation = before[1].lower() if noun.lower() in _RULERS and len(before) == 2 + ("prime" in before) else ""
    if nation.endswith("ish") or nation in words("demonyms") or nation in _OTHER_NAMES.values():
        return lambda name: any(_is_of(nation, place) for place in _places(parse, name))
    called = countryman(parse.sentences[mention.sentence].words[mention.head].text.lower())
    return (lambda name: any(_is_of(called, place) for place in _places(parse, name))) if called else None


def _is_of_party(parse: Parse, name: Entity, party: str, state: str) -> bool:
    """Tell whether party or state stand beside a name as a description has them: Ann Lee, *D-Ariz.*; Lee *of Utah*."""
    found = _PARTY.match(_around(parse, name)[1])
    if found is None:
        return state.lower() in _places(parse, name)
    return found[1] == _LETTERS[party] and found[2].startswith(state[:1])


#: The letter that stands for a party behind a name.
_LETTERS = {"democrat": "D", "independent": "I", "republican": "R"}
_PARTY = re.compile(r",? \(?([DIR])[-\N{EN DASH} ]+(?:of )?(\w+)")


def _around(parse: Parse, name: Entity) -> tuple[str, str]:
    """Return what stands before and behind a name in its sentence."""
    sentence = parse.sentences[name.sentence]
    start, end = sentence.words[0].span.start, sentence.words[-1].span.end
    return parse.text[start : name.span.start], parse.text[name.span.end : end]


def _ages(parse: Parse, name: Entity) -> Iterator[int]:
    before, behind = _around(parse, name)
    items = parse.sentences[name.sentence].words
    last = items[name.first - 1].text.lower() if name.first else ""
    described = last.endswith("old") or last in words("person_nouns")  # student Ann Lee; not: … beat Ann Lee
    for found in (_AGE_BEFORE.search(before) if described else None, _AGE_BEHIND.match(behind)):
        age = 0 if found is None else int(next(filter(None, found.groups())))
        if 0 < age <= LONGEST_LIFE:
            yield age


def _children(parse: Parse, name: Entity) -> Iterator[str]:
    """Yield how many children somebody is said to have, in the text's words."""
    before, behind = _around(parse, name)
    for found in (_PARENT_BEFORE.search(before), _PARENT_BEHIND.match(behind)):
        if found is not None:
            yield found[1].lower()


def countryman(noun: str) -> str:
    """Return what somebody called so is by origin: "kenyan", "dutch" of a Dutchman; "" for other nouns."""
    if noun in words("demonyms"):
        return noun
    called = _MAN.sub("", noun)
    return called if called != noun and called in _OF_PEOPLES else ""


#: What "man" and "woman" make names of countrymen of.
_OF_PEOPLES = frozenset("cornish dutch english french irish scots ulster welsh yorkshire".split())


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
    return word[:-2] if word.endswith(POSSESSIVES) else word


def _is_of(called: str, place: str) -> bool:
    """Tell whether somebody called so is of a place or people: Spaniard, Spain, Spanish."""
    if place in _OF_NOBODY:
        return False
    if called == _OTHER_NAMES.get(place, place):
        return True
    stems = (called.removesuffix(ending) for ending in _OF_PEOPLE if called.endswith(ending))
    return any(
        len(stem) >= _SHORTEST_STEM and place.startswith(stem) and place[len(stem) :] in _OF_PLACES for stem in stems
    )


_SHORTEST_STEM = 4
#: Places whose people are not called so, though they begin as others do: no Indian is of *Indiana*.
_OF_NOBODY = frozenset(("indiana", "niger"))


def are_one_people(called: str, other: str) -> bool:
    """Tell whether two words for people from somewhere mean the same: Serb, Serbian."""
    return _is_of(called, other) or _is_of(other, called)
