"""Who speaks to whom, and who is quoted together with whom: a field for each pair, with its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Literal, get_args

from quoteattr.errors import InputError
from quoteattr.export.documents import Documents, Named, named
from quoteattr.model import Document, Quote
from quoteattr.plot.canvas import LABEL, MARGIN, ROW, axes, empty, label, titled
from quoteattr.plot.voices import Key, Measure, check, key_of, voices, words_in
from quoteattr.text import paragraphs

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: In what two people have to be quoted to be quoted together.
Unit = Literal["document", "conversation", "paragraph"]

MOST = 10  # people; more fields than 10 by 10 cannot be read
NOT_TOLD = "not told"
COLUMN = 0.62  # inches: a number of four digits
#: From few to many, in the palette's blue; both ends stand out from a white and from a black page.
SHADES = ("#d6e8f3", "#004c7f")
DARK = 0.4  # share of the largest number from which a shade needs white digits


def addressees(documents: Documents, *, by: Measure = "quotations", most: int = MOST, ax: Axes | None = None) -> Axes:
    """Draw who speaks to whom: speakers as rows, those spoken to as columns.

    What is said to two people counts for each. The last column counts quotations whose addressee is not told.
    Addressees are known in fiction only.

    Args:
        documents: One or many. Over several, people of one name are one.
        by: ``"quotations"`` or ``"words"``.
        most: How many people are shown: those who say most, or are told most.
        ax: matplotlib's axes to draw on; None makes a figure.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
        InputError: An argument is something else.
    """
    check(most, by)
    pairs = named(documents)
    told = Counter[tuple[Key, Key | None]]()
    names: dict[Key, str] = {}
    for doc_id, quote in _quotes(pairs):
        if quote.speaker is not None:
            keys = [key_of(who, doc_id, several=len(pairs) > 1) for who in (quote.speaker, *quote.addressees)]
            names |= zip(keys, (who.name for who in (quote.speaker, *quote.addressees)), strict=True)
            receivers_of: Sequence[Key | None] = keys[1:] or [None]
            for to in receivers_of:
                told[keys[0], to] += words_in(quote) if by == "words" else 1
    if all(to is None for _, to in told):
        return empty(axes(ax, rows=2), "nobody is known to be spoken to (only in fiction is it told)")
    shown = _most(told, most)
    senders = [key for key in shown if any(sender == key for sender, _ in told)]
    receivers: list[Key | None] = [key for key in shown if any(to == key for _, to in told)]
    if any(to is None for sender, to in told if sender in senders):
        receivers.append(None)
    ax = _draw(
        [[told[sender, to] for to in receivers] for sender in senders],
        [names[key] for key in senders],
        [NOT_TOLD if key is None else names[key] for key in receivers],
        ax,
    )
    titled(ax, "Who speaks to whom")
    ax.set_ylabel("speaks")
    ax.set_xlabel(f"is spoken to; {by}")
    return ax


def together(documents: Documents, *, within: Unit | None = None, most: int = MOST, ax: Axes | None = None) -> Axes:
    """Draw who is quoted together with whom; the diagonal says where each is quoted at all.

    Args:
        documents: One or many. Over several, people of one name are one.
        within: What both have to be quoted in: a ``"document"``, a ``"conversation"`` or a ``"paragraph"``. None takes
            documents where there are several; in a single one conversations, and paragraphs where it has none. The
            label below says which it was.
        most: How many people are shown: those with most quotations.
        ax: matplotlib's axes to draw on; None makes a figure.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
        InputError: An argument is something else.
    """
    check(most)
    if within is not None and within not in get_args(Unit):
        raise InputError(f"within takes {', '.join(get_args(Unit))} or None, not {within!r}")
    pairs = named(documents)
    unit = within or _usual_unit(pairs)
    found = voices(pairs)
    if not found:
        return empty(axes(ax, rows=2), "no quotations")
    shown = list(found)[:most]
    both = Counter[frozenset[Key]]()
    for doc_id, document in pairs:
        for quotes in _units(document, unit):
            present = {key_of(quote.speaker, doc_id, several=len(pairs) > 1) for quote in quotes if quote.speaker}
            both.update(map(frozenset, combinations_with_replacement(sorted(present), 2)))
    names = [found[key].name for key in shown]
    numbers = [[both[frozenset((one, other))] for other in shown[: row + 1]] for row, one in enumerate(shown)]
    ax = _draw([line + [0] * (len(shown) - len(line)) for line in numbers], names, names, ax)
    titled(ax, "Who is quoted together")
    ax.set_xlabel(f"{unit}s in which both are quoted")
    return ax


def _quotes(pairs: Sequence[Named]) -> Iterator[tuple[str, Quote]]:
    for doc_id, document in pairs:
        for quote in document.quotes:
            yield doc_id, quote


def _most(told: Mapping[tuple[Key, Key | None], int], most: int) -> list[Key]:
    """Return those who say or are told most."""
    share = Counter[Key]()
    for (sender, to), number in told.items():
        share[sender] += number
        if to is not None:
            share[to] += number
    return [key for key, _ in share.most_common(most)]


def _usual_unit(pairs: Sequence[Named]) -> Unit:
    if len(pairs) > 1:
        return "document"
    return "conversation" if any(document.conversations for _, document in pairs) else "paragraph"


def _units(document: Document, unit: Unit) -> Iterator[Sequence[Quote]]:
    if unit == "document":
        yield document.quotes
    elif unit == "conversation":
        yield from (talk.quotes for talk in document.conversations)
    else:
        for paragraph in paragraphs(document.text):
            yield [quote for quote in document.quotes if any(paragraph.overlaps(span) for span in quote.spans)]


def _draw(numbers: Sequence[Sequence[int]], rows: Sequence[str], columns: Sequence[str], ax: Axes | None) -> Axes:
    """Draw the fields that are not 0, each with its number."""
    longest = max(min(len(name), LABEL) for name in rows)
    ax = axes(ax, rows=len(rows) + 4, width=MARGIN + COLUMN * len(columns) + ROW * longest / 4)
    from matplotlib.colors import LinearSegmentedColormap
    from numpy.ma import masked_equal

    largest = max(map(max, numbers))
    shades = LinearSegmentedColormap.from_list("quoteattr", SHADES)
    ax.imshow(masked_equal(numbers, 0), cmap=shades, vmin=0, vmax=max(largest, 1), aspect="auto")
    for row, line in enumerate(numbers):
        for column, number in enumerate(line):
            if number:
                colour = "white" if number > DARK * largest else "#1b1b1b"
                ax.text(column, row, f"{number:,}", ha="center", va="center", color=colour)
    ax.set_yticks(range(len(rows)), [label(name) for name in rows])
    ax.set_xticks(range(len(columns)), [label(name, 20) for name in columns])
    ax.set_xticks([column - 0.5 for column in range(1, len(columns))], minor=True)
    ax.set_yticks([row - 0.5 for row in range(1, len(rows))], minor=True)
    ax.grid(which="minor", color=ax.get_facecolor(), linewidth=2)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    for tick in ax.get_xticklabels():
        tick.set(rotation=40, ha="right", rotation_mode="anchor")
    return ax
