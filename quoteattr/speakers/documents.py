"""Whose words documents hold: the letter *signed by Ann Lee*, the *ministry’s* study, a report *in the Star*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quoteattr.lexicon import words
from quoteattr.mentions import naming_entity
from quoteattr.nlp.parse import Entity, Parse, Sentence
from quoteattr.speakers.person import Person

#: Participles that lead to a document's author: "a letter *signed* by".
_MADE = frozenset("sign write author co-author coauthor publish release issue send make prepare file produce".split())
_AUTHOR_CASES = frozenset(("by", "from"))


def authors(parse: Parse, by_entity: Mapping[Entity, Person]) -> dict[str, list[tuple[int, Person]]]:
    """Return, by a document's noun and in text order, (sentence, author) where the text says whose the document is."""
    found: dict[str, list[tuple[int, Person]]] = {}
    for number, sentence in enumerate(parse.sentences):
        if not sentence.parsed:
            continue
        for index, word in enumerate(sentence.words):
            if word.upos == "NOUN" and word.quoted is None and word.lemma in words("document_nouns"):
                for person in author_of(parse, number, sentence, index, by_entity):
                    found.setdefault(word.lemma.lower(), []).append((number, person))
    return found


def author_of(
    parse: Parse, number: int, sentence: Sentence, document: int, by_entity: Mapping[Entity, Person]
) -> Iterator[Person]:
    """Yield the author that stands at a document's noun, if one does."""
    for head in author_words(sentence, document):
        name = naming_entity(parse, number, head)
        person = None if name is None else by_entity.get(name)
        if person is not None:
            yield person
            return


def author_words(sentence: Sentence, document: int) -> Iterator[int]:
    """Yield the words that stand for a document's author: *Lee’s* letter, a letter by *Lee*, signed by *Lee*."""
    for child in sentence.children[document]:
        word = sentence.words[child]
        if word.quoted is not None:
            continue
        if word.deprel == "nmod:poss" or (word.relation == "nmod" and _case(sentence, child) in _AUTHOR_CASES):
            yield child
        elif word.relation == "acl" and (word.lemma in _MADE or word.text.lower() in ("signed", "co-authored")):
            for below in sentence.children[child]:
                case = _case(sentence, below)
                if sentence.words[below].relation == "obl" and (
                    case == "by" or (case == "in" and word.lemma == "publish")
                ):
                    yield below


def _case(sentence: Sentence, index: int) -> str:
    """Return the preposition of a noun, or nothing."""
    case = sentence.child(index, "case")
    return "" if case is None else sentence.words[case].text.lower()
