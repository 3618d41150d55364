"""A parsed text in our own terms: words, sentences, names, all by offset into the user's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quoteattr.model import Span

ROOT = -1


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word.

    Attributes:
        span: Where it stands. A word that stands for a quotation has the quotation's span.
        text: The word; ``""`` never. For a quotation, what the parser was shown in its place.
        lemma: Dictionary form, or None in a sentence that was not parsed.
        upos: Universal part of speech, or None in a sentence that was not parsed.
        xpos: Penn Treebank tag, or None likewise.
        head: Index of the governing word in the sentence; ``ROOT`` for the root and in a sentence that was not parsed.
        deprel: Universal Dependencies relation to the head, subtype included (``nsubj:pass``), or None.
        quoted: Index of the marked stretch that this word stands for or lies in; None for the narrator's words.
    """

    span: Span
    text: str
    lemma: str | None = None
    upos: str | None = None
    xpos: str | None = None
    head: int = ROOT
    deprel: str | None = None
    quoted: int | None = None

    @property
    def relation(self) -> str | None:
        """The relation without its subtype."""
        return None if self.deprel is None else self.deprel.partition(":")[0]


@dataclass(frozen=True)
class Sentence:
    """One sentence of the narration.

    Attributes:
        words: In text order.
        paragraph: Index of its paragraph.
        parsed: False where only words and names were asked for.
    """

    words: tuple[Word, ...]
    paragraph: int
    parsed: bool

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @cached_property
    def root(self) -> int | None:
        """Index of the word that governs all others; None where the sentence has no tree."""
        if not self.parsed:
            return None
        return next((index for index, word in enumerate(self.words) if word.head == ROOT), None)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word the indices of the words it governs."""
        below: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if word.head != ROOT:
                below[word.head].append(index)
        return tuple(map(tuple, below))

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first dependent of a word with one of these relations, or None."""
        return next((child for child in self.children[index] if self.words[child].relation in relations), None)

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the governing words from the nearest to the root."""
        seen = 0
        while (index := self.words[index].head) != ROOT and seen <= len(self.words):
            seen += 1
            yield index

    def subtree(self, index: int) -> list[int]:
        """Return a word and all that it governs, in text order."""
        found, open_ = [], [index]
        while open_:
            word = open_.pop()
            found.append(word)
            open_.extend(self.children[word])
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name.

    Attributes:
        span: Its words.
        type: ``PER``, ``ORG``, ``LOC`` or ``MISC``.
        sentence: Index of its sentence.
        first: Index of its first word in the sentence.
        last: Index of its last word, inclusive.
    """

    span: Span
    type: str
    sentence: int
    first: int
    last: int


@dataclass(frozen=True)
class Parse:
    """What the parser says about the narration of one text.

    Attributes:
        text: The user's text.
        sentences: In text order.
        entities: In text order, not overlapping.
    """

    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]

    @cached_property
    def places(self) -> dict[int, list[tuple[int, int]]]:
        """For each marked stretch the (sentence, word) indices of the words that stand for it."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, sentence in enumerate(self.sentences):
            for index, word in enumerate(sentence.words):
                if word.quoted is not None:
                    found.setdefault(word.quoted, []).append((number, index))
        return found

    @cached_property
    def by_paragraph(self) -> dict[int, list[int]]:
        """For each paragraph the indices of its sentences."""
        found: dict[int, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            found.setdefault(sentence.paragraph, []).append(number)
        return found

    @cached_property
    def narrated(self) -> dict[int, int]:
        """For each paragraph the number of sentences that hold words of the narrator's."""
        found: dict[int, int] = {}
        for sentence in self.sentences:
            if any(word.quoted is None and word.upos != "PUNCT" for word in sentence.words):
                found[sentence.paragraph] = found.get(sentence.paragraph, 0) + 1
        return found

    @cached_property
    def entities_of(self) -> dict[int, list[Entity]]:
        """For each sentence its names, in text order."""
        found: dict[int, list[Entity]] = {}
        for entity in self.entities:
            found.setdefault(entity.sentence, []).append(entity)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.words[0].span.start for sentence in self.sentences]

    def sentences_near(self, span: Span) -> range:
        """Return the indices of the sentences that a range of the text touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return range(first, bisect_right(self._starts, span.end))
