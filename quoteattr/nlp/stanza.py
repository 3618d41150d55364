"""The one door to the models: a folder in, a ``Parse`` out.

Models of the packaged ones' shape are run by ``compact``, any others by Stanza itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import torch

from quoteattr import lexicon
from quoteattr.errors import ModelError
from quoteattr.inflection import REPORTING, lemmas, singulars
from quoteattr.marks import Marked
from quoteattr.model import Span
from quoteattr.nlp.compact.checkpoint import UnfitError
from quoteattr.nlp.compact.models import Compact
from quoteattr.nlp.mend import mended
from quoteattr.nlp.narration import Block
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence, Word
from quoteattr.nlp.token import Node, Token
from quoteattr.text import APOSTROPHES

PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"

#: Blocks handed to the tokenizer in one call; bounds memory, has no effect on the result.
BLOCKS_AT_ONCE = 200

#: Longer sentences (tables, lists, broken text) are cut before parsing: the parser's memory grows with the square.
LONGEST_SENTENCE = 150  # words

_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})


class Engine(Protocol):
    """What runs the models."""

    def tokenize(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Return the sentences of each text; offsets are into that text."""

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a tag of a name (``B-PER``), or ``O``, for each word of each sentence."""

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[list[Node]]:
        """Return each word's place in the tree of its sentence."""


@lru_cache(maxsize=4)
def load(lang: str, folder: Path) -> Parser:
    """Return the parser of a model folder, loaded once per process.

    Args:
        lang: Language code as in the folder's ``resources.json``.
        folder: A Stanza model folder.

    Raises:
        ModelError: A file is missing or damaged.
    """
    try:
        return Parser(_engine(lang, folder))
    except Exception as problem:  # whatever a damaged file makes torch or stanza raise
        raise ModelError(
            f"the Stanza models in {str(folder)!r} cannot be loaded ({type(problem).__name__}: {problem}). "
            f"Reinstall quoteattr (pip install --force-reinstall --no-deps quoteattr), or fetch Stanza's own with "
            f"quoteattr.download({lang!r}) and pass their folder as models=…"
        ) from problem


def _engine(lang: str, folder: Path) -> Engine:
    try:
        return Compact(lang, folder)
    except UnfitError:
        from quoteattr.nlp.processors import Processors  # loads stanza: only for models that need it

        return Processors(lang, folder, PROCESSORS)


@dataclass(frozen=True)
class Parser:
    """The models, run only where a later stage needs their result."""

    engine: Engine

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
                found = _parted(_joined(self._tokenize(batch)))
                plain = [part for sentence in found for part in _cut(sentence)]
                names = self._names(plain)
                chosen = [index for index, sentence in enumerate(plain) if wanted(sentence, names[index])]
                for index, tree in zip(chosen, self._trees([plain[index] for index in chosen]), strict=True):
                    plain[index] = tree
                for index, named in enumerate(names):
                    entities += [
                        Entity(name.span, name.type, len(sentences) + index, name.first, name.last) for name in named
                    ]
                sentences += plain
        return Parse(text, tuple(sentences), tuple(entities))

    def _tokenize(self, blocks: Sequence[Block]) -> Iterator[Sentence]:
        for block, sentences in zip(blocks, self.engine.tokenize([block.text for block in blocks]), strict=True):
            for tokens in sentences:
                found: list[Word] = []
                for start, end, word_text in _word_offsets(tokens, contracted=_is_contracted):
                    span, quoted = block.locate(start, end)
                    found.append(Word(span, word_text, quoted=quoted))
                if found:
                    yield Sentence(tuple(found), block.paragraph, parsed=False)

    def _names(self, sentences: Sequence[Sentence]) -> list[list[Entity]]:
        """Find names on words: on tokens the possessive of *Russia’s* would belong to the name."""
        if not sentences:
            return []
        # straight apostrophes are what names were trained on
        tags = self.engine.names([[word.text.translate(_APOSTROPHES) for word in sent.words] for sent in sentences])
        return [
            list(_entities(sentence, number, row))
            for number, (sentence, row) in enumerate(zip(sentences, tags, strict=True))
        ]

    def _trees(self, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
        if not sentences:
            return
        trees = self.engine.trees([[word.text for word in sentence.words] for sentence in sentences])
        for sentence, tree in zip(sentences, trees, strict=True):
            words = tuple(map(_with_tree, sentence.words, tree))
            yield Sentence(mended(words), sentence.paragraph, parsed=True)


def from_document(document: Any, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> Parse:
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
        for (start, end, _), node in zip(_word_offsets(_tokens(parsed)), parsed.words, strict=True):
            while stretch < len(marked) and marked[stretch].span.end <= start:
                stretch += 1
            quoted = stretch if stretch < len(marked) and marked[stretch].span.start < end else None
            words.append(_with_tree(Word(Span(start, end), node.text, quoted=quoted), node))
        while paragraph + 1 < len(paragraphs) and paragraphs[paragraph].end <= words[0].span.start:
            paragraph += 1
        sentences.append(Sentence(mended(tuple(words)), paragraph, parsed=True))
        for name in parsed.ents:
            inside = [i for i, word in enumerate(words) if name.start_char <= word.span.start < name.end_char]
            if inside and words[inside[0]].quoted is None:
                span = Span(name.start_char, name.end_char)
                entities.append(Entity(span, _name_type(name.type), number, inside[0], inside[-1]))
    return Parse(text, tuple(sentences), tuple(entities))


def _is_contracted(token: str) -> bool:
    """Tell whether a token can be two words: "don’t", "cannot"; not "Its", which the packaged models split."""
    return any(mark in token for mark in APOSTROPHES) or token.lower() in lexicon.words("contractions")


def _tokens(sentence: Any) -> Iterator[Token]:
    """Yield the tokens of a Stanza sentence."""
    for token in sentence.tokens:
        yield Token(token.start_char, token.end_char, token.text, tuple(word.text for word in token.words))


def _word_offsets(
    tokens: Iterable[Token], contracted: Callable[[str], bool] = lambda token: True
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of each syntactic word; the words of *don’t* share out its characters.

    Args:
        tokens: Of a sentence.
        contracted: Tells of a token that the model splits whether to believe it.
    """
    for at, token_end, text, words in tokens:
        if len(words) > 1 and not contracted(text):
            yield at, token_end, text
            continue
        for position, word in enumerate(words, start=1):
            end = token_end if position == len(words) else min(token_end, at + len(word))
            yield at, max(at, end), word
            at = end


def _joined(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Join what the tokenizer parted in mid-sentence.

    Behind an abbreviated title ("New Jersey Gov." and "Chris Christie said"), a plain word ("an aide of Nicholas" and
    "Tse said") or a genitive ("the Fish Producers’" and "Association said").
    """
    waiting: Sentence | None = None
    for sentence in sentences:
        if waiting is not None and waiting.paragraph == sentence.paragraph and _goes_on(waiting, sentence.words[0]):
            waiting = Sentence(waiting.words + sentence.words, sentence.paragraph, parsed=False)
            continue
        if waiting is not None:
            yield waiting
        waiting = sentence
    if waiting is not None:
        yield waiting


def _goes_on(sentence: Sentence, behind: Word) -> bool:
    """Tell whether a sentence cannot end where it does; a line in capitals can: it is a heading."""
    last = sentence.words[-1]
    heading = not any(word.text.islower() or word.text.istitle() for word in sentence.words)
    unfinished = last.text[-1:].isalpha() or (_is_genitive(sentence) and _is_body(behind))
    return _ends_in_title(sentence) or (last.quoted is None and unfinished and not heading)


def _is_genitive(sentence: Sentence) -> bool:
    """Tell whether a sentence ends in the apostrophe of a plural's genitive."""
    *before, last = sentence.words
    return (
        last.text in APOSTROPHES
        and bool(before)
        and before[-1].text.endswith("s")
        and before[-1].span.end == last.span.start
    )


def _is_body(word: Word) -> bool:
    return word.quoted is None and word.text.lower() in lexicon.words("group_nouns")


def _ends_in_title(sentence: Sentence) -> bool:
    last = sentence.words[-1]
    text = last.text if last.text != "." or len(sentence.words) == 1 else sentence.words[-2].text + "."
    return (
        last.quoted is None
        and text.endswith(".")
        and text[:1].isupper()
        and text[:-1].lower() in lexicon.words("abbreviated_titles")
    )


def _parted(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Part what the tokenizer joined behind a date: "He was shot on July 8." and "Police suspect Lee"."""
    for sentence in sentences:
        start = 0
        for index in range(1, len(sentence.words) - 1):
            if _ends_in_date(sentence.words[index - 1 : index + 2]):
                yield Sentence(sentence.words[start : index + 1], sentence.paragraph, parsed=False)
                start = index + 1
        yield Sentence(sentence.words[start:], sentence.paragraph, parsed=False)


def _ends_in_date(words: Sequence[Word]) -> bool:
    """Tell whether the second of three words is a day with the full stop of its sentence."""
    month, day, following = words
    return (
        day.quoted is None
        and _DAY.fullmatch(day.text) is not None
        and month.text.lower() in lexicon.words("time_words")
        and following.text[:1].isupper()
    )


_DAY = re.compile(r"[0-3]?\d\.")


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    for at in range(0, len(sentence.words), LONGEST_SENTENCE):
        yield Sentence(sentence.words[at : at + LONGEST_SENTENCE], sentence.paragraph, parsed=False)


def _entities(sentence: Sentence, number: int, tags: Sequence[str]) -> Iterator[Entity]:
    first = None
    for index, tag in enumerate(tags):
        if tag[0] in "BS":
            first = index
        if tag[0] in "ES" and first is not None:
            while sentence.words[index].quoted is not None and index > first:
                index -= 1  # Castellano “Low-Energy Ray,” of which the tagger takes in both
            if sentence.words[first].quoted is None:
                span = Span(sentence.words[first].span.start, sentence.words[index].span.end)
                yield Entity(span, _name_type(tag[2:]), number, first, index)
            first = None


def _lemma(text: str, node: Any) -> str:
    """Return a word's lemma; that of a reporting verb's form, or a plural, where the lemmatizer has never seen it.

    It has not seen *Residents* with a capital, for one.
    """
    lemma = (node.lemma or text).lower()
    if node.xpos == "NNS" and lemma == text.lower():
        return singulars().get(lemma, lemma)
    listed = lemmas(*REPORTING)
    return lemma if node.upos != "VERB" or listed.get(lemma) == lemma else listed.get(text.lower(), lemma)


def _name_type(label: str) -> str:
    """Return one of the four sorts of names for a label of models with eighteen."""
    return {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC"}.get(label, label)


def _with_tree(word: Word, node: Any) -> Word:
    return Word(
        span=word.span,
        text=word.text,
        lemma=_lemma(word.text, node),
        upos=node.upos,
        xpos=node.xpos,
        head=node.head - 1 if node.head else ROOT,
        deprel=node.deprel,
        quoted=word.quoted,
    )
