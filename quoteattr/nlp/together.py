"""Several texts parsed as if they were one, so that Stanza's batches are full; each gets its own parse back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from quoteattr.nlp.narration import Block
from quoteattr.nlp.parse import Entity, Parse, Sentence

#: Says of a sentence and its names whether it is to be parsed.
Wanted = Callable[[Sentence, Sequence[Entity]], bool]

#: ``Parser.parse``: text, blocks and ``wanted`` in, a parse out.
ParseOne = Callable[[str, Iterable[Block], Wanted], Parse]


@dataclass(frozen=True, slots=True)
class Task:
    """What ``Parser.parse`` takes for one text."""

    text: str
    blocks: tuple[Block, ...]
    wanted: Wanted


def parse_together(parse: ParseOne, tasks: Sequence[Task]) -> list[Parse]:
    """Return the parse of each task's text, made in one call of ``parse``.

    The parser looks at paragraphs, never across them: the texts' paragraphs are numbered on, parsed in a row, and
    counted from 0 again. Offsets are each text's own all the time.
    """
    if len(tasks) == 1:
        [task] = tasks
        return [parse(task.text, task.blocks, task.wanted)]
    sizes = [max((block.paragraph for block in task.blocks), default=-1) + 1 for task in tasks]
    firsts = list(accumulate(sizes, initial=0))[: len(tasks)]

    def wanted(sentence: Sentence, names: Sequence[Entity]) -> bool:
        number = bisect_right(firsts, sentence.paragraph) - 1
        return tasks[number].wanted(_moved(sentence, -firsts[number]), names)

    row = [
        replace(block, paragraph=block.paragraph + first)
        for task, first in zip(tasks, firsts, strict=True)
        for block in task.blocks
    ]
    whole = parse("", row, wanted)
    ends = [first + size for first, size in zip(firsts, sizes, strict=True)]
    return [_part(whole, task.text, first, end) for task, first, end in zip(tasks, firsts, ends, strict=True)]


def _part(whole: Parse, text: str, first: int, end: int) -> Parse:
    """Return the parse of the text whose paragraphs are ``[first, end)`` of the row."""
    start = bisect_left(whole.sentences, first, key=_paragraph)
    stop = bisect_left(whole.sentences, end, key=_paragraph)
    names = whole.entities[
        bisect_left(whole.entities, start, key=_sentence) : bisect_left(whole.entities, stop, key=_sentence)
    ]
    return Parse(
        text,
        tuple(_moved(sentence, -first) for sentence in whole.sentences[start:stop]),
        tuple(replace(name, sentence=name.sentence - start) for name in names),
    )


def _moved(sentence: Sentence, by: int) -> Sentence:
    return sentence if by == 0 else replace(sentence, paragraph=sentence.paragraph + by)


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph


def _sentence(name: Entity) -> int:
    return name.sentence
