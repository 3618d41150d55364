"""Mistakes that the packaged parser makes again and again, put right where the words themselves show them."""

from __future__ import annotations

from dataclasses import replace

from quoteattr.lexicon import words as listed
from quoteattr.nlp.parse import ROOT, Word

#: Relations by which the parser hangs a noun on the next word.
_HANGING = frozenset("compound nmod flat amod det appos".split())
#: Nouns in -ly of whom or of what something can be said: "said the Lee family".
_NOUNS = frozenset(
    "ally anomaly assembly belly bully butterfly family fly folly gully homily jelly lily monopoly rally reply supply "
    "tally".split()
)


def mended(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of a sentence, put right.

    - Adverbs taken for nouns: *said Anne dreamily*.
    - "general" as a part of the office before it: the secretary *general*, Ann Lee, said.
    - Small words as a part of the noun that a hyphen joins them to: the runner-*up* said.
    - Participles that stand for somebody: the *accused* said.
    - A day parted from the name behind it: on Monday *Boeing* said.
    - "lead" as an adjective, "I." as a pronoun: said *lead* author Ann Lee, said *I.*
    - Participles at the beginning taken for a part of a name: *Sentencing* Bob Roy, the judge said.
    - Verbs of saying with their particle for a lemma: "break in".
    """
    if _is_deed(words):
        words = _with_deed(words)
    for place in range(1, len(words)):
        before, word = words[place - 1], words[place]
        if _is_manner(words, place):
            words = _with_adverb(words, place)
        elif word.text.lower() == "general" and before.text.lower() in _BEFORE_GENERAL:
            words = _with_general(words, place)
        elif _is_somebody(words, place):
            words = _with_somebody(words, place)
        elif _ends_compound(words, place):
            words = _with_compound(words, place)
        elif _is_behind_day(words, place):
            words = _without_day(words, place)
        elif before.upos != "VERB":
            continue
        elif _is_lead(words, place):
            words = _with(words, place, replace(word, upos="ADJ", xpos="JJ", deprel="amod", head=place + 1))
            words = _with(words, place + 1, replace(words[place + 1], deprel="nsubj", head=place - 1))
        elif word.text == "I.":
            words = _with(words, place, replace(word, upos="PRON", xpos="PRP", lemma="I"))
        elif before.lemma not in listed("speech_verbs"):
            phrasal = f"{before.lemma} {word.text}"
            if phrasal in listed("phrasal_verbs"):
                words = _with(words, place - 1, replace(before, lemma=phrasal))
    return words


def _with(words: tuple[Word, ...], place: int, word: Word) -> tuple[Word, ...]:
    return (*words[:place], word, *words[place + 1 :])


def _is_lead(words: tuple[Word, ...], place: int) -> bool:
    """Tell whether "lead" stands between a verb of saying and a noun that hangs on it: said *lead* author Ann Lee."""
    noun = words[place + 1] if place + 1 < len(words) else None
    return words[place].text == "lead" and noun is not None and noun.upos in ("NOUN", "PROPN") and noun.head == place


def _is_manner(words: tuple[Word, ...], place: int) -> bool:
    """Tell whether a word in -ly stands behind a noun that hangs on it, both behind their verb."""
    word, noun = words[place], words[place - 1]
    return (
        word.upos == "NOUN"
        and word.text.islower()
        and word.text.endswith("ly")
        and word.text not in _NOUNS
        and noun.upos in ("NOUN", "PROPN")
        and noun.head == place
        and noun.relation in _HANGING
        and ROOT < word.head < place - 1
        and words[word.head].upos == "VERB"
    )


def _is_somebody(words: tuple[Word, ...], place: int) -> bool:
    """Tell whether a participle stands for somebody: the *accused* said; not the accused man."""
    behind = words[place + 1 : place + 2]
    return (
        words[place].text in _SOMEBODY
        and words[place].upos in ("ADJ", "VERB")
        and words[place - 1].text.lower() == "the"
        and not any(word.upos in ("ADJ", "NOUN", "PROPN") for word in behind)
    )


_SOMEBODY = frozenset("accused bereaved condemned convicted deceased injured missing wounded".split())


def _with_somebody(words: tuple[Word, ...], place: int) -> tuple[Word, ...]:
    """Return the words with a participle as a noun, its article hanging on it."""
    word = words[place]
    said = ROOT < word.head < place and word.deprel == "ccomp"
    noun = replace(word, upos="NOUN", xpos="NN", lemma=word.text, deprel="nsubj" if said else word.deprel)
    return _with(_with(words, place, noun), place - 1, replace(words[place - 1], head=place, deprel="det"))


#: What is done in court, and could be a name.
_IN_COURT = frozenset("Addressing Cautioning Convicting Defending Jailing Questioning Representing Sentencing".split())


def _is_deed(words: tuple[Word, ...]) -> bool:
    """Tell whether the first word is what somebody does to whom a name and a comma follow; not *Sentencing Council*."""
    if not words or words[0].text not in _IN_COURT or words[0].upos != "PROPN":
        return False
    behind = next((at for at, word in enumerate(words) if word.upos != "PROPN"), len(words))
    return 1 < behind < len(words) and words[behind].text == ","


def _with_deed(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with the first one as what somebody does whom the verb above has for its subject."""
    deed = words[0]
    found = list(words)
    found[0] = replace(deed, upos="VERB", xpos="VBG", lemma=deed.text.lower(), deprel="advcl")
    for at, word in enumerate(words[1:], start=1):
        if word.head == 0 and word.relation == "flat":
            found[at] = replace(word, deprel="obj")
        elif word.head == 0 and word.relation == "appos" and deed.relation == "nsubj":
            found[at] = replace(word, head=deed.head, deprel="nsubj")
    return tuple(found)


def _ends_compound(words: tuple[Word, ...], place: int) -> bool:
    """Tell whether a small word is joined to a noun by a hyphen: the runner-*up*, the centre-*back*, a passer-*by*."""
    return (
        place > 1
        and words[place].text in ("back", "by", "off", "on", "up")
        and words[place - 1].text == "-"
        and words[place - 2].upos == "NOUN"
        and words[place - 2].span.end + 1 == words[place].span.start
    )


def _with_compound(words: tuple[Word, ...], place: int) -> tuple[Word, ...]:
    """Return the words with a small word as a part of the noun before it, which takes its place if it hung on it."""
    noun, small = place - 2, words[place]
    above, seen = words[noun].head, 0
    while above not in (ROOT, place) and seen < len(words):
        above, seen = words[above].head, seen + 1
    if above == place != words[noun].head or seen == len(words):
        return words  # the noun hangs far below the small word: joined, they would hang on themselves
    found = _rehung(words, place, noun)
    if words[noun].head == place:
        speaks = small.head != ROOT and words[small.head].upos == "VERB"
        found[noun] = replace(words[noun], head=small.head, deprel="nsubj" if speaks else small.deprel)
    found[place] = replace(small, upos="NOUN", xpos="NN", head=noun, deprel="compound")
    return tuple(found)


def _is_behind_day(words: tuple[Word, ...], place: int) -> bool:
    """Tell whether a name hangs on a day before it as if it were a part of that: on Monday *Boeing* said."""
    day, name = words[place - 1], words[place]
    led = place > 1 and words[place - 2].text.lower() in _BEFORE_DAYS
    return (
        led
        and day.text in _DAYS
        and name.upos == "PROPN"
        and name.head == place - 1
        and name.relation in ("flat", "compound", "appos", "nmod")
        and day.head > place
        and words[day.head].upos == "VERB"
    )


#: Offices that have "general" behind them.
_BEFORE_GENERAL = frozenset(
    "secretary attorney director inspector auditor comptroller consul governor solicitor surgeon".split()
)


def _with_general(words: tuple[Word, ...], place: int) -> tuple[Word, ...]:
    """Return the words with one hanging on the one before it, and so what hung on it."""
    found = _rehung(words, place, place - 1, behind=place)
    if found[place - 1].head == place:
        found[place - 1] = replace(found[place - 1], head=words[place].head, deprel=words[place].deprel)
    found[place] = replace(words[place], head=place - 1, deprel="amod")
    return tuple(found)


_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_BEFORE_DAYS = frozenset("on last this next late early".split())


def _without_day(words: tuple[Word, ...], place: int) -> tuple[Word, ...]:
    """Return the words with a name, and what hangs on the day before it, as the subject of the day's verb."""
    verb = words[place - 1].head
    found = _rehung(words, place - 1, place, behind=place)
    found[place - 1] = replace(words[place - 1], deprel="obl")
    found[place] = replace(words[place], head=verb, deprel="nsubj")
    return tuple(found)


def _with_adverb(words: tuple[Word, ...], place: int) -> tuple[Word, ...]:
    """Return the words with the noun in the adverb's place, and the adverb hanging on its verb."""
    adverb, noun = words[place], place - 1
    found = _rehung(words, place, noun)
    found[noun] = replace(words[noun], head=adverb.head, deprel=adverb.deprel)
    found[place] = replace(adverb, lemma=adverb.text, upos="ADV", xpos="RB", deprel="advmod")
    return tuple(found)


def _rehung(words: tuple[Word, ...], old: int, new: int, behind: int = -1) -> list[Word]:
    """Return the words with those that hang on one and stand behind a place hanging on another."""
    return [replace(word, head=new) if word.head == old and at > behind else word for at, word in enumerate(words)]
