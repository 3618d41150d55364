"""Parses made by hand, one sentence a line, so that rules are tested without models.

    “We_left,”/UH/ccomp>said said=say/VBD/root [PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] ./.

A word is ``form/XPOS/relation>head``; the head is named by its form (``said#2``: the second *said*). ``form=lemma``
gives a lemma, else the form in lower case is one. Without a relation a word hangs on the root. ``[PER … ]`` holds a
name. An underscore is a blank inside a word: quotations stand as one word, as the parser is shown them; several words
in one pair of marks are a fragment. A word without a tag makes its sentence one that was not parsed. A blank line
ends the paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quoteattr.marks import Marked, find_marked
from quoteattr.model import Span
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence, Word
from quoteattr.text import paragraphs

#: Universal parts of speech by Penn Treebank tag; auxiliaries are told from verbs by their relation.
UPOS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "ADV"),
    **dict.fromkeys(("PRP", "PRP$", "WP", "EX"), "PRON"),
    **dict.fromkeys(("DT", "PDT", "WDT"), "DET"),
    **dict.fromkeys((".", ",", ":", "-LRB-", "-RRB-", "HYPH", "``", "''"), "PUNCT"),
    **dict.fromkeys(("POS", "TO", "RP"), "PART"),
    "CC": "CCONJ",
    "CD": "NUM",
    "IN": "ADP",
    "MD": "AUX",
    "UH": "INTJ",
}
#: Forms that stand without a blank before them.
CLOSE = re.compile(r"[.,:;?!)]|n[’']t|[’']s|[’']")
OPENING = "(“\"‘'«„"
MARKS = '“”"«»„'


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with the parse of its narration and what the mark stage finds in it."""

    parse: Parse
    paragraphs: tuple[Span, ...]
    marked: tuple[Marked, ...]

    @property
    def text(self) -> str:
        return self.parse.text

    def words(self, span: Span | None) -> str | None:
        """Return what stands there."""
        return None if span is None else self.text[slice(*span)]

    def places(self, stretch: int, sentence: int = 0) -> list[int]:
        """Return the indices of the words that stand for a marked stretch in a sentence."""
        return [word for number, word in self.parse.places[stretch] if number == sentence]

    def index(self, form: str, sentence: int = 0) -> int:
        """Return the index of a word of a sentence, by its form."""
        return _index([word.text for word in self.parse.sentences[sentence].words], form)

    def entity(self, name: str) -> Entity:
        """Return the first entity with these words."""
        return next(entity for entity in self.parse.entities if self.text[slice(*entity.span)] == name)


@dataclass(frozen=True, slots=True)
class _Token:
    form: str
    span: Span
    lemma: str
    xpos: str | None
    relation: str
    head: str | None


def sample(source: str) -> Sample:
    """Return the text and parse that a description in the notation above stands for."""
    text = ""
    read: list[tuple[list[_Token], list[tuple[str, int, int]], int]] = []
    for number, block in enumerate(re.split(r"\n\s*\n", source.strip())):
        text += "\n" if number else ""
        for line in block.strip().splitlines():
            text, tokens, names = _read_line(text, line.strip())
            read.append((tokens, names, number))
    found = tuple(paragraphs(text))
    marked = find_marked(text, found)
    sentences = tuple(_sentence(tokens, paragraph, marked) for tokens, _, paragraph in read)
    entities = tuple(
        Entity(Span(tokens[first].span.start, tokens[last].span.end), kind, number, first, last)
        for number, (tokens, names, _) in enumerate(read)
        for kind, first, last in names
    )
    return Sample(Parse(text, sentences, entities), found, marked)


def _read_line(text: str, line: str) -> tuple[str, list[_Token], list[tuple[str, int, int]]]:
    tokens: list[_Token] = []
    names: list[tuple[str, int, int]] = []
    open_name: tuple[str, int] | None = None
    for item in line.split():
        if item.startswith("["):
            open_name = (item[1:], len(tokens))
            continue
        closes = open_name is not None and item.endswith("]")
        form, _, tags = item.removesuffix("]" if closes else "").partition("/")
        xpos, _, relation = tags.partition("/")
        form, _, lemma = form.partition("=")
        form = form.replace("_", " ")
        if text and text[-1] != "\n" and not CLOSE.fullmatch(form) and text[-1] not in OPENING:
            text += " "
        label, _, head = relation.partition(">")
        span = Span(len(text), len(text) + len(form))
        tokens.append(_Token(form, span, lemma or form.lower(), xpos or None, label, head or None))
        text += form
        if closes and open_name is not None:
            names.append((open_name[0], open_name[1], len(tokens) - 1))
            open_name = None
    return text, tokens, names


def _sentence(tokens: list[_Token], paragraph: int, marked: tuple[Marked, ...]) -> Sentence:
    parsed = all(token.xpos for token in tokens)
    forms = [token.form for token in tokens]
    root = next((index for index, token in enumerate(tokens) if token.relation == "root"), 0)
    words = []
    for index, token in enumerate(tokens):
        quoted = next((number for number, stretch in enumerate(marked) if stretch.span.overlaps(token.span)), None)
        span = token.span
        if quoted is not None and not span.holds(marked[quoted].span):  # a fragment is shown without its marks
            span = Span(max(span.start, marked[quoted].content.start), min(span.end, marked[quoted].content.end))
            token = replace(token, form=token.form.strip(MARKS), lemma=token.lemma.strip(MARKS))
        if not parsed:
            words.append(Word(span, token.form, quoted=quoted))
            continue
        head = ROOT if index == root else root if token.head is None else _index(forms, token.head)
        deprel = token.relation or ("root" if index == root else "dep")
        words.append(Word(span, token.form, token.lemma, _upos(token), token.xpos, head, deprel, quoted))
    return Sentence(tuple(words), paragraph, parsed)


def _upos(token: _Token) -> str:
    if token.relation.partition(":")[0] in ("aux", "cop"):
        return "AUX"
    return UPOS[token.xpos or ""]


def _index(forms: list[str], form: str) -> int:
    form, _, occurrence = form.replace("_", " ").partition("#")
    found = [index for index, other in enumerate(forms) if form in (other, other.strip(MARKS))]
    return found[int(occurrence or 1) - 1]
