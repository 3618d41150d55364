"""The models of a folder, if they are of the packaged ones' shape."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quoteattr.nlp.compact.checkpoint import UnfitError, read
from quoteattr.nlp.compact.contractions import Splitter
from quoteattr.nlp.compact.names import NameTagger
from quoteattr.nlp.compact.pretrained import Pretrained
from quoteattr.nlp.compact.tags import Lemmas, Tagger, seen_as
from quoteattr.nlp.compact.tokens import Tokenizer
from quoteattr.nlp.compact.trees import TreeParser
from quoteattr.nlp.token import Node, Token

_PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_PRETRAIN = "pretrain"


class Compact:
    """All models of a language."""

    def __init__(self, lang: str, folder: Path) -> None:
        """Read the models.

        Args:
            lang: Language code as in the folder's ``resources.json``.
            folder: A Stanza model folder.

        Raises:
            UnfitError: They are of another shape: Stanza has to run them.
        """
        paths = _paths(lang, folder)
        states: dict[str, Any] = {name: read(path) for name, path in paths.items()}
        pretrained = Pretrained(states[_PRETRAIN])
        self._tokenizer = Tokenizer(states["tokenize"], Splitter(states["mwt"]))
        self._tagger = Tagger(states["pos"], pretrained)
        self._lemmas = Lemmas(states["lemma"])
        self._parser = TreeParser(states["depparse"], pretrained)
        self._names = NameTagger(states["ner"], pretrained)

    def tokenize(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Return the sentences of each text; offsets are into that text."""
        return self._tokenizer(texts)

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a tag of a name, or ``O``, for each word of each sentence."""
        return self._names(sentences)

    def trees(self, sentences: Sequence[Sequence[str]]) -> list[list[Node]]:
        """Return each word's place in the tree of its sentence."""
        seen = [[seen_as(word) for word in sentence] for sentence in sentences]
        tags = self._tagger(seen)
        lemmas = [
            [self._lemmas(word, upos) for word, (upos, _) in zip(sentence, row, strict=True)]
            for sentence, row in zip(sentences, tags, strict=True)
        ]
        arcs = self._parser(seen, tags, lemmas)
        return [
            [Node(lemma, *tag, *arc) for lemma, tag, arc in zip(*rows, strict=True)]
            for rows in zip(lemmas, tags, arcs, strict=True)
        ]


def _paths(lang: str, folder: Path) -> dict[str, Path]:
    """Return the file of each model, as the folder's index names the default ones."""
    index = json.loads((folder / "resources.json").read_text(encoding="utf-8")).get(lang, {})
    chosen = index.get("default_processors", {})
    if any(not isinstance(chosen.get(name), str) for name in _PROCESSORS):
        raise UnfitError(f"the index names no {' and '.join(_PROCESSORS)}")
    needed = [part for name in _PROCESSORS for part in index[name][chosen[name]].get("dependencies", ())]
    tables = {part["package"] for part in needed if part["model"] == _PRETRAIN}
    if len(tables) != 1 or len({part["model"] for part in needed}) != 1:
        raise UnfitError(f"models that need {sorted({part['model'] for part in needed})}")
    named = {**{name: chosen[name] for name in _PROCESSORS}, _PRETRAIN: tables.pop()}
    return {name: folder / lang / name / f"{package}.pt" for name, package in named.items()}
