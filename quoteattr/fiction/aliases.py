"""Where a text names its characters: every form of every name, longest first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quoteattr.lexicon import words
from quoteattr.model import Span
from quoteattr.speakers.names import plain

#: A form that starts with an article is a description: its case in the text does not matter.
_ARTICLES = frozenset(("the", "a", "an", "one", "some", "another"))
#: Words that are no name by themselves, though they stand in one.
_PARTICLES = frozenset("of de la le du des von van and the a an st saint old young little poor dear big".split())
_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*\.?")
#: Shorter parts of names are taken for nobody's.
LEAST_PART = 3  # letters


class Naming(NamedTuple):
    """A place where the text names somebody.

    Attributes:
        span: The form, as it stands.
        who: Indices of the characters whose name it may be; mostly one.
    """

    span: Span
    who: tuple[int, ...]


def complete(forms: Sequence[Sequence[str]], text: str) -> dict[str, tuple[int, ...]]:
    """Return every form with the characters that bear it, name parts that only one bears added.

    A cast that has "Monsieur Poirot" but not "Poirot" is completed: a capitalised part of a name that belongs to
    nobody else, and that the text does not also write in lower case, names that one.

    Args:
        forms: For each character, the forms of his or her name.
        text: Shows which words are no names.
    """
    bearers: dict[str, set[int]] = {}
    parts: dict[str, set[int]] = {}
    for who, names in enumerate(forms):
        for name in names:
            tokens = [token.group() for token in _WORD.finditer(name)]
            if not tokens or not _can_name(name, tokens):
                continue
            bearers.setdefault(" ".join(name.split()), set()).add(who)
            if tokens[0].lower() in _ARTICLES:
                continue
            for token in tokens:
                word = plain(token)
                if len(word) >= LEAST_PART and word not in _PARTICLES and word not in words("honorifics"):
                    parts.setdefault(token.rstrip("."), set()).add(who)
    lower = set(re.findall(r"(?<![\w'])[a-z][a-z-]+", text))
    for part, owners in parts.items():
        if len(owners) == 1 and part[:1].isupper() and part.lower() not in lower and part not in bearers:
            bearers[part] = set(owners)
    return {form: tuple(sorted(owners)) for form, owners in bearers.items()}


def find_namings(text: str, bearers: Mapping[str, tuple[int, ...]]) -> list[Naming]:
    """Return where the text uses one of the forms, in text order and without overlap; the longest form wins."""
    exact = sorted((form for form in bearers if not _described(form)), key=len, reverse=True)
    described = sorted((form for form in bearers if _described(form)), key=len, reverse=True)
    found: list[Naming] = []
    lookup = {_key(form): who for form, who in bearers.items()}
    for forms, flag in ((exact, 0), (described, re.IGNORECASE)):
        if not forms:
            continue
        pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, flag):
            who = lookup.get(_key(match.group()))
            if who is not None:
                found.append(Naming(Span(*match.span()), who))
    found.sort(key=lambda naming: (naming.span.start, -naming.span.end))
    kept: list[Naming] = []
    for naming in found:
        if not kept or naming.span.start >= kept[-1].span.end:
            kept.append(naming)
    return kept


def _key(form: str) -> str:
    joined = " ".join(form.split())
    return joined.lower() if _described(joined) else joined


def _described(form: str) -> bool:
    return form.split()[0].lower() in _ARTICLES


def _can_name(name: str, tokens: Sequence[str]) -> bool:
    """Tell whether a form can be looked for: not "_narr" or "I", and no bare "a man", which is a new one each time."""
    if name.startswith(("_", "[")):
        return False
    first = tokens[0].lower()
    if name.lower() in words("pronouns"):
        return False
    if first in _ARTICLES and first != "the":
        return len(tokens) > 2
    return any(token[:1].isupper() or token.lower() not in _ARTICLES for token in tokens)
