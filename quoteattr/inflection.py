"""The forms of the words in the lists: a lemmatizer knows the words it has seen, and few who *interjected*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from quoteattr.lexicon import words

#: The lists of verbs that report.
REPORTING = ("speech_verbs", "writing_verbs", "thought_verbs")

_VOWELS = "aeiou"
#: One consonant, one vowel, one consonant that is doubled: quip, admit.
_DOUBLED = re.compile(rf"(?P<before>.*)[^{_VOWELS}][{_VOWELS}][bdglmnprt]|(?P<qu>.*)qu[{_VOWELS}][bdglmnprt]")
_IRREGULAR = {
    "say": ("said",), "tell": ("told",), "begin": ("began", "begun"), "sing": ("sang", "sung"), "read": (),
    "swear": ("swore", "sworn"), "write": ("wrote", "written"), "think": ("thought",), "feel": ("felt",),
    "know": ("knew", "known"), "hold": ("held",), "put": (), "go": ("went", "gone"), "find": ("found",),
    "see": ("saw", "seen"), "hear": ("heard",), "speak": ("spoke", "spoken"), "give": ("gave", "given"),
    "understand": ("understood",), "mean": ("meant",), "weep": ("wept",), "spit": ("spat",),
}  # fmt: skip


@cache
def lemmas(*names: str) -> Mapping[str, str]:
    """Return the lemma of each form of the verbs in some word lists; *quipped* is of *quip*."""
    return {form: verb for name in names for verb in sorted(words(name)) for form in forms(verb)}


@cache
def pasts(name: str) -> frozenset[str]:
    """Return the pasts and third persons of the verbs in a word list, in which a report stands."""
    return frozenset(form for verb in words(name) for form in forms(verb) if not form.endswith("ing") and form != verb)


@cache
def singulars() -> Mapping[str, str]:
    """Return the singular of each plural of the nouns in the word lists of people, bodies and documents."""
    nouns = words("person_nouns") | words("group_nouns") | words("document_nouns")
    return {_plural(noun): noun for noun in sorted(nouns)}


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x", "z")) else f"{noun}s"


def forms(verb: str) -> Iterator[str]:
    """Yield a verb and its forms, as they are spelt in Britain and America."""
    yield verb
    consonant = len(verb) > 1 and verb[-2] not in _VOWELS
    if verb.endswith("y") and consonant:
        yield f"{verb[:-1]}ies"
    else:
        yield f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    yield from (f"{stem}ing" for stem in _stems(verb, drops_e=not verb.endswith("ee")))
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb] or (verb,)
    elif verb.endswith("y") and consonant:
        yield f"{verb[:-1]}ied"
    else:
        yield from (f"{stem}ed" for stem in _stems(verb, drops_e=True))


def _stems(verb: str, *, drops_e: bool) -> Iterator[str]:
    """Yield what stands before *-ed* and *-ing*: of quip it is *quipp-*, of travel *travel-* or *travell-*."""
    if verb.endswith("e") and drops_e:
        yield verb[:-1]
        return
    doubled = _DOUBLED.fullmatch(verb)
    if doubled is None or any(letter in _VOWELS for letter in doubled["before"] or doubled["qu"] or ""):
        yield verb
    if doubled is not None:
        yield verb + verb[-1]
