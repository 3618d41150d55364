"""Names as words: honorifics, surnames, near-equal spellings, acronyms. Pure functions of strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from quoteattr.lexicon import words
from quoteattr.model import Gender
from quoteattr.text import APOSTROPHES

#: RapidFuzz ``ratio`` from which two spellings count as one name: Mkula and Mkulu, Zelensky and Zelenskiy.
NEAR_EQUAL = 80.0
#: Shorter words are compared letter by letter: Khan is not Chan.
NEAR_EQUAL_LENGTH = 5

#: How many words and names are remembered: a text has few, and asks for each many times.
KEPT = 20_000

_WORD = re.compile(rf"[^\W_]+(?:[.{APOSTROPHES}\N{{HYPHEN}}\N{{NON-BREAKING HYPHEN}}-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
#: The Arabic article that a surname may have or leave out: Marzouq Al-Ghanem, Ghanem.
_ARTICLE = re.compile(r"^(?:al|el|ul)-(?=.{3})")
_SUFFIX = frozenset(("jr", "sr", "ii", "iii", "iv"))
#: Words that a name ends in with a dot of their own.
_DOTTED = _SUFFIX | {"inc", "ltd", "corp", "bros"}
#: What the law makes of a firm, behind its name.
LEGAL_FORMS = frozenset("ab ag asa bhd corp gmbh inc llc llp ltd nv oyj plc pte pty sa se spa srl".split())
#: A name whose only capital letter is that of such a word is none.
_DETERMINERS = frozenset("a an another any every her his its my no one our some that the their these this your".split())
#: Titles that are half of a name where one word follows: Sheikh Hasina.
_NAME_TITLES = frozenset(("sheikh", "sheik", "shaikh"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        text: As it stands, without honorific and possessive.
        words: Its words, lower-case, without dots; suffixes (Jr), honorifics and "Al-" left out.
        honorific: The honorific before it, as it stands, or None.
        suffix: What tells a son from his father of the same name, lower-case ("jr"), or None.
    """

    text: str
    words: tuple[str, ...]
    honorific: str | None
    suffix: str | None = None

    @property
    def surname(self) -> str:
        """The last word: the surname in most of the world's newspapers."""
        return self.words[-1]


@lru_cache(maxsize=KEPT)
def read_name(text: str) -> Name | None:
    """Take a name apart; None where nothing but honorifics is in it.

    >>> read_name("Mr. Rishi Sunak's")
    Name(text='Rishi Sunak', words=('rishi', 'sunak'), honorific='Mr.', suffix=None)
    """
    text = _POSSESSIVE.sub("", text.strip())
    tokens = list(_WORD.finditer(text))
    first = 0
    while first < len(tokens) - 1 and plain(tokens[first].group()) in words("honorifics"):
        first += 1
    if not tokens or (first == 0 and len(tokens) == 1 and plain(tokens[0].group()) in words("honorifics")):
        return None
    if first and len(tokens) - first == 1 and plain(tokens[first - 1].group()) in _NAME_TITLES:
        first -= 1
    honorific = text[: tokens[first].start()].strip() or None
    rest = text[tokens[first].start() :]
    last = tokens[-1].group()
    if last.find(".") == len(last) - 1 and len(last) > 2 and plain(last) not in _DOTTED:
        rest = rest.removesuffix(".")  # the sentence's, which the tokenizer took for the word's: "said Ann Lee."
    named = [plain(token.group()) for token in tokens[first:]]
    name_words = tuple(_ARTICLE.sub("", word) for word in named if word not in _SUFFIX)
    suffix = next((word for word in named if word in _SUFFIX), None)
    return Name(rest, name_words, honorific, suffix) if name_words else None


@lru_cache(maxsize=KEPT)
def plain(word: str) -> str:
    """Return a word for comparison: lower-case, no dots, no possessive."""
    return _POSSESSIVE.sub("", word).replace(".", "").casefold()


def honorific_gender(honorific: str | None) -> Gender | None:
    """Return what an honorific says about gender, or None: "Mr" is M, "Ms" is F, "Dr" says nothing."""
    for word in reversed((honorific or "").split()):
        if plain(word) in words("male_words"):
            return "M"
        if plain(word) in words("female_words"):
            return "F"
    return None


def is_description(name: str) -> bool:
    """Tell whether somebody goes by words that describe and do not name: "convict", "The first man", "his", "I"."""
    first, *others = name.split() or [""]
    no_name = first[:1].islower() or first.casefold() in _DETERMINERS | words("pronouns")
    return no_name and not any(word[:1].isupper() for word in others)


def courtesy_title(honorific: str | None) -> str | None:
    """Return the titles of courtesy in an honorific, offices left out: "Dr" of "Senator Dr"; None without one."""
    titles = [word for word in (honorific or "").split() if plain(word) in words("courtesy_titles")]
    return " ".join(titles) or None


def is_suffix(word: str) -> bool:
    """Tell whether a word is one that tells a son from his father: Jr., III."""
    return plain(word) in _SUFFIX


def near_equal(one: str, other: str) -> bool:
    """Tell whether two words are spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < NEAR_EQUAL_LENGTH or one[0] != other[0]:
        return False
    return fuzz.ratio(one, other) >= NEAR_EQUAL


def fits(short: Name, full: Name) -> int:
    """Say how well a short form fits a fuller name: 0 not at all, 3 exactly.

    3: the same words, or the full name's words in order with some left out, surname among them ("Sunak", "R. Sunak").
    2: a given name or another part of it ("Rishi"; "Xi" of Xi Jinping).
    1: the surname or the whole in a near-equal spelling.
    """
    if len(short.words) > len(full.words):
        return 0
    if _in_order(short.words, full.words):
        return 3 if short.surname == full.surname or (short.words[0] == full.words[0] and len(short.words) > 1) else 2
    if len(short.words) == 1:
        return int(any(near_equal(short.words[0], word) for word in (full.words[-1], *full.words[:1])))
    if len(short.words) == len(full.words) and all(map(near_equal, short.words, full.words)):
        return 1
    return 0


def _in_order(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether the short form's words stand in the full name in this order; an initial stands for its word."""
    at = 0
    for word in short:
        while at < len(full) and not (full[at] == word or (len(word) == 1 and full[at][0] == word and len(short) > 1)):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def acronym(name: str) -> str:
    """Return the initials of a name's capitalised words: "Sexual Minorities Uganda" is "SMU"."""
    return "".join(token.group()[0] for token in _WORD.finditer(name) if token.group()[0].isupper())


def is_acronym(text: str) -> bool:
    """Tell whether a name is written as an acronym: "FAO", "U.N.", "MoH"."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 <= len(letters) <= 8 and " " not in text.strip() and sum(map(str.isupper, letters)) * 2 > len(letters)
