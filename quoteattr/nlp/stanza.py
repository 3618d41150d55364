"""The one door to Stanza: models in, a ``Parse`` out. No other module of the library imports stanza or torch."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common.doc import Document as StanzaDocument

from quoteattr import lexicon
from quoteattr.errors import ModelError
from quoteattr.marks import Marked
from quoteattr.model import Span
from quoteattr.nlp import kernels
from quoteattr.nlp.narration import Block
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence, Word
from quoteattr.text import APOSTROPHES

logger = logging.getLogger(__name__)

PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"

#: Blocks handed to the tokenizer in one call; bounds memory, has no effect on the result.
BLOCKS_AT_ONCE = 200

#: Longer sentences (tables, lists, broken text) are cut before parsing: the parser's memory grows with the square.
LONGEST_SENTENCE = 150  # words

_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})


@lru_cache(maxsize=4)
def load(lang: str, folder: Path) -> Parser:
    """Return the parser of a model folder, loaded once per process.

    Args:
        lang: Language code as in the folder's ``resources.json``.
        folder: A Stanza model folder.

    Raises:
        ModelError: A file is missing or damaged.
    """
    kernels.install()
    try:
        pipeline = stanza.Pipeline(
            lang, dir=str(folder), processors=PROCESSORS, download_method=None, use_gpu=False, logging_level="ERROR"
        )
    except Exception as problem:  # whatever a damaged file makes torch or stanza raise
        raise ModelError(
            f"the Stanza models in {str(folder)!r} cannot be loaded ({type(problem).__name__}: {problem}). "
            f"Reinstall quoteattr (pip install --force-reinstall --no-deps quoteattr), or fetch Stanza's own with "
            f"quoteattr.download({lang!r}) and pass their folder as models=…"
        ) from problem
    return Parser(pipeline)


@dataclass(frozen=True)
class Parser:
    """Stanza's processors, run only where a later stage needs their result."""

    pipeline: Any

    def parse(self, text: str, blocks: Iterable[Block], wanted: Callable[[Sentence, Sequence[Entity]], bool]) -> Parse:
        """Return the words and names of all blocks, and the trees of the wanted sentences.

        Args:
            text: The user's text.
            blocks: The parser's view of its paragraphs.
            wanted: Says of a sentence and its names whether it is to be parsed.

        Returns:
            Offsets are into ``text``. Sentences over ``LONGEST_SENTENCE`` words come in several parts.
        """
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        with torch.inference_mode():
            remaining = iter(blocks)
            while batch := list(islice(remaining, BLOCKS_AT_ONCE)):
                plain = [part for sentence in _joined(self._tokenize(batch)) for part in _cut(sentence)]
                names = self._names(plain)
                chosen = [index for index, sentence in enumerate(plain) if wanted(sentence, names[index])]
                for index, tree in zip(chosen, self._trees([plain[index] for index in chosen]), strict=True):
                    plain[index] = tree
                for index, found in enumerate(names):
                    entities += [
                        Entity(name.span, name.type, len(sentences) + index, name.first, name.last) for name in found
                    ]
                sentences += plain
        return Parse(text, tuple(sentences), tuple(entities))

    def _tokenize(self, blocks: Sequence[Block]) -> Iterator[Sentence]:
        shown = [block.text for block in blocks]
        starts, length = [], 0
        for block_text in shown:
            starts.append(length)
            length += len(block_text) + 2
        document = StanzaDocument([], text="\n\n".join(shown))
        for processor in ("tokenize", "mwt"):
            if processor in self.pipeline.processors:
                document = self.pipeline.processors[processor].process(document)
        number = 0
        for sentence in document.sentences:
            found: list[Word] = []
            for start, end, word_text in _word_offsets(sentence, contracted=_is_contracted):
                while number + 1 < len(starts) and start >= starts[number + 1]:
                    number += 1
                span, quoted = blocks[number].locate(start - starts[number], end - starts[number])
                found.append(Word(span, word_text, quoted=quoted))
            if found:
                yield Sentence(tuple(found), blocks[number].paragraph, parsed=False)

    def _names(self, sentences: Sequence[Sentence]) -> list[list[Entity]]:
        """Find names on words: on tokens the possessive of *Russia’s* would belong to the name."""
        if not sentences:
            return []
        plain = _document(sentences, straight=True)
        self.pipeline.processors["ner"].process(plain)
        found: list[list[Entity]] = []
        for number, (sentence, tagged) in enumerate(zip(sentences, plain.sentences, strict=True)):
            found.append(list(_entities(sentence, number, [token.ner for token in tagged.tokens])))
        return found

    def _trees(self, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
        if not sentences:
            return
        document = _document(sentences)
        for processor in ("pos", "lemma", "depparse"):
            document = self.pipeline.processors[processor].process(document)
        for sentence, tree in zip(sentences, document.sentences, strict=True):
            words = tuple(_with_tree(word, node) for word, node in zip(sentence.words, tree.words, strict=True))
            yield Sentence(words, sentence.paragraph, parsed=True)


def from_document(document: StanzaDocument, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> Parse:
    """Return the parse that a Stanza document already holds.

    Quotations were in the parser's way then, so that cues are found a little less often than from the text alone.

    Args:
        document: A ``stanza.Document`` with ``text``, dependency trees and names.
        paragraphs: Of its text.
        marked: The marked stretches in its text.

    Raises:
        ModelError: The document has no text or no trees.
    """
    text = document.text
    if text is None or any(word.head is None for sentence in document.sentences for word in sentence.words):
        raise ModelError(
            f"the Stanza document has no text or no dependencies: stanza.Pipeline(lang, processors={PROCESSORS!r})"
        )
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    stretch = paragraph = 0
    for number, parsed in enumerate(document.sentences):
        words: list[Word] = []
        for (start, end, _), node in zip(_word_offsets(parsed), parsed.words, strict=True):
            while stretch < len(marked) and marked[stretch].span.end <= start:
                stretch += 1
            quoted = stretch if stretch < len(marked) and marked[stretch].span.start < end else None
            words.append(_with_tree(Word(Span(start, end), node.text, quoted=quoted), node))
        while paragraph + 1 < len(paragraphs) and paragraphs[paragraph].end <= words[0].span.start:
            paragraph += 1
        sentences.append(Sentence(tuple(words), paragraph, parsed=True))
        for name in parsed.ents:
            inside = [i for i, word in enumerate(words) if name.start_char <= word.span.start < name.end_char]
            if inside and words[inside[0]].quoted is None:
                span = Span(name.start_char, name.end_char)
                entities.append(Entity(span, _name_type(name.type), number, inside[0], inside[-1]))
    return Parse(text, tuple(sentences), tuple(entities))


def _is_contracted(token: str) -> bool:
    """Tell whether a token can be two words: "don’t", "cannot"; not "Its", which the packaged models split."""
    return any(mark in token for mark in APOSTROPHES) or token.lower() in lexicon.words("contractions")


def _word_offsets(
    sentence: Any, contracted: Callable[[str], bool] = lambda token: True
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of each syntactic word; the words of *don’t* share out its characters.

    Args:
        sentence: A Stanza sentence.
        contracted: Tells of a token that Stanza splits whether to believe it.
    """
    for token in sentence.tokens:
        at = token.start_char
        if len(token.words) > 1 and not contracted(token.text):
            yield at, token.end_char, token.text
            continue
        for position, word in enumerate(token.words):
            last = position + 1 == len(token.words)
            end = token.end_char if last else min(token.end_char, at + len(word.text))
            yield at, max(at, end), word.text
            at = end


def _joined(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Join what the tokenizer parted behind an abbreviated title: "New Jersey Gov." and "Chris Christie said"."""
    waiting: Sentence | None = None
    for sentence in sentences:
        if waiting is not None and waiting.paragraph == sentence.paragraph and _ends_in_title(waiting):
            waiting = Sentence(waiting.words + sentence.words, sentence.paragraph, parsed=False)
            continue
        if waiting is not None:
            yield waiting
        waiting = sentence
    if waiting is not None:
        yield waiting


def _ends_in_title(sentence: Sentence) -> bool:
    last = sentence.words[-1]
    text = last.text if last.text != "." or len(sentence.words) == 1 else sentence.words[-2].text + "."
    return (
        last.quoted is None
        and text.endswith(".")
        and text[:1].isupper()
        and text[:-1].lower() in lexicon.words("abbreviated_titles")
    )


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    for at in range(0, len(sentence.words), LONGEST_SENTENCE):
        yield Sentence(sentence.words[at : at + LONGEST_SENTENCE], sentence.paragraph, parsed=False)


def _document(sentences: Sequence[Sentence], *, straight: bool = False) -> StanzaDocument:
    """Return tokenized sentences as a Stanza document; ``straight`` apostrophes are what names were trained on."""
    return StanzaDocument(
        [
            [
                {"id": number, "text": word.text.translate(_APOSTROPHES) if straight else word.text}
                for number, word in enumerate(sentence.words, start=1)
            ]
            for sentence in sentences
        ]
    )


def _entities(sentence: Sentence, number: int, tags: Sequence[str]) -> Iterator[Entity]:
    first = None
    for index, tag in enumerate(tags):
        if tag[0] in "BS":
            first = index
        if tag[0] in "ES" and first is not None:
            if sentence.words[first].quoted is None:
                span = Span(sentence.words[first].span.start, sentence.words[index].span.end)
                yield Entity(span, _name_type(tag[2:]), number, first, index)
            first = None


def _name_type(label: str) -> str:
    """Return one of the four sorts of names for a label of models with eighteen."""
    return {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC"}.get(label, label)


def _with_tree(word: Word, node: Any) -> Word:
    return Word(
        span=word.span,
        text=word.text,
        lemma=(node.lemma or node.text).lower(),
        upos=node.upos,
        xpos=node.xpos,
        head=node.head - 1 if node.head else ROOT,
        deprel=node.deprel,
        quoted=word.quoted,
    )
