"""Which of somebody's roles to give first."""

from __future__ import annotations

from collections.abc import Iterable

from quoteattr.inflection import forms
from quoteattr.model import Role

#: Verbs that make a role with their object: who *heads the association*.
HEADING = frozenset("head lead run chair direct own found teach manage oversee represent".split())
_HEADS = frozenset(form for verb in HEADING for form in forms(verb) if form != verb)


def best_first(roles: Iterable[Role]) -> list[Role]:
    """Return roles without repetition, positions before affiliations, in order of their weight.

    The fullest statement of an office comes first: "OK Zimbabwe Marketing Director" before "director", and an office
    before what somebody does: "Senator" before "represents Rivers West". Among equals the earlier one wins.
    """
    distinct: dict[str, Role] = {}
    for role in roles:
        distinct.setdefault(role.text.casefold(), role)
    return sorted(
        distinct.values(),
        key=lambda role: (
            role.kind == "affiliation",
            role.span is None,
            role.text.split()[0].casefold() in _HEADS,
            not _OTHERS.isdisjoint(role.text.casefold().split()),
            -min(2, len(role.text.split())),
        ),
    )


#: A role that needs these says what somebody is to others: "his mentor", "captain of her school's team".
_OTHERS = frozenset("his her their its".split())
