"""What the cue rules propose: a way to read who speaks a stretch, with the features by which readings are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quoteattr.cues.word_order import is_countryman
from quoteattr.lexicon import words
from quoteattr.mentions import SOMEBODY, Mention, is_year_old, meant_noun
from quoteattr.model import Span
from quoteattr.nlp.parse import Parse, Sentence

RuleName = Literal["verb", "noun", "according-to", "colon", "dash", "neighbour", "continued"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a marked stretch.

    Attributes:
        rule: Name of the rule that proposes it.
        cue: The reporting verb or phrase, or None.
        mention: The words that name the speaker, or None in a continuation.
        continues: Index of the earlier stretch whose speaker goes on, or None.
        features: Names of what holds of this reading; the ranking model has a weight for each.
    """

    rule: RuleName
    cue: Span | None
    mention: Mention | None
    continues: int | None
    features: tuple[str, ...]


def verb_class(lemma: str | None) -> str:
    """Return the class of a verb's lemma: ``speech``, ``writing``, ``label``, ``thought`` or ``other``."""
    if lemma in words("phrasal_verbs"):
        return "speech"
    for name in ("speech", "writing", "label", "thought"):
        if lemma in words(f"{name}_verbs"):
            return name
    return "other"


#: Of nouns for people that no list has: "schoolmaster", "cattleman", "gatekeeper".
_PERSON_ENDINGS = tuple(
    "man woman person people master mistress keeper worker owner holder ologist ographer ician".split()
)


def speaker_kind(parse: Parse, mention: Mention) -> str:
    """Return what sort of speaker a mention makes: a person, a body, a document, or nothing that speaks."""
    if mention.entity is not None and mention.form == "name":
        return mention.entity.type
    sentence = parse.sentences[mention.sentence]
    head = sentence.words[mention.head if mention.form == "pronoun" else meant_noun(sentence, mention.head)]
    if mention.form == "pronoun":
        text = head.text.lower()
        if text in ("he", "she", "i", "we", "they", "it", "who"):
            return text
        return "PRON"
    lemma = (head.lemma or head.text).lower()
    for name, kind in (("person_nouns", "person"), ("document_nouns", "document"), ("group_nouns", "group")):
        if lemma in words(name) or head.text.lower() in words(name):
            return "person" if kind == "group" and _means_somebody(sentence, mention.head) else kind
    somebody = head.text.lower() in ("former", "latter", *SOMEBODY)
    if somebody or is_year_old(sentence, mention.head) or is_countryman(sentence, mention.head):
        return "person"
    if head.upos == "NOUN" and lemma.endswith(_PERSON_ENDINGS) and lemma not in words("not_people"):
        return "person"
    return "PROPN" if head.upos == "PROPN" else "thing"


def _means_somebody(sentence: Sentence, head: int) -> bool:
    """Tell whether a noun for a body is one of somebody here: *a* tour *operator who* asked not to be named."""
    clauses = [child for child in sentence.children[head] if sentence.words[child].relation == "acl"]
    one = any(sentence.words[child].text.lower() in ("a", "an", "one") for child in sentence.children[head])
    return one and any(sentence.words[child].text == "who" for clause in clauses for child in sentence.children[clause])


def bucket(count: int, *bounds: int) -> str:
    """Return the range that a count falls in, as a feature's suffix: ``bucket(5, 0, 1, 3)`` is ``">3"``."""
    for bound in bounds:
        if count <= bound:
            return f"<={bound}"
    return f">{bounds[-1]}"
