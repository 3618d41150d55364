"""The scorer run over a text, window by window: what leads to each quotation's speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from quoteattr.encoder.windows import Window, windows
from quoteattr.fiction.decode import Lead
from quoteattr.fiction.passages import WINDOW, Passage
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.tasks import Known, Task, make_task

#: Pieces of context before the quotations that a window decides.
CONTEXT = 180
#: Windows that are encoded together; bounds memory.
AT_ONCE = 4
#: Antecedents less probable than this are left out.
LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Link:
    """What a quotation is linked to, by probability.

    Attributes:
        names: (index of a mention, probability).
        earlier: (index of an earlier unit, probability).
        later: (index of a later unit whose speaker is known, probability).
        nobody: Probability of neither.
    """

    names: tuple[tuple[int, float], ...] = ()
    earlier: tuple[tuple[int, float], ...] = ()
    later: tuple[tuple[int, float], ...] = ()
    nobody: float = 1.0


def link(passage: Passage, known: Known, scorer: Scorer, progress: Callable[[float], None] | None = None) -> list[Link]:
    """Return for each unit of a passage what it is linked to.

    Args:
        passage: The text in pieces.
        known: What is known of its people.
        scorer: Not in training mode.
        progress: Called with the share done, 0..1, after each few windows.
    """
    every = windows(passage.breaks, len(passage.pieces), longest=WINDOW, context=CONTEXT)
    chosen = [window for window in every if _decides(passage, window)]
    chosen.sort(key=lambda window: (window.end - window.start, window.start))
    found: dict[int, Link] = {}
    with torch.inference_mode():
        for first in range(0, len(chosen), AT_ONCE):
            batch = chosen[first : first + AT_ONCE]
            tasks = [make_task(passage, window, known) for window in batch]
            for window, task, shares in zip(batch, tasks, scorer(tasks), strict=True):
                found |= _links(passage, window, task, shares.exp().tolist())
            if progress is not None:
                progress(min(1.0, (first + AT_ONCE) / len(chosen)))
    return [found.get(index, Link()) for index in range(len(passage.units))]


def lead(link: Link, known: Known, places: Sequence[int | None]) -> Lead:
    """Return a link with its mentions replaced by the characters that bear the names, later quotations by who speaks.

    Args:
        link: Of one unit.
        known: What is known of the people.
        places: For each unit its number among the quotations decided, None for one left out.
    """
    names: dict[int, float] = {}
    nobody = link.nobody
    for mention, chance in link.names:
        for who in known.bearers[mention]:
            names[who] = names.get(who, 0.0) + chance / len(known.bearers[mention])
        if not known.bearers[mention]:
            nobody += chance
    for unit, chance in link.later:
        speaker = known.speakers[unit]
        if speaker is not None:
            names[speaker] = names.get(speaker, 0.0) + chance
    earlier = [(place, chance) for unit, chance in link.earlier if (place := places[unit]) is not None]
    return Lead(names, tuple(earlier), nobody)


def _decides(passage: Passage, window: Window) -> bool:
    return any(window.fresh <= unit.opening < window.end for unit in passage.units)


def _links(passage: Passage, window: Window, task: Task, shares: list[list[float]]) -> dict[int, Link]:
    count = len(task.mentions)
    found = {}
    for row, unit in zip(shares, task.units, strict=True):
        if passage.units[unit].opening >= window.fresh:
            names = tuple((mention, row[at]) for at, mention in enumerate(task.mentions) if row[at] >= LEAST)
            others = [(other, row[count + at]) for at, other in enumerate(task.units) if row[count + at] >= LEAST]
            earlier = tuple(entry for entry in others if entry[0] < unit)
            later = tuple(entry for entry in others if entry[0] > unit)
            found[unit] = Link(names, earlier, later, row[-1])
    return found
