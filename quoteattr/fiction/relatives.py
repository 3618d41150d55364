"""Whom "his wife" or "her mother" means, where titles and surnames show it: Mrs. Bennet is Mr. Bennet's wife."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quoteattr.fiction.characters import sort_of
from quoteattr.mentions import Mention
from quoteattr.model import Gender
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.person import Person

#: Whose wife or mother it is was named no further back than this.
FARTHEST = 1500  # characters

_SPOUSES = {"wife": "F", "lady": "F", "husband": "M"}
_PARENTS = {"mother": "F", "mamma": "F", "mama": "F", "father": "M", "papa": "M"}
_OWNERS: dict[str, Gender] = {"his": "M", "her": "F"}


class Couple(NamedTuple):
    """Two people of one surname, Mr. and Mrs."""

    husband: int
    wife: int


def couples(people: Sequence[Person]) -> dict[str, Couple]:
    """Return the married couples of a cast by surname; what several could be is left out."""
    men, women = _titled(people, "mr"), _titled(people, "mrs")
    return {
        surname: Couple(*men[surname], *women[surname])
        for surname in men.keys() & women.keys()
        if len(men[surname]) == len(women[surname]) == 1
    }


def relative(
    parse: Parse, mention: Mention, people: Sequence[Person], by_entity: Mapping[Entity, int], wed: Mapping[str, Couple]
) -> int | None:
    """Return whom the description of a relative means, as an index of the people; None where that is not clear.

    Args:
        parse: The parsed narration.
        mention: "his wife", "Emma's father".
        people: Who may be meant.
        by_entity: Who each name of the parse belongs to, in text order.
        wed: The couples among them.
    """
    sentence = parse.sentences[mention.sentence]
    noun = sentence.words[mention.head].text.lower().rstrip(".")
    owner = sentence.child(mention.head, "nmod")
    gender = _SPOUSES.get(noun, _PARENTS.get(noun))
    if owner is None or owner > mention.head or gender is None:
        return None
    whose, known = _owner(parse, mention, owner, people, by_entity)
    couple = _couple(people[whose] if whose is not None else None, wed) if known else None
    if couple is None or (noun in _SPOUSES and whose is not None and whose not in couple):
        return None
    found = couple.wife if gender == "F" else couple.husband
    return None if found == whose or (noun in _PARENTS and whose in couple) else found


def _titled(people: Sequence[Person], title: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for who, person in enumerate(people):
        for surname in {name.surname for name in person.forms if sort_of(name.honorific) == title}:
            found.setdefault(surname, []).append(who)
    return found


def _owner(
    parse: Parse, mention: Mention, owner: int, people: Sequence[Person], by_entity: Mapping[Entity, int]
) -> tuple[int | None, bool]:
    """Return whose relative it is, None where nobody was named before, and whether that is known."""
    gender = _OWNERS.get(parse.sentences[mention.sentence].words[owner].text.lower())
    if gender is None:
        names = (name for name in parse.entities_of.get(mention.sentence, ()) if name.first <= owner <= name.last)
        whose = next((by_entity[name] for name in names if name in by_entity), None)
        return whose, whose is not None
    entities = list(by_entity)
    last = bisect_left([entity.span.start for entity in entities], mention.span.start)
    for entity in reversed(entities[:last]):
        if mention.span.start - entity.span.start > FARTHEST:
            break
        if people[by_entity[entity]].gender == gender:
            return by_entity[entity], True
    return None, True


def _couple(whose: Person | None, wed: Mapping[str, Couple]) -> Couple | None:
    """Return the couple of somebody's surname; the only one there is where no surname is known."""
    surnames = {name.surname for name in whose.forms} & wed.keys() if whose is not None else set[str]()
    if surnames:
        return wed[min(surnames)] if len(surnames) == 1 else None
    named = whose is not None and any(len(name.words) > 1 or name.honorific for name in whose.forms)
    return next(iter(wed.values())) if len(wed) == 1 and not named else None
