"""Where in the text each one speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from quoteattr.display.palette import GREY, Colour
from quoteattr.export.documents import Documents, Named, named
from quoteattr.model import Quote
from quoteattr.plot.canvas import HATCH, axes, edge, empty, label, rgb, titled
from quoteattr.plot.voices import Key, check, key_of, voices

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12  # rows, before the rest share one
MOST_NAMES = 24  # documents' names above the plot; more would overlap
NOT_ATTRIBUTED = "speaker not known"
THINNEST = 1 / 300  # of the whole width: a one-word answer in a novel is still to be seen

_WORD = re.compile(r"\S+")

#: Where a stretch begins, and how long it is, in words.
Stretch = tuple[float, float]


def timeline(documents: Documents, *, most: int = MOST, ax: Axes | None = None) -> Axes:
    """Draw each quotation where it stands in the text, a row for each speaker, who speaks first at the top.

    Args:
        documents: One; or several, such as chapters, which follow one another with a line between them.
        most: How many speakers get a row of their own: those with most quotations.
        ax: matplotlib's axes to draw on; None makes a figure.

    Returns:
        The axes; the unit of the horizontal one is a word of the text. Very short quotations are drawn a little wider
        than they are, so that they can be seen.

    Raises:
        MissingExtraError: matplotlib is not installed.
        InputError: An argument is something else.
    """
    check(most)
    pairs = named(documents)
    rows, borders = _rows(pairs, most)
    ax = axes(ax, rows=len(rows) + (3 if len(pairs) > 1 else 0))
    titled(ax, "Who speaks where")
    if not rows:
        return empty(ax, "no quotations")
    end = borders[-1]
    for row, (_, colour, stretches) in enumerate(rows):
        ax.broken_barh(
            [(start, max(length, end * THINNEST)) for start, length in stretches],
            (row - 0.36, 0.72),
            facecolors=rgb(colour),
            hatch=HATCH if colour == GREY else None,
            edgecolor=edge(colour),
            linewidth=0.5,
        )
    for border in borders[:-1]:
        ax.axvline(border, color="0.5", linewidth=0.8, linestyle=":")
    if len(pairs) > 1:
        _name_documents(ax, [doc_id for doc_id, _ in pairs], borders)
    ax.set_yticks(range(len(rows)), [f"{label(name)}  ({len(stretches):,})" for name, _, stretches in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(0, end)
    ax.grid(axis="y", linewidth=0.4, alpha=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.set_xlabel("words of the text; in brackets, stretches in quotation marks")
    return ax


def _rows(pairs: Sequence[Named], most: int) -> tuple[list[tuple[str, Colour, list[Stretch]]], list[int]]:
    """Return name, colour and stretches of each row, and behind which word each document ends."""
    found = voices(pairs)
    own = set(list(found)[:most])
    rows: dict[Key | None, list[Stretch]] = {}
    others: list[Stretch] = []
    borders: list[int] = []
    for doc_id, document in pairs:
        before = borders[-1] if borders else 0
        starts = [word.start() for word in _WORD.finditer(document.text)]
        for quote in document.quotes:
            key = key_of(quote.speaker, doc_id, several=len(pairs) > 1) if quote.speaker else None
            row = rows.setdefault(key, []) if key is None or key in own else others
            row += _stretches(quote, starts, before)
        borders.append(before + max(len(starts), 1))
    drawn = [(found[key].name, found[key].colour, stretches) for key, stretches in rows.items() if key is not None]
    if others:
        drawn.append((f"{len(found) - len(own):,} others", GREY, others))
    if None in rows:
        drawn.append((NOT_ATTRIBUTED, GREY, rows[None]))
    return drawn, borders


def _stretches(quote: Quote, starts: Sequence[int], before: int) -> Iterator[Stretch]:
    """Yield where a quotation's stretches begin, and how long they are, in words; ``before`` are earlier documents'."""
    for span in quote.spans:
        first, behind = bisect_left(starts, span.start), bisect_left(starts, span.end)
        yield before + first, max(behind - first, 1)


def _name_documents(ax: Axes, names: Sequence[str], borders: Sequence[int]) -> None:
    """Write the documents' names above where they begin; of very many, only some."""
    above = ax.secondary_xaxis("top")
    begin = [0, *borders[:-1]]
    step = ceil(len(names) / MOST_NAMES)
    above.set_xticks(begin[::step], [label(name, 24) for name in names[::step]], fontsize="small")
    for tick in above.get_xticklabels():
        tick.set(rotation=35, ha="left", rotation_mode="anchor")
    above.tick_params(length=0)
    above.spines["top"].set_visible(False)
