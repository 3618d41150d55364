"""Whose words documents hold: the letter *signed by Ann Lee*, the *ministry’s* study; *Lee* wrote a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quoteattr.cues.candidate import speaker_kind, verb_class
from quoteattr.cues.subjects import subject
from quoteattr.lexicon import words
from quoteattr.mentions import Mention, mention_at
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence
from quoteattr.speakers.descriptions import determiner
from quoteattr.speakers.person import Person
from quoteattr.speakers.reports import Reports, described_person

#: Participles that lead to a document's author: "a letter *signed* by".
_MADE = frozenset(
    "author circulate co-author coauthor draft draw file issue launch lodge mail make move pen post "
    "prepare produce publish release send sign submit table write".split()
)
_AUTHOR_CASES = frozenset(("by", "from"))
#: Nouns that a text uses for one document.
_ALIKE = tuple(
    frozenset(listed.split())
    for listed in (
        "book memoir autobiography biography novel",
        "letter note message email e-mail",
        "lawsuit suit complaint petition affidavit filing",
        "report study paper survey",
        "statement release communique communiqué declaration",
        "article essay column editorial",
        "tweet post message",
    )
)


def authors(parse: Parse, by_entity: Mapping[Entity, Person], reports: Reports) -> dict[str, list[tuple[int, Person]]]:
    """Return, by a document's noun and in text order, (sentence, author) where the text says whose the document is."""
    found: dict[str, list[tuple[int, Person]]] = {}
    for number, sentence in enumerate(parse.sentences):
        if not sentence.parsed:
            continue
        for index, word in enumerate(sentence.words):
            if word.upos == "NOUN" and word.quoted is None and word.lemma in words("document_nouns"):
                author = author_of(parse, number, index, by_entity, reports)
                if author is not None:
                    found.setdefault(word.lemma.lower(), []).append((number, author))
            elif _writes_to(sentence, index) and (writer := subject(sentence, index)) is not None:
                author = _bearer(parse, number, writer[0], by_entity, reports)
                if author is not None:
                    found.setdefault("letter", []).append((number, author))
    return found


def author_of(
    parse: Parse, number: int, document: int, by_entity: Mapping[Entity, Person], reports: Reports
) -> Person | None:
    """Return the author that stands at a document's noun, or None."""
    found = (
        _bearer(parse, number, head, by_entity, reports) for head in author_words(parse.sentences[number], document)
    )
    return next((person for person in found if person is not None), None)


def _bearer(
    parse: Parse, number: int, head: int, by_entity: Mapping[Entity, Person], reports: Reports
) -> Person | None:
    """Return whom a noun phrase names, or brings in without a name; None for a place: *sent from Okayama*."""
    mention = mention_at(parse, number, head)
    name = mention.entity
    if name is not None:
        place = name.type == "LOC" and _case(parse.sentences[number], head) in ("from", "in")
        return None if place else by_entity.get(name)
    person = reports.who(mention.span)
    if person is None and (_is_indefinite(parse, mention) or speaker_kind(parse, mention) == "person"):
        person = described_person(parse, mention)
        reports.settle(mention, person)
    return person


def _writes_to(sentence: Sentence, verb: int) -> bool:
    """Tell whether somebody writes to somebody: what follows is a letter."""
    word = sentence.words[verb]
    if word.upos != "VERB" or word.lemma != "write" or word.quoted is not None or sentence.child(verb, "obj"):
        return False
    return any(_case(sentence, child) == "to" for child in sentence.children[verb] if child > verb)


def alike(noun: str) -> frozenset[str]:
    """Return the nouns that may stand for the same document as this one: "the book" is the memoir."""
    return frozenset().union(*(nouns for nouns in _ALIKE if noun in nouns)) - {noun}


def _is_indefinite(parse: Parse, mention: Mention) -> bool:
    """Tell whether a description brings somebody in: "a group of parents", "prosecutors"."""
    opening = determiner(parse, mention)
    return opening in ("a", "some") or (mention.plural and opening == "none")


def author_words(sentence: Sentence, document: int) -> Iterator[int]:
    """Yield the words that stand for a document's author: *Lee’s* letter, a letter by *Lee*, signed by *Lee*."""
    for child in sentence.children[document]:
        word = sentence.words[child]
        if word.quoted is not None:
            continue
        if word.deprel == "nmod:poss" or (word.relation == "nmod" and _case(sentence, child) in _AUTHOR_CASES):
            yield child
        elif word.relation == "acl" and (word.lemma in _MADE or word.text.lower() in ("signed", "co-authored")):
            yield from _makers(sentence, child)
    verb = sentence.words[document].head
    if verb != ROOT and sentence.words[verb].quoted is None:
        yield from _doers(sentence, document, verb)


def _makers(sentence: Sentence, verb: int) -> Iterator[int]:
    """Yield by whom or where something was made: signed by *Lee*, published in the *Star*."""
    for below in sentence.children[verb]:
        case = _case(sentence, below)
        published = case == "in" and sentence.words[verb].lemma == "publish"
        if sentence.words[below].relation == "obl" and (case == "by" or published):
            yield below


def _doers(sentence: Sentence, document: int, verb: int) -> Iterator[int]:
    """Yield who makes a document or speaks in it: *Lee* filed a suit, it was filed by *Lee*, said *Lee* in a letter."""
    word, above = sentence.words[document], sentence.words[verb]
    if above.lemma in _MADE and word.deprel == "nsubj:pass":
        yield from _makers(sentence, verb)
        return
    made = above.lemma in _MADE and word.relation == "obj"
    told = verb_class(above.lemma) in ("speech", "writing") and _case(sentence, document) == "in"
    found = subject(sentence, verb) if made or told else None
    if found is not None and found[0] != document and sentence.words[found[0]].quoted is None:
        yield found[0]


def _case(sentence: Sentence, index: int) -> str:
    """Return the preposition of a noun, or nothing."""
    case = sentence.child(index, "case")
    return "" if case is None else sentence.words[case].text.lower()
