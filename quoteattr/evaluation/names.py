"""When a predicted name or role is the gold one.

*Strict*: the name equals the entity's name or an alias, case and possessive ending aside. *Lenient*: strict, or it
*fits* that entity and no other of the document. A name fits an entity whose last name it ends in, or one of whose names
holds all its words ("Mary", "Mr Sunak", "Poirot"); titles do not count as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quoteattr.evaluation.gold import GoldEntity
from quoteattr.evaluation.pieces import APOSTROPHE, RIGHT_SINGLE, STOP_WORDS, words_of

_TITLE_WORDS = "mr mrs ms miss dr sir lady lord mister madam mme professor prof captain president senator sen rep gov"
TITLES = frozenset(_TITLE_WORDS.split())
#: What may follow a last name.
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})

_POSSESSIVE = re.compile(f"[{APOSTROPHE}{RIGHT_SINGLE}]s$")
_NAME_WORD = re.compile(f"\\w+(?:[{APOSTROPHE}{RIGHT_SINGLE}\\-]\\w+)*")


class NameMatch(NamedTuple):
    """Whether a name is right, by either rule; what is strictly right is also leniently right."""

    strict: bool
    lenient: bool


WRONG = NameMatch(strict=False, lenient=False)


def normal(name: str) -> str:
    """Return the name's words, case-folded, without "the", dots and a possessive ending, parted by single spaces."""
    folded = _POSSESSIVE.sub("", name.strip().casefold())
    return " ".join(word for word in _NAME_WORD.findall(folded) if word != "the")


def last_name(name: str) -> str | None:
    """Return the last word that is no "Jr" or "III", case-folded; None where there is none."""
    words = [word for word in normal(name).split() if word not in GENERATIONS]
    return words[-1] if words else None


def name_parts(name: str) -> frozenset[str]:
    """Return the words that tell people apart: no titles, generations or stop words, hyphens taken apart."""
    words = normal(name).replace("-", " ").split()
    return frozenset(words) - TITLES - GENERATIONS - STOP_WORDS


@dataclass(frozen=True, slots=True)
class NameForms:
    """All names of one entity, ready to compare."""

    normal: frozenset[str]
    last: frozenset[str]
    parts: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> NameForms:
        """Return the forms of these names."""
        names = tuple(names)
        return cls(
            normal=frozenset(form for name in names if (form := normal(name))),
            last=frozenset(last for name in names if (last := last_name(name))),
            parts=tuple(name_parts(name) for name in names),
        )

    def fit(self, name: str) -> bool:
        """Tell whether ``name`` may be short for one of these names."""
        last, parts = last_name(name), name_parts(name)
        if last and last not in STOP_WORDS and last in self.last:
            return True
        return bool(parts) and any(parts <= known for known in self.parts)


def entity_forms(entities: Iterable[GoldEntity]) -> dict[str, NameForms]:
    """Return the name forms of a document's entities, by entity id."""
    return {entity.id: NameForms.of(entity.names) for entity in entities}


def match_name(name: str, entity: str | None, gold_name: str | None, forms: Mapping[str, NameForms]) -> NameMatch:
    """Compare a predicted name with the gold speaker.

    Args:
        name: What the system answers, not empty.
        entity: The gold speaker's id, or None; ids that the document does not list are known by ``gold_name`` alone.
        gold_name: The gold speaker's name, or None.
        forms: Name forms of the document's entities by id; the others are the ones a lenient match must not fit.
    """
    own = forms.get(entity) if entity is not None else None
    right = (own.normal if own else frozenset()) | ({normal(gold_name)} if gold_name else frozenset())
    if normal(name) in right:
        return NameMatch(strict=True, lenient=True)
    by_name = NameForms.of(right)
    # the annotators' name adds a last name to the entity's, and no words: those of the listed forms are enough
    wanted = NameForms(by_name.normal, by_name.last, own.parts if own else by_name.parts)
    if not wanted.fit(name) or any(other.fit(name) for key, other in forms.items() if key != entity):
        return WRONG
    return NameMatch(strict=False, lenient=True)


def match_role(role: str, gold: str) -> bool:
    """Tell whether two roles share content words, and these are at least half of the longer one's."""
    ours, theirs = set(words_of(role)) - STOP_WORDS, set(words_of(gold)) - STOP_WORDS
    return bool(ours and theirs) and 2 * len(ours & theirs) >= max(len(ours), len(theirs))


def same_role(role: str, gold: str) -> bool:
    """Tell whether two roles are the same words in the same order."""
    return words_of(role) == words_of(gold)
