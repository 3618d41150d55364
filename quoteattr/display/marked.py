"""The text, paragraph by paragraph, with its quotations marked and a note beside them that says who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quoteattr.display.markup import escaped, isolated
from quoteattr.display.palette import GREY, Colour, colours, css
from quoteattr.model import UTTERANCES, Document, Quote, Span
from quoteattr.text import paragraphs

Layer = Literal["quote", "cue", "mention"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stretch of text and what it is to its quotation."""

    span: Span
    layer: Layer
    quote: Quote


def paragraphs_with_notes(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each paragraph's length in code points, and its HTML with the notes."""
    strokes = _strokes(document)
    colour = colours(document.speakers)
    noted: set[str] = set()
    waiting = 0
    active: list[Stroke] = []
    for paragraph in paragraphs(document.text):
        active = [stroke for stroke in active if stroke.span.end > paragraph.start]
        while waiting < len(strokes) and strokes[waiting].span.start < paragraph.end:
            if strokes[waiting].span.end > paragraph.start:
                active.append(strokes[waiting])
            waiting += 1
        text = "".join(_painted(document.text, paragraph, active, colour))
        quotes = list(dict.fromkeys(stroke.quote.id for stroke in active if stroke.layer == "quote"))
        by_id = {stroke.quote.id: stroke.quote for stroke in active}
        notes = "".join(_notes(document, [by_id[name] for name in quotes], noted, colour))
        noted.update(quotes)
        yield (
            paragraph.end - paragraph.start,
            f'<div class="qa-par"><p dir="auto">{text}</p><div class="qa-notes">{notes}</div></div>',
        )


def look(quote: Quote) -> str:
    """Return the name of a quotation's looks: its kind, ``nobody`` or ``nonquote``."""
    if quote.type not in UTTERANCES:
        return "nonquote"
    return "nobody" if quote.speaker is None else quote.kind or "explicit"


def hover(quote: Quote) -> str:
    """Return what is said when the pointer rests on a quotation."""
    facts: list[str] = [quote.type, *([quote.kind] if quote.kind else [])]
    if quote.speaker is not None:
        role = f", {quote.speaker.role}" if quote.speaker.role else ""
        who = f"{quote.speaker.name}{role}"
        facts.append(f"confidence {quote.confidence:.2f}")
    else:
        who = "speaker not known" if quote.type in UTTERANCES else "not an utterance"
    reasons = "".join(f"\n{step.text}" for step in quote.evidence)
    return f"{quote.id}: {who}\n{' · '.join(facts)}{reasons}"


def _strokes(document: Document) -> list[Stroke]:
    strokes: list[Stroke] = []
    for quote in (*document.quotes, *document.nonquotes):
        strokes += [Stroke(span, "quote", quote) for span in quote.spans]
        if quote.cue is not None:
            strokes.append(Stroke(quote.cue, "cue", quote))
        if quote.mention is not None:
            strokes.append(Stroke(quote.mention, "mention", quote))
    return sorted(strokes, key=lambda stroke: stroke.span)


def _painted(text: str, paragraph: Span, strokes: Sequence[Stroke], colour: dict[str, Colour]) -> Iterator[str]:
    """Yield a paragraph's HTML: cut wherever a stroke begins or ends, each piece dressed by those that hold it."""
    cuts = {paragraph.start, paragraph.end}
    for stroke in strokes:
        cuts.update(at for at in stroke.span if paragraph.start < at < paragraph.end)
    bounds = sorted(cuts)
    waiting, active = 0, list[Stroke]()
    for start, end in pairwise(bounds):
        while waiting < len(strokes) and strokes[waiting].span.start <= start:
            active.append(strokes[waiting])
            waiting += 1
        active = [stroke for stroke in active if stroke.span.end >= end]
        yield _piece(escaped(text[start:end]), end, active, colour)


def _piece(words: str, end: int, strokes: Sequence[Stroke], colour: dict[str, Colour]) -> str:
    layers = {stroke.layer for stroke in strokes}
    for layer in ("cue", "mention"):
        if layer in layers:
            words = f'<span class="qa-{layer}">{words}</span>'
    inner = next((stroke for stroke in reversed(strokes) if stroke.layer == "quote"), None)
    if inner is None:
        return words
    quote = inner.quote
    number = f'<sup class="qa-id">{escaped(quote.id)}</sup>' if inner.span.end == end else ""
    shade = css(_colour(quote, colour))
    return f'<mark class="qa-q qa-{look(quote)}" {shade} title="{escaped(hover(quote))}">{words}</mark>{number}'


def _colour(quote: Quote, colour: dict[str, Colour]) -> Colour:
    return colour.get(quote.speaker.id, GREY) if quote.speaker is not None else GREY


def _notes(document: Document, quotes: Sequence[Quote], noted: set[str], colour: dict[str, Colour]) -> Iterator[str]:
    """Yield a note for each speaker in turn; a quotation from an earlier paragraph only gets its name again."""
    row: list[Quote] = []
    for quote in quotes:
        if row and not _share_a_note(row[-1], quote, noted):
            yield _note(document, row, row[0].id in noted, colour)
            row = []
        row.append(quote)
    if row:
        yield _note(document, row, row[0].id in noted, colour)


def _share_a_note(one: Quote, other: Quote, noted: set[str]) -> bool:
    same = one.speaker is not None and one.speaker == other.speaker and one.kind == other.kind
    return same and one.id not in noted and _same_words(one.mention, other.mention)


def _same_words(one: Span | None, other: Span | None) -> bool:
    return one == other or other is None


def _note(document: Document, quotes: Sequence[Quote], goes_on: bool, colour: dict[str, Colour]) -> str:
    quote = quotes[0]
    ids = f'<span class="qa-id">{escaped(" ".join(item.id for item in quotes))}</span>'
    return (
        f'<div class="qa-note qa-{look(quote)}" {css(_colour(quote, colour))} title="{escaped(hover(quote))}">'
        f"{ids} {_who(document, quote, goes_on)}</div>"
    )


def _who(document: Document, quote: Quote, goes_on: bool) -> str:
    if quote.speaker is None:
        unknown = quote.type in UTTERANCES
        return f'<span class="qa-quiet">{"speaker not known" if unknown else escaped(quote.type)}</span>'
    name = f"<b>{isolated(quote.speaker.name)}</b>"
    if goes_on:
        return f'{name} <span class="qa-quiet">goes on</span>'
    via = ""
    if quote.kind == "anaphoric" and quote.mention is not None:
        via = f' <span class="qa-quiet">as “{isolated(document.text[slice(*quote.mention)])}”</span>'
    role = f'<span class="qa-role qa-quiet">{isolated(quote.speaker.role)}</span>' if quote.speaker.role else ""
    return f"{name}{via}{role}"
