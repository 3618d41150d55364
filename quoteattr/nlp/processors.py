"""Stanza's own processors, for models of any shape. No other module of the library runs them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import stanza
from stanza.models.common.doc import Document

from quoteattr.nlp import kernels
from quoteattr.nlp.token import Node, Token

#: Stands between texts that are tokenized together: a sentence ends there.
_BREAK = "\n\n"


class Processors:
    """A Stanza pipeline whose processors are run one by one."""

    def __init__(self, lang: str, folder: Path, processors: str) -> None:
        """Load the models.

        Args:
            lang: Language code as in the folder's ``resources.json``.
            folder: A Stanza model folder.
            processors: Names of the processors, parted by commas.
        """
        kernels.install()
        pipeline = stanza.Pipeline(
            lang, dir=str(folder), processors=processors, download_method=None, use_gpu=False, logging_level="ERROR"
        )
        self._processors = pipeline.processors

    def tokenize(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Return the sentences of each text; offsets are into that text."""
        document = Document([], text=_BREAK.join(texts))
        for processor in ("tokenize", "mwt"):
            if processor in self._processors:
                document = self._processors[processor].process(document)
        found: list[list[list[Token]]] = [[] for _ in texts]
        number, start = 0, 0
        for sentence in document.sentences:
            while sentence.tokens[0].start_char >= start + len(texts[number]) + len(_BREAK):
                start += len(texts[number]) + len(_BREAK)
                number += 1
            found[number].append(
                [
                    Token(
                        token.start_char - start,
                        token.end_char - start,
                        token.text,
                        tuple(word.text for word in token.words),
                    )
                    for token in sentence.tokens
                ]
            )
        return found

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a tag of a name, or ``O``, for each word of each sentence."""
        document = self._processors["ner"].process(_document(sentences))
        return [[token.ner for token in sentence.tokens] for sentence in document.sentences]

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[list[Node]]:
        """Return each word's place in the tree of its sentence."""
        document = _document(sentences)
        for processor in ("pos", "lemma", "depparse"):
            document = self._processors[processor].process(document)
        return [
            [Node(word.lemma or word.text, word.upos, word.xpos, word.head, word.deprel) for word in sentence.words]
            for sentence in document.sentences
        ]


def _document(sentences: Sequence[Sequence[str]]) -> Document:
    """Return sentences that are words already as a Stanza document."""
    return Document([[{"id": number, "text": word} for number, word in enumerate(words, 1)] for words in sentences])
