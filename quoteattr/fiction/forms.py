"""The names of a story as the book has them: what stands beside a name by accident is none of it.

A tagger that sees one sentence takes *Downstairs Jock* or *Saturday Ralph Denham* for a name now and then. In an
article that is one mistake; in a novel it is the fullest form of somebody named five hundred times. The whole book
tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Mapping
from dataclasses import replace

from quoteattr.lexicon import words as listed
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.names import Name, read_name
from quoteattr.speakers.people import name_at

#: A form that occurs no more often than this may be an accident,
MOST_ACCIDENTAL = 2
#: if what is left without a common word before it occurs so many times more often,
OFTENER_THAN_COMMON = 2
#: or what is left without a word behind it that is nobody's surname, or a whole name without words before it.
OFTENER_THAN_NAME = 20
#: Words before a name that are none of it.
_ADJECTIVES = frozenset("old young little poor dear big Old Young Poor Dear".split())
_PARTICLES = frozenset("de la le du des von van der den di da del della ter st saint".split())
_COMMON = re.compile(r"(?<![\w'])[a-z]{3,}")
_SENTENCE = re.compile(r"(?<=[a-z]{4})\. ")
_ITALICS = re.compile(r"(?<![^\W_])_|_(?![^\W_])|\|")
#: What stands behind a dash is another name: "Mrs. Ashburnham--Leonora".
_DASH = re.compile(r"[\N{EM DASH}\N{EN DASH}]|--+")


def story_names(parse: Parse) -> dict[Entity, Name]:
    """Return the people's names of a parse, without what is no part of them, each in its usual spelling."""
    read = {
        entity: _bare(name)
        for entity in parse.entities
        if entity.type == "PER" and (name := name_at(parse, entity)) is not None
    }
    counts = Counter(name.words for name in read.values())
    surnames = _surnames(read.values(), counts)
    common = frozenset(_COMMON.findall(parse.text)) | listed("time_words")
    names = {entity: _without_accidents(name, counts, surnames, common) for entity, name in read.items()}
    spellings: dict[tuple[str, ...], Counter[str]] = {}
    for name in names.values():
        spellings.setdefault(name.words, Counter())[name.text] += 1
    usual = {words: found.most_common(1)[0][0] for words, found in spellings.items()}
    return {entity: replace(name, text=usual[name.words], words=_joined(name.words)) for entity, name in names.items()}


def _surnames(names: Collection[Name], counts: Mapping[tuple[str, ...], int]) -> frozenset[str]:
    """Return the words that stand behind a title or another name more often than by themselves or first."""
    last, first = Counter[str](), Counter[str]()
    for name in names:
        if len(name.words) == 1:
            (last if name.honorific else first)[name.surname] += 1
        elif counts[name.words] > MOST_ACCIDENTAL:
            last[name.surname] += 1
            first[name.words[0]] += 1
    return frozenset(word for word, count in last.items() if count > first[word])


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with particles joined to what follows: "van der luyden" is one."""
    found: list[str] = []
    held = ""
    for word in words:
        held = f"{held} {word}".lstrip()
        if word not in _PARTICLES:
            found.append(held)
            held = ""
    return (*found, held) if held else tuple(found)


def _bare(name: Name) -> Name:
    """Return a name on one line, without adjectives, dashes and the marks of italics."""
    first = next((part for part in _DASH.split(_ITALICS.sub(" ", name.text)) if part.strip()), name.text)
    words = _SENTENCE.split(first)[0].split()
    while len(words) > 1 and words[0] in _ADJECTIVES:
        words = words[1:]
    if words and len(set(words)) == 1:
        words = words[:1]  # "Helen--Helen!"
    found = read_name(" ".join(words))
    return name if found is None else replace(found, honorific=name.honorific or found.honorific)


def _without_accidents(
    name: Name, counts: Mapping[tuple[str, ...], int], surnames: Container[str], common: Container[str]
) -> Name:
    """Return a rare form cut down to the often named one in it."""
    words, tokens = name.words, name.text.split()
    count = counts[words]
    if len(words) != len(tokens) or count > MOST_ACCIDENTAL:
        return name
    for at in range(1, len(words)):
        if name.honorific is None and words[at - 1] in common and counts[words[at:]] >= OFTENER_THAN_COMMON * count:
            return Name(" ".join(tokens[at:]), words[at:], None)
    for at in range(1, len(words) - 1):
        if name.honorific is None and counts[words[at:]] >= OFTENER_THAN_NAME * count:
            return Name(" ".join(tokens[at:]), words[at:], None)  # "Chapter VI Sherlock Holmes"
    for at in range(len(words) - 1, 0, -1):
        if at == len(words) - 1 and words[at] in surnames:
            break  # others bear it too
        if counts[words[:at]] >= OFTENER_THAN_NAME * count:
            return Name(" ".join(tokens[:at]), words[:at], name.honorific)
    return name
