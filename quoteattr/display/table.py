"""Quotations as a table."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.display.marked import hover, look
from quoteattr.display.markup import counted, escaped, folded, fragment, isolated
from quoteattr.display.palette import GREY, Colour, colours, css
from quoteattr.model import UTTERANCES, Quote

COLUMNS = ("", "quotation", "speaker", "role", "type", "kind", "confidence")
SHOWN = 30  # rows before the table is folded
KEPT = 1_000  # rows that a notebook's output holds at all


def quotes_table(quotes: Sequence[Quote]) -> str:
    """Return a row for each quotation, in the order given; many are folded."""
    if not quotes:
        return fragment('<p class="qa-quiet">No quotations</p>')
    colour = colours({quote.speaker.id: quote.speaker for quote in quotes if quote.speaker is not None}.values())
    body = [_table(quotes[:SHOWN], colour)]
    if len(quotes) > SHOWN:
        rest = _table(quotes[SHOWN:KEPT], colour)
        body.append(folded(counted(len(quotes) - SHOWN, "more quotation"), rest))
    if len(quotes) > KEPT:
        body.append(f'<p class="qa-quiet">{len(quotes) - KEPT:,} more are not shown: doc.to_pandas()</p>')
    return fragment("\n".join(body))


def _table(quotes: Sequence[Quote], colour: dict[str, Colour]) -> str:
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    rows = "\n".join(_row(quote, colour) for quote in quotes)
    table = f'<table class="qa-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="qa-scroll">{table}</div>'


def _row(quote: Quote, colour: dict[str, Colour]) -> str:
    speaker = quote.speaker
    name = f"<b>{isolated(speaker.name)}</b>" if speaker else f'<span class="qa-quiet">{_missing(quote)}</span>'
    cells = (
        f'<td><span class="qa-id">{escaped(quote.id)}</span></td>',
        f'<td class="qa-words" dir="auto"><mark class="qa-q qa-{look(quote)}">{escaped(quote.text)}</mark></td>',
        f"<td>{name}</td>",
        f"<td>{isolated(speaker.role) if speaker and speaker.role else ''}</td>",
        f"<td>{escaped(quote.type)}</td>",
        f"<td>{escaped(quote.kind or '')}</td>",
        f'<td class="qa-number">{f"{quote.confidence:.2f}" if speaker else ""}</td>',
    )
    shade = css(colour.get(speaker.id, GREY) if speaker else GREY)
    return f'<tr {shade} title="{escaped(hover(quote))}">{"".join(cells)}</tr>'


def _missing(quote: Quote) -> str:
    return "not known" if quote.type in UTTERANCES else "nobody"
