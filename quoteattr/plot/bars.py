"""Who speaks how much, and in what roles: a bar for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoteattr.display.palette import BLUE, GREY, Colour
from quoteattr.export.documents import Documents, named
from quoteattr.model import Quote
from quoteattr.plot.canvas import HATCH, axes, edge, empty, label, rgb, titled
from quoteattr.plot.voices import Measure, amount, check, spoken, unattributed, voices

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12  # bars, before the rest become one
NOT_ATTRIBUTED = "speaker not known"
NO_ROLE = "no role stated"
HEAD_ROOM = 1.22  # times the longest bar: room for the number behind it


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    value: int
    colour: Colour = GREY
    plain: bool = True  # no hatch


def speakers(documents: Documents, *, by: Measure = "words", most: int = MOST, ax: Axes | None = None) -> Axes:
    """Draw how much each speaker says, the most at the top, with what is not attributed at the bottom.

    Args:
        documents: One or many. Over several, people of one name are one.
        by: ``"words"`` inside the marks, or ``"quotations"``.
        most: How many speakers get a bar of their own.
        ax: matplotlib's axes to draw on; None makes a figure.

    Returns:
        The axes. Behind each bar stand its amount and its share of all, unattributed ones included.

    Raises:
        MissingExtraError: matplotlib is not installed.
        InputError: An argument is something else.
    """
    check(most, by)
    pairs = named(documents)
    found = sorted(voices(pairs).values(), key=lambda voice: -voice.amount(by))
    bars = [_Bar(voice.name, voice.amount(by), voice.colour) for voice in found[:most]]
    if found[most:]:
        rest = sum(voice.amount(by) for voice in found[most:])
        bars.append(_Bar(f"{len(found) - most:,} other{'s' * (len(found) > most + 1)}", rest, plain=False))
    bars += _nameless(NOT_ATTRIBUTED, unattributed(pairs), by)
    return _draw(bars, "Who speaks how much", by, ax)


def roles(documents: Documents, *, by: Measure = "quotations", most: int = MOST, ax: Axes | None = None) -> Axes:
    """Draw in what roles people are quoted, the most at the top.

    A role is the best position that the text states for a speaker, in its own words; those that differ only in capitals
    are one. “Spokesman” and “Kremlin spokesman” are two.

    Args:
        documents: One or many.
        by: ``"quotations"`` or ``"words"``.
        most: How many roles get a bar of their own.
        ax: matplotlib's axes to draw on; None makes a figure.

    Returns:
        The axes.

    Raises:
        MissingExtraError: matplotlib is not installed.
        InputError: An argument is something else.
    """
    check(most, by)
    pairs = named(documents)
    held: dict[str, list[Quote]] = {}
    words: dict[str, str] = {}
    without: list[Quote] = []
    for _, quote in spoken(pairs):
        role = quote.speaker.role if quote.speaker else None
        if role is None:
            without.append(quote)
        else:
            words.setdefault(role.casefold(), role)
            held.setdefault(role.casefold(), []).append(quote)
    ranked = sorted(held, key=lambda role: -amount(held[role], by))
    bars = [_Bar(words[role], amount(held[role], by), BLUE) for role in ranked[:most]]
    rest = ranked[most:]
    if rest:
        total = sum(amount(held[role], by) for role in rest)
        bars.append(_Bar(f"{len(rest):,} other role{'s' * (len(rest) > 1)}", total, plain=False))
    bars += _nameless(NO_ROLE, without, by) + _nameless(NOT_ATTRIBUTED, unattributed(pairs), by)
    return _draw(bars, "In what roles people are quoted", by, ax)


def _nameless(name: str, quotes: Sequence[Quote], by: Measure) -> list[_Bar]:
    return [_Bar(name, amount(quotes, by), plain=False)] if quotes else []


def _draw(bars: Sequence[_Bar], title: str, by: Measure, ax: Axes | None) -> Axes:
    names = [label(bar.name) for bar in bars]
    ax = axes(ax, rows=len(names) + sum(name.count("\n") for name in names) // 2)
    titled(ax, title)
    if not bars:
        return empty(ax, "no quotations")
    from matplotlib.ticker import MaxNLocator

    total = sum(bar.value for bar in bars) or 1  # quotations of nothing but white space have no words
    drawn = ax.barh(range(len(bars)), [bar.value for bar in bars], height=0.72)
    for patch, bar in zip(drawn, bars, strict=True):
        patch.set(facecolor=rgb(bar.colour), edgecolor=edge(bar.colour), linewidth=0.6)
        if not bar.plain:
            patch.set(facecolor=(*rgb(bar.colour), 0.35), hatch=HATCH)
    ax.bar_label(drawn, [f"{bar.value:,}  ({bar.value / total:.0%})" for bar in bars], padding=5)
    ax.set_yticks(range(len(bars)), names)
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.set_xlim(0, HEAD_ROOM * max(1, *(bar.value for bar in bars)))
    ax.xaxis.set_major_locator(MaxNLocator(nbins="auto", integer=True))
    ax.set_xlabel("words in quotation marks" if by == "words" else "quotations")
    return ax
