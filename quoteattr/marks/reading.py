"""Pairing the marks of one paragraph: the reading with the fewest irregularities.

Every mark may open, close, or be no quotation mark; every choice has a cost: 0 for what a careful writer types, 1 for
what is odd, 2 for a misprint. Going through the marks once, the cheapest way to each stack of open quotations is kept
(the Viterbi algorithm). So a missing mark is noticed where the rest of the paragraph makes better sense without it, and
time grows with the number of marks alone. The costs were set by hand, looking at English news and novels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.marks.candidates import Candidate
from quoteattr.marks.glyphs import Family

UNCLOSED = 0.7  # a quotation that goes on in the next paragraph: common in news
UNCLOSED_SINGLE = 1.0  # only where single marks are the document's quotation marks, or inside double ones
UNOPENED = 1.4  # By owning cows, they escape poverty,” says Baguma.
RUN_ON = 0.9  # the same where the paragraph before was left open
REOPENED = 1.2  # “We agree. “We shall sign,” he said.
OTHER_STYLE = 0.3  # “Yes," he said.
OTHER_FAMILY = 1.4  # “Yes,’ he said.
SAME_STYLE_INSIDE = 1.0  # "She said "no" to me," he said.
OTHER_STYLE_INSIDE = 0.6  # “She said "no" to me,” he said.
DOUBLE_IN_SINGLE = 0.9  # ‘She said “no” to me,’ he said: usual, but a row of apostrophes looks the same
SINGLE_IN_SINGLE = 1.6  # ‘She said ‘no’ to me,’ he said.
EMPTY = 1.5  # ""Yes"": two marks where one was meant

MAX_DEPTH = 3  # quotations inside quotations inside quotations
MARGIN = 4.0  # a reading that has cost so much more than the best, two misprints, is given up
MAX_READINGS = 12  # and so is all beyond these; prose has up to six

Act = Literal["open", "close", "reopen"]


class Opened(NamedTuple):
    """A quotation that is open, as the stack of a reading holds it."""

    family: Family
    style: str
    seen: bool = True
    """False where the paragraph has no mark for it: it is open from the paragraph's first character on."""


class Stretch(NamedTuple):
    """A quotation of one paragraph, by the numbers of its candidates."""

    opening: int | None
    """None where it is open from the paragraph's first character on."""
    closing: int | None
    """None where no mark closes it."""
    until: int | None
    """Where no mark closes it, the mark that opens anew and so ends it; None for the paragraph's end."""
    depth: int
    """How many quotations it stands in."""


_Stack: TypeAlias = tuple[Opened, ...]
#: The acts that led to a stack, last first; shared between readings, so that memory grows with the marks alone.
_Path: TypeAlias = "tuple[_Path, int | None, Act] | None"
_Readings: TypeAlias = dict[_Stack, tuple[float, _Path]]


def read(marks: Sequence[Candidate], *, left_open: Opened | None, single_may_stay_open: bool) -> list[Stretch]:
    """Return the quotations in the least irregular reading, in the order in which they open.

    Args:
        marks: The candidates of one paragraph, in text order.
        left_open: The quotation that the paragraph before left open, None if it left none.
        single_may_stay_open: Whether a single mark may open a quotation that nothing closes in this paragraph. Inside
            another quotation it always may.
    """
    unseen = Opened(left_open.family if left_open else "double", "unseen", seen=False)
    readings: _Readings = {(): (0.0, None), (unseen,): (RUN_ON if left_open else UNOPENED, (None, None, "open"))}
    for number, mark in enumerate(marks):
        touching = number > 0 and marks[number - 1].end == mark.start
        readings = _likely(_extend(readings, number, mark, touching, single_may_stay_open))
    _, path = min(
        ((cost + _unclosed(stack, single_may_stay_open), path) for stack, (cost, path) in readings.items()),
        key=lambda reading: reading[0],
    )
    return _stretches(path)


def _extend(readings: _Readings, number: int, mark: Candidate, touching: bool, single_may_stay_open: bool) -> _Readings:
    """Return the cheapest way to each stack after one more mark; ``touching`` the mark before it or not."""
    opened = Opened(mark.glyph.family, mark.glyph.style)
    extended: _Readings = {}

    def offer(stack: _Stack, cost: float, path: _Path) -> None:
        if cost < math.inf and (stack not in extended or cost < extended[stack][0]):
            extended[stack] = (cost, path)

    for stack, (cost, path) in readings.items():
        offer(stack, cost + mark.neither, path)
        if stack:
            top, below = stack[-1], stack[:-1]
            empty = touching and path is not None and path[1] == number - 1 and path[2] != "close"
            price = mark.closing + _mismatch(stack, mark) + (EMPTY if empty else 0.0)
            offer(below, cost + price, (path, number, "close"))
            if top.seen and top.family == opened.family and (below or single_may_stay_open or top.family != "single"):
                price = mark.opening + REOPENED + (0.0 if top.style == opened.style else OTHER_STYLE)
                offer((*below, opened), cost + price, (path, number, "reopen"))
        if len(stack) < MAX_DEPTH:
            price = mark.opening + (_nesting(stack[-1], opened) if stack else 0.0)
            offer((*stack, opened), cost + price, (path, number, "open"))
    return extended


def _likely(readings: _Readings) -> _Readings:
    """Return the readings that may still win, cheapest first, among them one at least that may end here."""
    may_end = min((item for item in readings.items() if not _must_close(item[0])), key=_cost)
    near = [item for item in readings.items() if _cost(item) <= _cost(may_end) + MARGIN]
    return dict([*sorted(near, key=_cost)[:MAX_READINGS], may_end])


def _cost(item: tuple[_Stack, tuple[float, _Path]]) -> float:
    return item[1][0]


def _must_close(stack: _Stack) -> bool:
    return bool(stack) and (stack[0].family == "single" or not stack[0].seen)


def _mismatch(stack: _Stack, mark: Candidate) -> float:
    """Return what it costs that ``mark`` closes the innermost quotation of ``stack``; infinite where it cannot."""
    opened = stack[-1]
    family, style, _ = mark.glyph
    if not opened.seen and not mark.after_pause:
        return math.inf
    if opened.family == family:
        return 0.0 if opened.style == style or (opened.style, style) == ("low", "curly") else OTHER_STYLE
    mistyped = {opened.family, family} == {"single", "double"} and mark.after_pause
    return OTHER_FAMILY if mistyped and all(outer.family != family for outer in stack) else math.inf


def _nesting(outer: Opened, inner: Opened) -> float:
    """Return what it costs to open ``inner`` directly inside ``outer``."""
    if outer.family != inner.family:
        return DOUBLE_IN_SINGLE if outer.family == "single" else 0.0
    if outer.family == "single":
        return SINGLE_IN_SINGLE
    return SAME_STYLE_INSIDE if outer.style == inner.style else OTHER_STYLE_INSIDE


def _unclosed(stack: _Stack, single_may_stay_open: bool) -> float:
    """Return what it costs that the paragraph ends with these quotations open; infinite where it cannot."""
    if stack and (not stack[0].seen or (stack[0].family == "single" and not single_may_stay_open)):
        return math.inf
    return sum(UNCLOSED_SINGLE if opened.family == "single" else UNCLOSED for opened in stack)


def _stretches(path: _Path) -> list[Stretch]:
    acts: list[tuple[int | None, Act]] = []
    while path is not None:
        path, number, act = path
        acts.append((number, act))
    open_at: list[int | None] = []
    found: list[Stretch] = []
    for number, act in reversed(acts):
        if act == "close":
            found.append(Stretch(open_at.pop(), number, None, len(open_at)))
        elif act == "reopen":
            found.append(Stretch(open_at.pop(), None, number, len(open_at)))
        if act != "close":
            open_at.append(number)
    found += [Stretch(opening, None, None, depth) for depth, opening in enumerate(open_at)]
    return sorted(found, key=lambda stretch: -1 if stretch.opening is None else stretch.opening)
