"""Fewer names beside quotations than the novels have, so that the scorer learns more from what is not said.

Three in ten quotations are named on the spot (*said Emma*). Of some of these the name becomes a pronoun, of some the
words beside it go: whose they are is known all the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

#: Share of the quotations named on the spot that lose the name.
HIDDEN = 0.25
#: Longest words beside a quotation that go.
LONGEST = 80  # characters
_PRONOUNS = {"F": "she", "M": "he"}


class Edit(NamedTuple):
    """A part of the text that becomes other words."""

    start: int
    end: int
    words: str


def hide(record: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a text in the gold format with some names beside quotations hidden, and without spans of mentions.

    LitBank stays as it is: nothing says there who is named on the spot.
    """
    entities = {entity["id"]: entity for entity in record["entities"]}
    text, kinds = record["text"], dict[str, str]()
    edits: list[Edit] = []
    bounds = sorted(tuple(span) for quote in record["quotes"] for span in quote["spans"])
    for quote in record["quotes"]:
        if quote.get("kind") != "explicit" or not quote.get("ref") or chance.random() >= HIDDEN:
            continue
        edit = _pronoun(text, quote["ref"], entities.get(quote["speaker"])) if chance.random() < 0.5 else None
        kind = "implicit" if edit is None else "anaphoric"
        edit = edit or _nothing(text, quote["ref"], bounds)
        if edit is not None and not any(edit.start < other.end and other.start < edit.end for other in edits):
            edits.append(edit)
            kinds[quote["id"]] = kind
    if not edits:
        return dict(record)
    edits.sort()
    return _edited(record, edits, kinds)


def _pronoun(text: str, ref: Sequence[int], entity: Mapping[str, Any] | None) -> Edit | None:
    """Return the name in the words beside a quotation as a pronoun, None where there is none of known gender."""
    if entity is None or entity["gender"] not in _PRONOUNS:
        return None
    for name in sorted({entity["name"], *entity["aliases"]}, key=len, reverse=True):
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w'-])", text[slice(*ref)])
        if found is not None:
            return Edit(ref[0] + found.start(), ref[0] + found.end(), _PRONOUNS[entity["gender"]])
    return None


def _nothing(text: str, ref: Sequence[int], bounds: Sequence[tuple[int, ...]]) -> Edit | None:
    """Return the words between quotations that hold those beside one as gone, None where they are long."""
    start = max([text.rfind("\n", 0, ref[0]) + 1, *(end for _, end in bounds if end <= ref[0])])
    stop = text.find("\n", ref[1])
    end = min([start for start, _ in bounds if start >= ref[1]] + [len(text) if stop < 0 else stop])
    return Edit(start, end, " ") if end - start <= LONGEST else None


def _edited(record: Mapping[str, Any], edits: Sequence[Edit], kinds: Mapping[str, str]) -> dict[str, Any]:
    text = record["text"]
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.words]
        at = edit.end

    def moved(place: int) -> int:
        return place + sum(len(edit.words) - (edit.end - edit.start) for edit in edits if edit.end <= place)

    quotes = [
        {
            **quote,
            "kind": kinds.get(quote["id"], quote.get("kind")),
            "spans": [[moved(start), moved(end)] for start, end in quote["spans"]],
            "ref": None if quote["id"] in kinds or not quote.get("ref") else [moved(place) for place in quote["ref"]],
        }
        for quote in record["quotes"]
    ]
    people = [{**entity, "mentions": []} for entity in record["entities"]]
    return {**record, "entities": people, "text": "".join(parts) + text[at:], "quotes": quotes}
