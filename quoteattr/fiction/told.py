"""Whom the narration around each quotation names: where, how lately, and as the subject of a clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from quoteattr.fiction.aliases import Naming
from quoteattr.fiction.anchors import Story
from quoteattr.mentions import is_subject_word
from quoteattr.nlp.parse import Parse

#: Names in the narration before a quotation's paragraph count so far back, in code points.
REACH = 600
#: The characters named last are looked for so far back, in code points, and there are so many of them.
LATELY, MOST_LATELY = 2500, 4
#: The words beside a quotation exclude a character whose gender agrees less than this.
LEAST_AGREES = -0.5
#: Tables that ``narrated`` returns.
TABLES = 5


class _Told(NamedTuple):
    """A name in the narration.

    Attributes:
        start: Where it stands.
        who: Columns of the characters whose name it may be.
        subject: Whether it is the subject of a clause.
    """

    start: int
    who: tuple[int, ...]
    subject: bool


def narrated(story: Story, namings: Sequence[Naming], column: Mapping[int, int], agrees: Tensor) -> tuple[Tensor, ...]:
    """Return ``TABLES`` tables of (quotations, characters): whom the narration names.

    Three say whether it does: before a quotation in its paragraph, behind it there, and before that paragraph. Two tell
    which ``MOST_LATELY`` it named last, 1 for the last, 1/2 for the one before, …: as anything, and as a subject.

    Args:
        story: With at least one quotation.
        namings: Where the text names a character, in text order.
        column: The column of each character.
        agrees: (quotations, characters), -1..1: how the gender that the words beside a quotation state fits each.
    """
    told = _in_narration(story, namings, column)
    starts = [name.start for name in told]
    before, behind, earlier, lately, subjects = (torch.zeros(agrees.shape) for _ in range(TABLES))
    told_from = 0  # where the narration before this turn starts
    for place in range(len(story.readings)):
        first, last = story.first(place), story.last(place)
        paragraph = story.paragraphs[first.paragraph]
        if place and story.last(place - 1).paragraph != first.paragraph:
            told_from = story.last(place - 1).span.end
        bounds = (max(told_from, paragraph.start - REACH), paragraph.start, first.span.start,
                  story.paragraphs[last.paragraph].end)  # fmt: skip
        for table, start, end in zip((earlier, before, behind), bounds, bounds[1:], strict=False):
            for name in told[bisect_left(starts, start) : bisect_left(starts, end)]:
                table[place, name.who] = 1.0
        here = _looks_back_from(story, place)
        back = told[bisect_left(starts, here - LATELY) : bisect_left(starts, here)][::-1]
        possible = (agrees[place] >= LEAST_AGREES).tolist()
        _rank(lately[place], subjects[place], back, possible)
    return before, behind, earlier, lately, subjects


def _looks_back_from(story: Story, place: int) -> int:
    """Return where a reader looks back from: a pronoun or description behind the quotation, else its start."""
    candidate = story.readings[place].candidate
    mention = candidate.mention if candidate is not None else None
    if mention is not None and mention.form != "name" and mention.span.start > story.last(place).span.end:
        return mention.span.start
    return story.first(place).span.start


def _rank(lately: Tensor, subjects: Tensor, names: Iterable[_Told], possible: Sequence[bool]) -> None:
    """Give the first of the characters named 1, the second 1/2, and so on; likewise those named by a subject.

    A name that several bear is shared.
    """
    rank = subject_rank = 0
    for name in names:
        if rank >= MOST_LATELY:
            break
        for who in (who for who in name.who if possible[who]):
            if not lately[who]:
                rank += 1
                lately[who] = 1 / rank / len(name.who)
            if name.subject and not subjects[who]:
                subject_rank += 1
                subjects[who] = 1 / subject_rank / len(name.who)


def _in_narration(story: Story, namings: Sequence[Naming], column: Mapping[int, int]) -> list[_Told]:
    """Return the names outside quotation marks, in text order."""
    opened = [stretch.span.start for stretch in story.marked]
    subjects = _subjects(story.parse)
    found = []
    for naming in namings:
        at = bisect_left(opened, naming.span.end)
        if at == 0 or story.marked[at - 1].span.end <= naming.span.start:
            nearest = bisect_left(subjects, naming.span.start)
            subject = nearest < len(subjects) and subjects[nearest] < naming.span.end
            who = tuple(column[one] for one in naming.who if one in column)
            found.append(_Told(naming.span.start, who, subject))
    return found


def _subjects(parse: Parse) -> list[int]:
    """Return where the words stand that are subjects, or in apposition to one, in text order."""
    return [
        word.span.start
        for sentence in parse.sentences
        for index, word in enumerate(sentence.words)
        if is_subject_word(sentence, index)
    ]
