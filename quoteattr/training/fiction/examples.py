"""Novels with annotated speakers, as the scorer sees them."""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.fiction.aliases import Naming, complete, find_namings
from quoteattr.fiction.passages import Passage, make_passage
from quoteattr.lexicon import words
from quoteattr.marks import Marked, find_marked
from quoteattr.model import Gender, Span
from quoteattr.text import paragraphs
from quoteattr.training.fiction.hiding import hide
from quoteattr.training.halves import Half, halves

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: A marked stretch is a gold quotation if at least this share of it is.
LEAST_SHARE = 0.5
_FIRST_PERSON = re.compile(r"\bI\b")
_PRONOUNS = frozenset(
    "i me my mine myself we us our you your he him his himself she her hers herself it its they them their one who "
    "whom whose that which this these those each other himself".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """One text.

    Attributes:
        name: Its ``doc_id``.
        passage: In pieces.
        speakers: For each unit the index of its speaker, or None where gold has no quotation.
        sure: For each unit whether the text names the speaker beside it.
        bearers: For each mention of the passage the entities whose name it may be.
        genders: Of the entities; missing where unknown.
        name_pieces: Pieces of the vocabulary that are one word of a name, with the gender of whoever bears it: "F",
            "M", or "" for both and for nobody known.
    """

    name: str
    passage: Passage
    speakers: list[int | None]
    sure: list[bool]
    bearers: list[tuple[int, ...]]
    genders: dict[int, Gender]
    name_pieces: dict[int, str]


def read_examples(
    paths: Sequence[Path], tokenizer: Tokenizer, half: Half | None, chance: random.Random
) -> Iterator[Example]:
    """Yield the texts of corpora in the common gold format, or those in one half of each, some names hidden."""
    for path in paths:
        chosen = halves(path) if half is not None else {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if half == chosen.get(record["doc_id"]):
                    yield make_example(hide(record, chance), tokenizer)


def make_example(record: Mapping[str, Any], tokenizer: Tokenizer) -> Example:
    """Return one text as an example."""
    text = record["text"]
    blocks = list(paragraphs(text))
    marked = find_marked(text, blocks)
    index = {entity["id"]: number for number, entity in enumerate(record["entities"])}
    quotes = sorted(record["quotes"], key=lambda quote: quote["spans"][0])
    namings = _namings(record, text)
    passage = make_passage(text, blocks, marked, namings, tokenizer)
    narrator = _narrator(record, text, index, marked)
    owners = _gold_of(marked, quotes)
    return Example(
        name=record["doc_id"],
        passage=passage,
        speakers=[None if quote is None else index.get(quote["speaker"]) for quote in owners],
        sure=[quote is not None and quote.get("kind") == "explicit" for quote in owners],
        bearers=[
            namings[mention.naming].who if mention.naming is not None else () if narrator is None else (narrator,)
            for mention in passage.mentions
        ],
        genders={
            number: entity["gender"]
            for number, entity in enumerate(record["entities"])
            if entity["gender"] in ("F", "M")
        },
        name_pieces=_name_pieces(record["entities"], namings, text, tokenizer),
    )


def _name_pieces(
    entities: Sequence[Mapping[str, Any]], namings: Sequence[Naming], text: str, tokenizer: Tokenizer
) -> dict[int, str]:
    """Return the one-piece words that the text writes as names, with the gender of those who bear them.

    None for a text without genders (LitBank): its names could not be exchanged for others of the same.
    """
    if not any(entity["gender"] for entity in entities):
        return {}
    lower = set(re.findall(r"(?<![\w'])[a-z]+", text))
    genders: dict[int, set[str]] = {}
    for naming in namings:
        for word in re.findall(r"[A-Z][a-z]+", text[slice(*naming.span)]):
            piece = tokenizer.token_to_id(word.lower())
            if piece is not None and word.lower() not in lower | words("honorifics"):
                genders.setdefault(piece, set()).update(entities[who]["gender"] or "" for who in naming.who)
    return {piece: next(iter(found)) if len(found) == 1 else "" for piece, found in genders.items()}


def _namings(record: Mapping[str, Any], text: str) -> list[Naming]:
    """Return where people are named: as annotated (LitBank), or wherever a form of their names stands."""
    if record["corpus"] == "litbank":
        found = [
            Naming(Span(*span), (who,))
            for who, entity in enumerate(record["entities"])
            for span in entity["mentions"]
            if text[slice(*span)].lower() not in _PRONOUNS
        ]
        found.sort(key=lambda naming: (naming.span.start, -naming.span.end))
        return _apart(found)
    forms = [list(dict.fromkeys([entity["name"], *entity["aliases"]])) for entity in record["entities"]]
    return find_namings(text, complete(forms, text))


def _apart(namings: Sequence[Naming]) -> list[Naming]:
    kept: list[Naming] = []
    for naming in namings:
        if not kept or naming.span.start >= kept[-1].span.end:
            kept.append(naming)
    return kept


def _gold_of(marked: Sequence[Marked], quotes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any] | None]:
    pieces = sorted((tuple(span), number) for number, quote in enumerate(quotes) for span in quote["spans"])
    starts = [span[0] for span, _ in pieces]
    found: list[Mapping[str, Any] | None] = []
    for stretch in marked:
        shares: Counter[int] = Counter()
        at = bisect_right(starts, stretch.span.end)
        for (start, end), number in pieces[max(0, at - 6) : at]:
            shares[number] += max(0, min(end, stretch.span.end) - max(start, stretch.span.start))
        number, share = shares.most_common(1)[0] if shares else (0, 0)
        enough = share >= LEAST_SHARE * (stretch.span.end - stretch.span.start)
        found.append(quotes[number] if enough else None)
    return found


def _narrator(record: Mapping[str, Any], text: str, index: Mapping[str, int], marked: Sequence[Marked]) -> int | None:
    """Return who says "I" in the narration: as "I said" beside quotations shows, or as annotated."""
    if record["corpus"] == "litbank":
        inside = [stretch.span for stretch in marked]
        starts = [span.start for span in inside]
        votes = Counter(
            who
            for who, entity in enumerate(record["entities"])
            for start, end in entity["mentions"]
            if text[start:end] == "I" and not ((at := bisect_right(starts, start)) and inside[at - 1].end > start)
        )
        return votes.most_common(1)[0][0] if votes else None
    said = Counter(
        quote["speaker"]
        for quote in record["quotes"]
        if quote.get("ref") and _FIRST_PERSON.search(text[slice(*quote["ref"])])
    )
    if not said or said.most_common(1)[0][1] < 10:
        return None
    return index.get(said.most_common(1)[0][0])
