"""People who say what they are called: "My name is Ann Lee", "I'm Tom."."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quoteattr.speakers.names import Name, read_name
from quoteattr.text import APOSTROPHES

_MARK = f"[{APOSTROPHES}]"
_OWN_NAME = rf"((?:[A-Z](?:\w{{0,3}}\.|\w*)\s){{0,2}}[A-Z][\w{APOSTROPHES}-]+)"
_GIVEN = rf"\b(?:[Mm]y (?:(?:Christian|first|own|real|full) )?name(?:{_MARK}s| is| was)|[Cc]all me|I called myself)\s+"
#: "My name is Ann Lee", "I, Ann Lee, …", "Call me Ann".
_INTRODUCTION = re.compile(rf"{_GIVEN}{_OWN_NAME}|\bI,\s+{_OWN_NAME},")
#: In what is spoken, "I am Ann Lee" as well, and nothing behind it in the clause.
_IN_TALK = re.compile(rf"{_GIVEN}{_OWN_NAME}|\bI(?: am|{_MARK}m)\s+{_OWN_NAME}(?=[.,;!?]|\W*$)")


def own_name(narration: str) -> Name | None:
    """Return the name that a narrator gives as his or her own, or None."""
    return _given(_INTRODUCTION.search(narration))


def introducing(spoken: str, answering: Mapping[str, int]) -> int | None:
    """Return who says in a quotation what he or she is called, or None.

    Args:
        spoken: Its words.
        answering: Who answers to which words, lower-case.
    """
    name = _given(_IN_TALK.search(spoken))
    return None if name is None else answering.get(name.text.casefold(), answering.get(name.surname))


def _given(match: re.Match[str] | None) -> Name | None:
    return read_name(" ".join((match.group(1) or match.group(2)).split())) if match else None
