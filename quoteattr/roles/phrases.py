"""Noun phrases as roles: what belongs to a role's words and what does not, and whether it is a role at all."""

from __future__ import annotations

from quoteattr.lexicon import words
from quoteattr.model import Span
from quoteattr.nlp.parse import Sentence
from quoteattr.speakers.names import plain

#: What belongs to a role: modifiers and complements of the noun, no relative clause, no participle, no further apposition.
_INSIDE = frozenset("det amod compound nummod nmod case flat fixed conj cc advmod punct obl goeswith dep".split())
_ARTICLES = frozenset("the a an".split())
#: Words before a role that say when, not what, it is.
_LEADING = frozenset("also now currently then once himself herself itself".split())
#: Heads of appositions that are no role: "the father of two" is one, "one of them" is none.
_NO_ROLE = frozenset("one some many most all both another other others time year day age week month part".split())
_PERSON_ENDINGS = ("man", "woman", "ist", "er", "or", "ian", "ant", "ee", "eer", "ess", "person", "maker", "star", "crat")


def role_span(sentence: Sentence, head: int, without: frozenset[int] = frozenset()) -> Span | None:
    """Return the words of the role whose head noun this is, or None where it is no role.

    Args:
        sentence: A parsed sentence.
        head: Index of the noun.
        without: Words that are not the role's: the name itself, and what hangs on it.
    """
    if not is_role_noun(sentence, head):
        return None
    found, open_ = [], [head]
    while open_:
        index = open_.pop()
        found.append(index)
        for child in sentence.children[index]:
            word = sentence.words[child]
            if child in without or word.relation not in _INSIDE or word.quoted is not None:
                continue
            if index == head and word.relation == "case":
                continue
            if word.relation == "conj" and not _is_conjoined_role(sentence, index, child):
                continue
            open_.append(child)
    return trim(sentence, found, head)


def trim(sentence: Sentence, indices: list[int], head: int) -> Span | None:
    """Return the unbroken run of words around the head, without article, adverb or punctuation at the edges."""
    members = set(indices)
    first = last = head
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    items = sentence.words
    while first < head and (
        items[first].text.lower() in _ARTICLES
        or items[first].upos in ("PUNCT", "CCONJ", "ADP")
        or items[first].text.lower() in _LEADING
        or plain(items[first].text) in words("courtesy_titles")
    ):
        first += 1
    while last > head and items[last].upos in ("PUNCT", "CCONJ", "ADP", "DET"):
        last -= 1
    if all(plain(items[index].text) in words("courtesy_titles") for index in range(first, last + 1)):
        return None
    return Span(items[first].span.start, items[last].span.end)


def is_role_noun(sentence: Sentence, head: int) -> bool:
    """Tell whether a noun can be somebody's role: "minister", "CEO", "Nukunu woman"; not "Tuesday", not "57"."""
    word = sentence.words[head]
    lemma = (word.lemma or word.text).lower()
    if word.quoted is not None or lemma in _NO_ROLE or not any(letter.isalpha() for letter in word.text):
        return False
    if lemma in words("person_nouns") or word.text.lower() in words("person_nouns"):
        return True
    return word.upos in ("NOUN", "PROPN") and len(lemma) > 3 and lemma.endswith(_PERSON_ENDINGS)  # noqa: PLR2004


def _is_conjoined_role(sentence: Sentence, index: int, child: int) -> bool:
    """Keep "founder and director", and "health and labour" below the head; leave out a second person."""
    return not (sentence.words[child].upos == "PROPN" and sentence.words[index].upos == "NOUN")
