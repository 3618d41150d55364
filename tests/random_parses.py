"""Parses that mean nothing: the words of a text with tags, trees and names drawn at random, to make rules fail."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from quoteattr.marks import Marked
from quoteattr.model import Span
from quoteattr.nlp.narration import Block, blocks
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence, Word

_WORD = re.compile(r"\b(?:[A-Z]|Jr)\.|\w+|[^\w\s]")  # with initials and suffixes
_SENTENCE = 12  # words
_TAGS = (
    [("VERB", tag) for tag in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")]
    + [("NOUN", "NN"), ("NOUN", "NNS"), ("PROPN", "NNP"), ("PRON", "PRP"), ("PRON", "WP"), ("ADJ", "JJ"), ("ADV", "RB")]
    + [("ADP", "IN"), ("DET", "DT"), ("NUM", "CD"), ("PUNCT", ","), ("PUNCT", "."), ("AUX", "VBZ"), ("CCONJ", "CC")]
)
_RELATIONS = (
    "nsubj nsubj:pass obj obl obl:agent conj advcl acl acl:relcl ccomp xcomp parataxis appos flat compound nmod "
    "nmod:poss case cop det amod punct dep list advmod cc mark"
).split()
_LEMMAS = "say tell call add report write head serve be according word warning minister the Mr she he they man".split()


def random_parse(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked], seed: int) -> Parse:
    """Return a parse of the narration whose every offset is right and whose every label is chance."""
    chance = random.Random(seed)
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for block in blocks(text, paragraphs, marked):
        placed = _words(block)
        for at in range(0, len(placed), _SENTENCE):
            part = placed[at : at + _SENTENCE]
            parsed = chance.random() < 0.8
            words = tuple(
                _word(chance, part, index) if parsed else Word(*part[index][:2], quoted=part[index][2])
                for index in range(len(part))
            )
            entities += _names(chance, words, len(sentences))
            sentences.append(Sentence(words, block.paragraph, parsed))
    return Parse(text, tuple(sentences), tuple(entities))


def _words(block: Block) -> list[tuple[Span, str, int | None]]:
    found = []
    for match in _WORD.finditer(block.text):
        span, quoted = block.locate(match.start(), match.end())
        found.append((span, match.group(), quoted))
    return found


def _word(chance: random.Random, part: Sequence[tuple[Span, str, int | None]], index: int) -> Word:
    span, form, quoted = part[index]
    upos, xpos = chance.choice(_TAGS)
    root = index == 0
    return Word(
        span,
        form,
        lemma=chance.choice(_LEMMAS),
        upos=upos,
        xpos=xpos,
        head=ROOT if root else chance.randrange(index),
        deprel="root" if root else chance.choice(_RELATIONS),
        quoted=quoted,
    )


def _names(chance: random.Random, words: Sequence[Word], number: int) -> list[Entity]:
    found = []
    at = 0
    while at < len(words):
        last = min(at + chance.randrange(3), len(words) - 1)
        if words[at].quoted is None and chance.random() < 0.3:
            span = Span(words[at].span.start, max(words[at].span.end, words[last].span.end))
            found.append(Entity(span, chance.choice(("PER", "ORG", "LOC", "MISC")), number, at, last))
        at = last + 1
    return found
