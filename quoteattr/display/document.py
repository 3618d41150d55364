"""A document to look at: its text with the quotations marked, who speaks beside it, a legend above."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quoteattr.display.marked import paragraphs_with_notes
from quoteattr.display.markup import counted, escaped, folded, fragment, isolated, page
from quoteattr.display.palette import colours, css
from quoteattr.model import Document, Speaker

#: Code points of text that a notebook shows unfolded: about a screen and a half.
SHOWN = 5_000
#: Code points of text that a notebook's output holds at all, so that a novel does not swell the file.
KEPT = 150_000
#: Speakers in the legend before it is folded.
LEGEND = 14


def document_view(document: Document) -> str:
    """Return the document for a notebook; long texts are folded, very long ones end with a hint at ``to_html``."""
    parts = _by_length(document)
    shown = "\n".join(part for _, part in parts["shown"])
    body = [_heading(document), _legend(document), shown]
    if parts["folded"]:
        rest = "\n".join(part for _, part in parts["folded"])
        size = sum(length for length, _ in parts["folded"])
        body.append(folded(f"{counted(size, 'more character')} of text", rest))
    if parts["left"]:
        size = sum(length for length, _ in parts["left"])
        body.append(f'<p class="qa-quiet">{size:,} more characters are not shown: doc.to_html("page.html")</p>')
    return fragment("\n".join([*body, _key(document)]))


def document_page(document: Document, title: str | None = None) -> str:
    """Return the document as a page of its own, all of it unfolded.

    Args:
        document: What to show.
        title: Heads the page; None names it after the first line of its text and sets no heading.
    """
    first = next((line.strip() for line in document.text.splitlines() if line.strip()), "No text")
    parts = (part for _, part in paragraphs_with_notes(document))
    body = [_heading(document), _legend(document), *parts, _key(document)]
    made_by = f"quoteattr {document.meta['quoteattr']}" if "quoteattr" in document.meta else "quoteattr"
    return page(
        title or first[:120], "\n".join(body), f"Quotations and speakers found by {made_by}.", headed=bool(title)
    )


def _by_length(document: Document) -> dict[str, list[tuple[int, str]]]:
    """Return the paragraphs that are shown, folded and left out."""
    parts: dict[str, list[tuple[int, str]]] = {"shown": [], "folded": [], "left": []}
    size = 0
    for length, part in paragraphs_with_notes(document):
        place = "shown" if size < SHOWN else "folded" if size < KEPT else "left"
        parts[place].append((length, part if place != "left" else ""))
        size += length
    return parts


def _heading(document: Document) -> str:
    if not document.quotes:
        return f'<div class="qa-head"><b>No quotations</b>{_nonquotes(document)}</div>'
    named = sum(quote.speaker is not None for quote in document.quotes)
    whose = f"{named:,} attributed to {counted(len(document.speakers), 'speaker')}" if named else "none attributed"
    total = counted(len(document.quotes), "quotation")
    return f'<div class="qa-head"><b>{total}</b>, {whose}{_nonquotes(document)}</div>'


def _nonquotes(document: Document) -> str:
    number = len(document.nonquotes)
    if not number:
        return ""
    are = "is not an utterance" if number == 1 else "are not utterances"
    return f'<span class="qa-quiet"> · {counted(number, "marked passage")} that {are}</span>'


def _legend(document: Document) -> str:
    entries = _legend_entries(document)
    first = "".join(islice(entries, LEGEND))
    rest = list(entries)
    legend = f'<ul class="qa-legend">{first}</ul>' if first else ""
    if rest:
        legend += folded(f"{len(rest)} more speakers", f'<ul class="qa-legend">{"".join(rest)}</ul>')
    return legend


def _legend_entries(document: Document) -> Iterator[str]:
    colour = colours(document.speakers)
    for speaker in sorted(document.speakers, key=lambda speaker: -len(speaker.said)):
        name, role = isolated(full_name(speaker)), speaker.role
        described = f' <span class="qa-quiet">{isolated(role)}</span>' if role else ""
        count = f'<span class="qa-count" title="quotations">{len(speaker.said)}</span>'
        yield f"<li {css(colour[speaker.id])}>{count}<span><b>{name}</b>{described}</span></li>"
    unknown = sum(quote.speaker is None for quote in document.quotes)
    if unknown:
        yield f'<li><span class="qa-count">{unknown}</span><span class="qa-quiet">not attributed</span></li>'


def full_name(speaker: Speaker) -> str:
    """Return the name with the honorific that the text gives, unless the name begins with it."""
    if speaker.honorific is None or speaker.name.casefold().startswith(f"{speaker.honorific} ".casefold()):
        return speaker.name
    return f"{speaker.honorific} {speaker.name}"


def _key(document: Document) -> str:
    """Return what the lines mean, for those that occur."""
    kinds = {quote.kind for quote in document.quotes if quote.speaker is not None}
    meanings = [
        ("explicit", "named in the sentence", "explicit" in kinds or None in kinds),
        ("anaphoric", "by a pronoun or description", "anaphoric" in kinds),
        ("implicit", "from the context", "implicit" in kinds),
        ("nobody", "speaker not known", any(quote.speaker is None for quote in document.quotes)),
        ("nonquote", "not an utterance", bool(document.nonquotes)),
    ]
    shown = "".join(
        f'<span><mark class="qa-q qa-{kind}">“…”</mark> {escaped(meaning)}</span>'
        for kind, meaning, there in meanings
        if there
    )
    return f'<div class="qa-key">{shown}</div>' if shown else ""
