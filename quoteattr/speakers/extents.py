"""Where a name starts and ends, which the tagger often gets wrong by a word: *Ham* after *Norman Ham*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from quoteattr.lexicon import words
from quoteattr.model import Span
from quoteattr.nlp.parse import Entity, Sentence, Word
from quoteattr.speakers.names import is_suffix, plain
from quoteattr.text import APOSTROPHES

#: Small words in names.
PARTICLES = frozenset("van von der den de del della di da dos du d la le el al bin binti ibn ben abu wa y".split())


def rejoined(sentence: Sentence, names: list[Entity]) -> Iterator[Entity]:
    """Join what the tagger parted at an initial or before a suffix: *George* W. *Bush*, *Martin Luther* King *Jr.*."""
    waiting: Entity | None = None
    for name in sorted(names, key=lambda name: name.first):
        if waiting is not None and _is_torn(sentence, waiting, name):
            waiting = replace(waiting, last=name.last, span=Span(waiting.span.start, name.span.end))
            continue
        if waiting is not None:
            yield waiting
        waiting = name
    if waiting is not None:
        yield waiting


def _is_torn(sentence: Sentence, name: Entity, other: Entity) -> bool:
    between = sentence.words[name.last + 1 : other.first]
    if name.type != "PER" or other.type != "PER" or any(word.quoted is not None for word in between):
        return False
    if name.first == other.first - 2 and _is_initial(sentence.words[other.first - 1].text):
        return True
    suffix = is_suffix(sentence.words[other.first].text)
    return suffix and len(between) <= 1 and all(word.text.istitle() and word.text.isalpha() for word in between)


def _is_initial(text: str) -> bool:
    """Tell whether a word is an initial, or several: "W.", "H.W."."""
    letters = text.replace(".", "")
    return 0 < len(letters) <= 2 and letters.isupper() and text.endswith(".")


def whole(sentence: Sentence, name: Entity, names: list[Entity]) -> Entity:
    """Take in what the tagger cut off a person's name at either end, or an organisation's behind a hyphen."""
    first, last = name.first, name.last
    if name.type == "PER":
        first = _start(sentence, first, names)
        last += _given_behind(sentence, last) if first == last else 0
    while name.type in ("PER", "ORG") and last + 1 < len(sentence.words) and _glued(sentence, last):
        last += 1
    if name.type == "PER":
        last = _end(sentence, last)
    elif name.type == "ORG":
        last = _end_of_union(sentence, last)
    return replace(
        name, first=first, last=last, span=Span(sentence.words[first].span.start, sentence.words[last].span.end)
    )


def _start(sentence: Sentence, first: int, names: list[Entity]) -> int:
    """Return where a person's name starts: at the given name that the parser joins to it, at initials, small words."""
    while sentence.parsed and first > 0 and _goes_back(sentence, first, names):
        first -= 1
    while first > 0 and _initial_before(sentence, first):
        first -= 1
    if first > 0 and _given_before(sentence, first):
        first -= 1
    first = particles_before(sentence, first)
    return first - _surname_before(sentence, first)


def _goes_back(sentence: Sentence, first: int, names: list[Entity]) -> bool:
    """Tell whether the parser joins the word before a name to it, which is no title and no other's name."""
    before, word = sentence.words[first - 1], sentence.words[first]
    joined = (word.relation == "flat" and (word.head == first - 1 or _one_name(before, word))) or (
        before.relation == "flat" and before.head == first
    )
    taken = any(other.first <= first - 1 <= other.last for other in names)
    title = plain(before.text) in words("honorifics") or before.text.lower() in words("person_nouns")
    named = before.text[:1].isupper() or _is_inner_particle(sentence, first - 1)
    return joined and not taken and not title and named and before.upos == "PROPN" and before.quoted is None


def _end(sentence: Sentence, last: int) -> int:
    """Return where a person's name ends: behind initials with a surname, and behind a suffix."""
    behind = _surname_behind(sentence, last)
    last = last if behind is None else behind
    suffix = last + 1 < len(sentence.words) and is_suffix(sentence.words[last + 1].text)
    return last + 1 if suffix else last


def _end_of_union(sentence: Sentence, last: int) -> int:
    """Return where a body's name ends that goes on behind its members: the *Fish Producers*’ *Association*."""
    words_ = sentence.words
    beyond = words_[last + 1 : last + 3]
    if len(beyond) < 2 or beyond[0].text not in APOSTROPHES or beyond[0].quoted is not None:
        return last
    members = words_[last].text.endswith("s") and words_[last].span.end == beyond[0].span.start
    body = beyond[1].text.istitle() and beyond[1].text.lower() in words("group_nouns") and beyond[1].quoted is None
    return last + 2 if members and body else last


def _one_name(word: Word, other: Word) -> bool:
    """Tell whether the parser joins two words to the same name."""
    return word.relation == other.relation == "flat"


def _is_inner_particle(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is a small one inside a name: Jeanne *d’* Arc, Vincent *van* Gogh."""
    return index > 0 and plain(sentence.words[index].text) in PARTICLES and sentence.words[index - 1].text[:1].isupper()


def particles_before(sentence: Sentence, first: int) -> int:
    """Return where a name starts that the tagger cut at small words: Professor *de* Worms, *Zainab binti* Mat Noor."""
    start = first
    while start > 0 and sentence.words[start - 1].text in PARTICLES and sentence.words[start - 1].quoted is None:
        start -= 1
    before = sentence.words[start - 1] if start > 0 else None
    titled = before is not None and plain(before.text) in words("honorifics")
    capital = before is not None and before.text[:1].isupper()
    if capital and not titled and sentence.words[start].text in _OF_FATHERS:
        return start - 1
    return start if titled or (sentence.words[start].text in _OF_NAMES and not capital) else first


#: Small words between somebody's own name and the father's.
_OF_FATHERS = ("bin", "binti", "ibn")
#: Small words that in English stand in names only.
_OF_NAMES = frozenset("bin de den der ibn van von".split())


def _given_before(sentence: Sentence, first: int) -> bool:
    """Tell whether a word before a name is one that the tagger knows as another: *Will* Smith. Not in a question."""
    word = sentence.words[first - 1]
    asks = first == 1 and sentence.words[-1].text == "?"
    return word.text in _GIVEN_WORDS and word.quoted is None and not asks


_GIVEN_WORDS = frozenset("Art Chase Drew Rich Will".split())


def _initial_before(sentence: Sentence, first: int) -> bool:
    """Tell whether an initial stands before a name: *P C* George. A lone "A" or "I" may be a word."""
    word = sentence.words[first - 1]
    letter = word.text.rstrip(".")
    word_too = letter in ("A", "I") and not word.text.endswith(".")
    return word.quoted is None and len(letter) == 1 and letter.isupper() and not word_too


def _given_behind(sentence: Sentence, last: int) -> int:
    """Return how many words make the given name in two syllables behind a surname: *Seo* In-guk; 0 for no such name."""
    behind = sentence.words[last + 1 : last + 4]
    together = takewhile(lambda pair: pair[0].span.end == pair[1].span.start, pairwise(behind))
    name = behind[:1] + tuple(word for _, word in together)
    written = "".join(word.text for word in name if word.quoted is None)
    return len(name) if _TWO_SYLLABLES.fullmatch(written) else 0


_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")


def _surname_before(sentence: Sentence, first: int) -> bool:
    """Tell whether a surname stands before a given name in two syllables: *Oh* Ji-won."""
    if first == 0 or not _given_behind(sentence, first - 1):
        return False
    word = sentence.words[first - 1]
    surname = word.text.istitle() and word.text.isalpha() and word.quoted is None and not is_title(word)
    return surname and len(word.text) <= LONGEST_SURNAME


#: Letters of a surname before a given name in two syllables.
LONGEST_SURNAME = 7


def _surname_behind(sentence: Sentence, last: int) -> int | None:
    """Return where a surname stands behind a given name and initials: *George* R. R. *Martin*; else None."""
    words = sentence.words
    if _is_initial(words[last].text):
        last -= 1  # the tagger took the first one in
    at = last + 1
    while at < len(words) and _is_initial(words[at].text) and words[at].quoted is None:
        at += 1
    if at == last + 1 or at >= len(words):
        return None
    surname = words[at]
    return at if surname.text.istitle() and surname.text.isalpha() and surname.quoted is None else None


def _glued(sentence: Sentence, last: int) -> bool:
    """Tell whether a name goes on past a hyphen: "Chang Je-" and "won"; not "Oslo-based". Two hyphens are a dash."""
    word, after = sentence.words[last], sentence.words[last + 1]
    beyond = sentence.words[last + 2].text if last + 2 < len(sentence.words) else ""
    if (after.text == "-" and beyond.startswith("-")) or beyond in _NO_NAMES_BEHIND:
        return False
    if word.span.end != after.span.start or after.quoted is not None:
        return False
    return after.text == "-" or word.text.endswith("-")


#: What a hyphen joins to the name of a place or body, and makes no part of it.
_NO_NAMES_BEHIND = frozenset(
    "appointed area backed based born bound built controlled educated era funded led linked listed made owned "
    "registered run sponsored style trained wide".split()
)


def is_title(word: Word) -> bool:
    """Tell whether a word is a title or an office and not a name."""
    return plain(word.text) in words("honorifics") | words("person_nouns") | words("group_nouns") | words(
        "document_nouns"
    )


def word_behind(sentence: Sentence, name: Entity) -> str:
    """Return the word behind a name, "" at the end of the sentence."""
    return sentence.words[name.last + 1].text if name.last + 1 < len(sentence.words) else ""


def without_title(sentence: Sentence, name: Entity) -> Entity:
    """Leave out what the tagger took into a name: an office, or the end of one.

    *Analyst* Douglas Randall; *Spaniard* Ann Lee; Director of *Education* Himanshu Gupta; *Poor* Harriet. Not *Hunter*
    S. Thompson.
    """
    first = name.first
    if name.type != "PER" or (sentence.words[first].text.isupper() and sentence.words[name.last].text.isupper()):
        return name
    while first < name.last and sentence.words[first].text in ("Poor", "Dear"):
        first += 1
    while first < name.last and sentence.words[first].text in ("Pro", "Tem", "Tempore"):
        first += 1  # President Pro Tempore Ann Lee
    if first == 0 < name.last and sentence.words[0].text == "Said" and word_behind(sentence, name) == ":":
        first = 1  # Said Ann Lee: “…”
    while first < name.last and is_office(sentence.words[first].text.lower()):
        initial = first + 1 < name.last and len(sentence.words[first + 1].text.rstrip(".")) == 1
        if initial or (first + 1 == name.last and sentence.words[first].text.lower() in _GIVEN_NAMES):
            break  # Hunter S. Thompson, Dean Smith; but Dean Ann Smith
        first += 1
    if first == name.first and name.last - first >= 2 and _is_from_somewhere(sentence, first):
        first += 1
    if first == name.first and name.last - first == 2 and _ends_office(sentence, first):
        first += 1
    if first == name.first:
        return name
    return replace(name, first=first, span=Span(sentence.words[first].span.start, name.span.end))


def _is_from_somewhere(sentence: Sentence, first: int) -> bool:
    """Tell whether a longer name opens with where somebody comes from: *Spaniard* Ann Lee; not Dane van Lee."""
    origin, name = (sentence.words[index].text for index in (first, first + 1))
    return origin.lower() in words("demonyms") and name[:1].isupper() and len(name.rstrip(".")) > 1


def without_day(sentence: Sentence, name: Entity) -> Entity:
    """Leave out the day that the tagger took into a name: on *Monday* Amnesty International said."""
    led = name.first > 0 and sentence.words[name.first - 1].text.lower() in ("on", "last", "this", "next")
    day = sentence.words[name.first].text.lower()
    if not led or name.first == name.last or not day.endswith("day") or day not in words("time_words"):
        return name
    first = name.first + 1
    return replace(name, first=first, span=Span(sentence.words[first].span.start, name.span.end))


#: Words for people that are given names as well.
_GIVEN_NAMES = frozenset("archer dean guy hunter marine mason porter sailor shepherd skipper".split())


def is_office(text: str) -> bool:
    """Tell whether a word is somebody's office, or several people's: "Ministers Ann Lee and Bob Roy"."""
    offices = words("person_nouns")
    return text in offices - words("honorifics") or (text.endswith("s") and text[:-1] in offices)


def _ends_office(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is what somebody is "Director of"."""
    return (
        index >= 2
        and sentence.words[index - 1].text.lower() in ("of", "for")
        and sentence.words[index - 2].text.lower() in words("person_nouns")
    )
