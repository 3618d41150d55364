"""Mr. Pontellier is not Mrs. Pontellier is not Miss Pontellier: the members of a family kept apart by their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoteattr.model import Gender
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.genders import note_genders
from quoteattr.speakers.names import Name, plain, read_name
from quoteattr.speakers.person import Person

#: The titles that part a family, each with its sort and what that says of gender.
_SORTS: dict[str, tuple[str, Gender]] = {
    **dict.fromkeys(("mr", "mister", "monsieur", "herr", "signor", "senor"), ("mr", "M")),
    **dict.fromkeys(("mrs", "madame", "mme", "frau", "signora", "senora"), ("mrs", "F")),
    **dict.fromkeys(("miss", "mademoiselle", "mlle", "ms", "fräulein"), ("miss", "F")),
}
_TITLE = re.compile(r"([^\W\d_]+\.?)\s+$")
#: How far before a name its title is looked for, in code points.
_REACH = 14


def part_families(parse: Parse, people: Sequence[Person]) -> list[Person]:
    """Return the people with those of one surname and different titles told apart.

    Where the text has both *Mr. Pontellier* and *Mrs. Pontellier*, neither is *Edna Pontellier* until something says
    so: she is the one of the two whose gender her pronouns show, if nobody else of the family has it, and if the text
    does not put the same title before her whole name (*Mr. John Knightley* is not *Mr. Knightley*).

    Args:
        parse: The parsed narration.
        people: As gathered; those whom the caller knows stay as they are.
    """
    titled = {
        entity: found
        for person in people
        if person.known is None and person.type == "person"
        for entity in person.entities
        if (found := _titled(parse, entity)) is not None
    }
    sorts: dict[str, set[str]] = {}
    for name, sort in titled.values():
        if len(name.words) == 1:
            sorts.setdefault(name.surname, set()).add(sort)
    torn = {surname for surname, found in sorts.items() if len(found) > 1}
    if not torn:
        return list(people)
    kept: list[Person] = []
    taken: dict[tuple[str, str], list[tuple[Name, Entity]]] = {}
    for person in people:
        moved = [
            e for e in person.entities if e in titled and len(titled[e][0].words) == 1 and titled[e][0].surname in torn
        ]
        for entity in moved:
            name, sort = titled[entity]
            taken.setdefault((name.surname, sort), []).append((name, entity))
        rest = [entity for entity in person.entities if entity not in moved]
        if rest or not moved:
            kept.append(_without(parse, person, rest) if moved else person)
    note_genders(parse, kept)
    for (surname, sort), names in taken.items():
        whole = [person for person in kept if _may_be(person, surname, sort, titled)]
        if len(whole) == 1:
            for name, entity in names:
                whole[0].add(name, entity)
        else:
            kept.append(_member(sort, names))
    return kept


def _titled(parse: Parse, entity: Entity) -> tuple[Name, str] | None:
    """Return a name with the sort of its title; None without such a title."""
    name = read_name(parse.text[slice(*entity.span)])
    if name is not None and name.honorific is None:
        before = _TITLE.search(parse.text[max(0, entity.span.start - _REACH) : entity.span.start])
        if before is not None and plain(before.group(1)) in _SORTS:
            name = replace(name, honorific=before.group(1))
    if name is None or name.honorific is None:
        return None
    sort = _SORTS.get(plain(name.honorific.split()[-1]))
    return None if sort is None else (name, sort[0])


def _without(parse: Parse, person: Person, rest: Sequence[Entity]) -> Person:
    """Return what is left of a person when the titled names are somebody else's."""
    left = Person("person", person.name, roles=person.roles)
    for entity in rest:
        name = read_name(parse.text[slice(*entity.span)])
        if name is not None:
            left.add(name, entity)
    if left.forms:
        left.name = max(left.forms, key=lambda form: len(form.words)).text
    return left


def _may_be(person: Person, surname: str, sort: str, titled: dict[Entity, tuple[Name, str]]) -> bool:
    gender = next(gender for name, gender in _SORTS.values() if name == sort)
    if person.known is not None or person.type != "person" or person.gender != gender:
        return False
    if not any(len(form.words) > 1 and form.surname == surname for form in person.forms):
        return False
    return not any(titled[entity][1] == sort for entity in person.entities if entity in titled)


def _member(sort: str, names: Sequence[tuple[Name, Entity]]) -> Person:
    """Return somebody who is known by title and surname alone; the title is part of the name to report."""
    first = names[0][0]
    called = " ".join(f"{first.honorific} {first.text}".split())
    gender = next(gender for name, gender in _SORTS.values() if name == sort)
    member = Person("person", called, forms=[replace(first, text=called)], gender=gender)
    for name, entity in names:
        member.entities.append(entity)
        member.spans.append(entity.span)
        member.first_use.setdefault(" ".join(f"{name.honorific} {name.text}".split()), entity.span.start)
    return member
