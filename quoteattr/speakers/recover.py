"""Names that the tagger missed or took for something else, put right from the rest of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quoteattr.cues.candidate import verb_class
from quoteattr.cues.subjects import subject
from quoteattr.cues.word_order import group_start, is_countryman, is_time
from quoteattr.inflection import singulars
from quoteattr.lexicon import words
from quoteattr.mentions import gives_name, is_subject
from quoteattr.model import Span
from quoteattr.nlp.parse import Entity, Parse, Sentence, Word
from quoteattr.roles import phrases
from quoteattr.speakers.extents import (
    PARTICLES,
    is_office,
    is_title,
    particles_before,
    rejoined,
    whole,
    without_day,
    without_title,
    word_behind,
)
from quoteattr.speakers.names import LEGAL_FORMS, plain, read_name

#: Titles of courtesy that only people bear; what follows them is a name.
_PERSONAL = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady madam mme mlle shri smt sheikh datuk dato doña dona señora señor "
    "senhor frau herr monsieur madame signora pak ibu mzee".split()
)
#: And where they are not in capitals, as a heading is: the Professor explains.
_WRITTEN_OUT = ("Doctor", "Professor")
#: How many words a name found by its title may have.
_LONGEST = 4


def recover_names(parse: Parse) -> Parse:
    """Return the parse with more and better names of people.

    Catches *Mr. King* where the tagger saw no name, *Ham* after *Norman Ham*, *Don Fowler* where it saw only *Fowler*,
    and *Bill Clinton* where it saw an organisation. Must not make names of common words: *king*, *May*.
    """
    by_sentence = {number: list(names) for number, names in parse.entities_of.items()}
    for number, sentence in enumerate(parse.sentences):
        named = [name for name in by_sentence.get(number, []) if not _is_description(sentence, name)]
        named = [part for name in named for part in _parted(sentence, without_day(sentence, name))]
        names = list(rejoined(sentence, named))
        names = [whole(sentence, _with_office(sentence, name, names), names) for name in names]
        names = [name for name in names if not any(_inside(name, other) for other in names)]
        names = [without_title(sentence, name) for name in names]
        names = _titled(sentence, number, names)
        names += _related(sentence, number, names)
        by_sentence[number] = names + list(_speaking(sentence, number, names))
    firms = _firms(parse, by_sentence)
    for number, names in by_sentence.items():
        by_sentence[number] = [_firm(parse, name, firms) for name in names]
    speaking = _speaking_words(parse)
    surnames, full, alone = _known_people(parse, by_sentence, speaking)
    lower = _common_words(parse)
    for number, sentence in enumerate(parse.sentences):
        names = [_retyped(parse, name, surnames, full, alone, speaking) for name in by_sentence[number]]
        by_sentence[number] = names + list(_surnames(sentence, number, names, surnames, alone, lower))
    entities = [
        name for number in sorted(by_sentence) for name in sorted(by_sentence[number], key=lambda name: name.first)
    ]
    return Parse(parse.text, parse.sentences, tuple(entities))


def _inside(name: Entity, other: Entity) -> bool:
    """Tell whether a name is a part of another, longer one: *Zainab* of Zainab binti Mat Noor."""
    return (
        other.first <= name.first and name.last <= other.last and (other.first, other.last) != (name.first, name.last)
    )


def _is_description(sentence: Sentence, name: Entity) -> bool:
    """Tell whether what the tagger took for a name is a noun for people: the *Pope*, a *Texas Republican*."""
    first = group_start(sentence, name.last)
    opened = first < name.first and sentence.words[first].text.lower() in ("the", "a", "an", "one")
    noun = sentence.words[name.first].text.lower()
    one = noun in words("person_nouns") and name.first == name.last
    return (opened and (one or _is_of_party(sentence, name))) or is_countryman(sentence, name.last)


def _is_of_party(sentence: Sentence, name: Entity) -> bool:
    """Tell whether a name is of a place or a colour and a party member: the *California Democrat*."""
    return name.first < name.last and sentence.words[name.last].text in _OF_PARTIES


_OF_PARTIES = frozenset("Conservative Democrat Liberal Nationalist Republican Socialist Unionist".split())


def _entity(sentence: Sentence, number: int, first: int, last: int) -> Entity:
    return Entity(Span(sentence.words[first].span.start, sentence.words[last].span.end), "PER", number, first, last)


def _speaking(sentence: Sentence, number: int, names: list[Entity]) -> Iterator[Entity]:
    """Make a name of a proper noun that speaks and that the tagger saw no name in."""
    if not sentence.parsed:
        return
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    for verb, word in enumerate(sentence.words):
        if word.upos != "VERB" or word.quoted is not None or verb_class(word.lemma) not in _SAYING:
            continue
        found = subject(sentence, verb)
        if found is None or sentence.words[found[0]].upos != "PROPN" or not sentence.words[found[0]].text[:1].isupper():
            continue
        first = last = found[0]
        while first > 0 and (_proper(sentence, first - 1, taken) or _is_general_firm(sentence, first - 1)):
            first -= 1
        while last + 1 < len(sentence.words) and _proper(sentence, last + 1, taken):
            last += 1
        while first < last and is_title(sentence.words[first]) and not _is_general_firm(sentence, first):
            first += 1
        first = particles_before(sentence, first)
        run = set(range(first, last + 1))
        if (
            run & taken
            or _is_plural(sentence.words[last])
            or is_countryman(sentence, last)
            or is_office(sentence.words[last].text.lower())
            or is_title(sentence.words[last])
            or _is_glued(sentence, last)
        ):
            continue
        name = _of_sort(sentence, _entity(sentence, number, first, last))
        if name is not None:
            taken |= run
            yield name


def _is_general_firm(sentence: Sentence, first: int) -> bool:
    """Tell whether "General" is no rank: *General Motors*."""
    behind = [word.text for word in sentence.words[first + 1 : first + 2]]
    return sentence.words[first].text == "General" and not _NO_GENERALS.isdisjoint(behind)


_NO_GENERALS = frozenset("Assembly Atomics Dynamics Electric Mills Motors Synod".split())


def _is_glued(sentence: Sentence, last: int) -> bool:
    """Tell whether a hyphen joins a word to the next: *Cross*-examining."""
    return [word.text for word in sentence.words[last + 1 : last + 2]] == ["-"]


def _is_plural(word: Word) -> bool:
    """Tell whether a word with a capital is a common one in the plural: *Planters* have welcomed it."""
    text = word.text.lower()
    return text in singulars() or (word.xpos == "NNPS" and text.endswith("ers"))


#: Classes of verbs whose subject speaks.
_SAYING = ("speech", "writing", "label")


def _of_sort(sentence: Sentence, name: Entity) -> Entity | None:
    """Return a name as that of a body where the text shows it; None for other words in capitals: a headline.

    *Hidroverde*, which runs the dam, said; the *DA* accused them; the *Times* has learnt.
    """
    if _is_general_firm(sentence, name.first):
        return replace(name, type="ORG")
    which = [word.text for word in sentence.words[name.last + 1 : name.last + 3]] == [",", "which"]
    capitals = sentence.words[name.first].text.isupper()
    acronym = capitals and name.first == name.last
    the = name.first > 0 and sentence.words[name.first - 1].text.lower() == "the" and (acronym or not capitals)
    return replace(name, type="ORG") if which or the else None if capitals else name


def _proper(sentence: Sentence, index: int, taken: set[int]) -> bool:
    word = sentence.words[index]
    named = index not in taken and word.quoted is None and word.upos == "PROPN" and word.text[:1].isupper()
    return named and not is_time(sentence, index)


def _with_office(sentence: Sentence, name: Entity, names: list[Entity]) -> Entity:
    """Take for a person what the text says holds a person's office.

    "Victoria Villarruel, the other deputy for …", "real estate developer Grant Price".
    """
    inside = [word for word in sentence.words[name.first : name.last + 1] if word.text != "-"]
    longest = len(inside)
    if name.type == "PER" or not sentence.parsed:
        return name
    if gives_name(sentence, name.first) or _has_a_life(sentence, name):
        return replace(name, type="PER")
    if not 2 <= longest <= _LONGEST:
        return name
    if not all(_is_given_or_surname(word) for word in inside) or not inside[0].text[:1].isupper():
        return name
    if is_title(inside[-1]) or inside[0].text.lower() == "the":
        return name
    role = phrases.after_name(sentence, name.last, names) if word_behind(sentence, name) == "," else None
    held = name.type == "MISC" and name.first > 0 and is_office(sentence.words[name.first - 1].text)
    held = held or _is_apposed(sentence, name)
    person = role is not None or held or age_behind(sentence, name.last) is not None
    return replace(name, type="PER") if person else name


def _parted(sentence: Sentence, name: Entity) -> Iterator[Entity]:
    """Yield a name, or both that the tagger took for one: Economist *Ann Lee* of *Acme Bank*."""
    inside = sentence.words[name.first : name.last + 1]
    of = next((at for at, word in enumerate(inside) if word.text in ("of", "from")), 0)
    office = name.type == "ORG" and is_office(inside[0].text.lower())
    if not office or of not in (3, 4) or not all(word.text.istitle() and word.text.isalpha() for word in inside[1:of]):
        yield name
        return
    yield _entity(sentence, name.sentence, name.first + 1, name.first + of - 1)
    if name.first + of < name.last:
        yield replace(_entity(sentence, name.sentence, name.first + of + 1, name.last), type="ORG")


def _is_apposed(sentence: Sentence, name: Entity) -> bool:
    """Tell whether a name stands between commas behind somebody's office: the champion, *Iga Swiatek*, left."""
    items = sentence.words
    first = group_start(sentence, name.first - 2) if name.first > 1 else 0
    enclosed = name.first > 2 and items[name.first - 1].text == word_behind(sentence, name) == ","
    office = enclosed and items[name.first - 2].text.lower() in words("person_nouns")
    opened = items[first].text.lower() in ("the", "his", "her", "their")
    return office and opened and all(word.text.istitle() for word in items[name.first : name.last + 1])


def _has_a_life(sentence: Sentence, name: Entity) -> bool:
    """Tell whether what follows is told of people only.

    Ann Lee, *who* …; Ann Lee, *whose flat* …; Ma, *as she* is called; Jože, *84, who* …; but not United, *who* won.
    """
    behind = [word.text.lower() for word in sentence.words[name.last + 1 : name.last + 5]]
    if behind[:2] == [",", "as"]:
        return behind[2:3] in (["he"], ["she"])
    if age_behind(sentence, name.last) is not None:
        return behind[3:] in (["who"], ["whose"])
    if name.first == name.last:
        return False
    return behind[:2] == [",", "who"] or (len(behind) > 2 and behind[1] == "whose" and behind[2] in _LIVES)


_LIVES = frozenset(
    "apartment boyfriend brother career children cousin daughter family father flat girlfriend home house husband job "
    "mother neighbour neighbor parents partner sister son wife".split()
)


def _is_given_or_surname(word: Word) -> bool:
    """Tell whether a word can stand in a person's name as newspapers write it: "Smokie", "la", "Al-Ghanem"."""
    letters = word.text.replace("-", "")
    return plain(word.text) in PARTICLES or (word.text[:1].isupper() and letters.isalpha() and not letters.isupper())


def age_behind(sentence: Sentence, last: int) -> int | None:
    """Return the age behind a name, as in *Tomoyuki Mimaki, 80, who heads it*, or *Rudo Hove (67)*; else None."""
    after = [word.text for word in sentence.words[last + 1 : last + 4]]
    if len(after) != 3 or (after[0], after[2]) not in _ROUND_AGES or not after[1].isdigit():
        return None
    age = int(after[1])
    return age if 0 < age <= LONGEST_LIFE else None


_ROUND_AGES = ((",", ","), (",", "."), ("(", ")"))
#: Years; a larger number behind a name is no age.
LONGEST_LIFE = 120


def _titled(sentence: Sentence, number: int, names: list[Entity]) -> list[Entity]:
    """Make a person's name of what follows a title of courtesy."""
    found = list(names)
    for index, word in enumerate(sentence.words[:-1]):
        if word.quoted is not None or not word.text[:1].isupper() or not _is_personal(word.text):
            continue
        first = index + 1
        if sentence.words[first].text == ".":
            first += 1
        last = first - 1
        while (
            last + 1 < len(sentence.words) and last + 1 - first < _LONGEST and _is_name_word(sentence, last + 1, first)
        ):
            last += 1
        while last >= first and plain(sentence.words[last].text) in PARTICLES:
            last -= 1
        if last < first or any(name.type == "PER" and name.first <= last and first <= name.last for name in found):
            continue
        found = [name for name in found if name.last < first or last < name.first]
        found.append(_entity(sentence, number, first, last))
    return found


def _related(sentence: Sentence, number: int, names: list[Entity]) -> list[Entity]:
    """Make a name of what stands right behind somebody's relative: his wife *Precious*, their son *Blessing*."""
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    found = []
    for index, word in enumerate(sentence.words[1:-1], start=1):
        owned = sentence.words[index - 1].xpos in ("PRP$", "POS")
        name = sentence.words[index + 1]
        if not owned or word.text not in _RELATIVES or index + 1 in taken or name.quoted is not None:
            continue
        if name.text.istitle() and name.text.isalpha() and not is_title(name) and not is_time(sentence, index + 1):
            found.append(_entity(sentence, number, index + 1, index + 1))
    return found


_RELATIVES = frozenset(
    "aunt boyfriend brother cousin daughter father fiancé fiancée girlfriend granddaughter grandfather grandmother "
    "grandson husband mother nephew niece partner sister son uncle wife".split()
)


def _is_personal(title: str) -> bool:
    """Tell whether only people bear a title: "Mrs", "Rep."."""
    return (
        plain(title) in _PERSONAL
        or title in _WRITTEN_OUT
        or (title.endswith(".") and plain(title) in words("abbreviated_titles"))
    )


def _is_name_word(sentence: Sentence, index: int, first: int) -> bool:
    word = sentence.words[index]
    if word.quoted is not None:
        return False
    return (word.text[:1].isupper() and word.text[:1].isalpha()) or (
        index > first - 1 and plain(word.text) in PARTICLES
    )


def _speaking_words(parse: Parse) -> set[str]:
    """Return the words that are by themselves the subject of a verb of saying or writing."""
    found: set[str] = set()
    for sentence in parse.sentences:
        for verb, word in enumerate(sentence.words) if sentence.parsed else ():
            if word.upos == "VERB" and word.quoted is None and verb_class(word.lemma) in ("speech", "writing"):
                who = subject(sentence, verb)
                if who is not None and sentence.words[who[0]].upos == "PROPN" and _is_alone(sentence, who[0]):
                    found.add(plain(sentence.words[who[0]].text))
    return found


def _is_alone(sentence: Sentence, index: int) -> bool:
    """Tell whether nothing but an apposition hangs on a name: *Lee*, an ally, says."""
    return all(sentence.words[child].relation in ("punct", "appos") for child in sentence.children[index])


def _known_people(
    parse: Parse, by_sentence: dict[int, list[Entity]], speaking: set[str]
) -> tuple[set[str], set[tuple[str, ...]], set[str]]:
    """Return the surnames of the people named in the text, their full names, and the names that stand alone only."""
    surnames: set[str] = set()
    full: set[tuple[str, ...]] = set()
    alone: set[str] = set()
    for names in by_sentence.values():
        for entity in names:
            name = read_name(parse.text[slice(*entity.span)]) if entity.type == "PER" else None
            if name is None:
                continue
            if len(name.words) > 1 or name.honorific:
                surnames.add(name.surname)
            if len(name.words) == 2 and "-" in name.surname:
                full.add(name.words[:1])  # Hong Sung-gul is Mr Hong
            if len(name.words) == 2 and entity.type == "PER" and name.words[0] in speaking:
                full.add(name.words[:1])  # Pang, who says something, is Pang Zhongying
            if len(name.words) > 1:
                full.add(name.words)
            else:
                alone.add(name.surname)
    return surnames, full, alone - {word for words_ in full for word in words_}


def _firms(parse: Parse, by_sentence: dict[int, list[Entity]]) -> frozenset[str]:
    """Return the words that are a firm's name by what stands behind them: *Halvorsen* ASA, *Daesung* Biologics.

    Nobody's name is among them.
    """
    firms, people = set(), set()
    for name in (name for names in by_sentence.values() for name in names):
        split = plain(parse.text[slice(*name.span)]).split()
        if len(split) == 2 and (name.type == "ORG" or split[1] in LEGAL_FORMS):
            firms.add(split[0])
        elif name.type == "PER" and (len(split) > 1 or _has_title(parse, name)):
            people.update(split)
    return frozenset(firms - people)


def _has_title(parse: Parse, name: Entity) -> bool:
    before = parse.sentences[name.sentence].words[name.first - 1] if name.first else None
    return before is not None and is_title(before)


def _firm(parse: Parse, name: Entity, firms: frozenset[str]) -> Entity:
    """Make an organisation of a firm's name that stands alone."""
    alone = name.type == "PER" and plain(parse.text[slice(*name.span)]) in firms
    return replace(name, type="ORG") if alone else name


def _common_words(parse: Parse) -> set[str]:
    """Return the words that the narration also writes without a capital."""
    return {word.text for sentence in parse.sentences for word in sentence.words if word.text.islower()}


_STATIONS = ("radio", "tv", "channel", "canal")


def _retyped(
    parse: Parse, name: Entity, surnames: set[str], full: set[tuple[str, ...]], alone: set[str], speaking: set[str]
) -> Entity:
    """Set right the sort of a name by the others of the text, and by the last word of streets.

    Ailu Valle is a person where *Valle* alone is; David Baird Drive is none, but Anna Park where *Park* says something.
    Radio Sarandí is none.
    """
    if name.type == "PER":
        first, last = (parse.sentences[name.sentence].words[at].text.lower() for at in (name.first, name.last))
        if first in _STATIONS and name.first < name.last:
            return replace(name, type="ORG")
        street = name.last > name.first and last in words("place_nouns") and last not in speaking
        place = street and not _reports(parse, name)
        place = place or (name.first == name.last and last not in surnames | speaking and _is_where(parse, name))
        return replace(name, type="LOC") if place else name
    read = read_name(parse.text[slice(*name.span)])
    if read is None:
        return name
    may_be_surname = name.type != "LOC" or read.surname in speaking or is_subject(parse, name)
    whole = read.words in full or (len(read.words) == 1 and may_be_surname and read.surname in surnames)
    shortened = 2 <= len(read.words) <= _LONGEST and read.surname in alone and name.type != "MISC"
    return replace(name, type="PER") if whole or shortened else name


def _reports(parse: Parse, name: Entity) -> bool:
    """Tell whether a name is the subject of a verb of saying or writing: *Tobias Lane*, defending, asked him."""
    sentence = parse.sentences[name.sentence]
    verbs = (index for index, word in enumerate(sentence.words) if word.upos == "VERB" and word.quoted is None)
    saying = (verb for verb in verbs if verb_class(sentence.words[verb].lemma) in ("speech", "writing"))
    subjects = (subject(sentence, verb) for verb in saying) if sentence.parsed else ()
    return any(found is not None and name.first <= found[0] <= name.last for found in subjects)


def _is_where(parse: Parse, name: Entity) -> bool:
    """Tell whether a name stands behind what somebody is there: an engineer *in Austin*."""
    items = parse.sentences[name.sentence].words
    at = name.first
    return at > 1 and items[at - 1].text == "in" and items[at - 2].text.lower() in words("person_nouns")


def _surnames(
    sentence: Sentence, number: int, names: list[Entity], surnames: set[str], alone: set[str], lower: set[str]
) -> Iterator[Entity]:
    """Make names of surnames that people of the text have, and of somebody's only name where that opens a sentence."""
    taken = {index for name in names for index in range(name.first, name.last + 1)}
    for index, word in enumerate(sentence.words):
        text = plain(word.text)
        if (
            index in taken
            or word.quoted is not None
            or not word.text[:1].isupper()
            or (text not in surnames and not (text in alone and index == 0 and word.relation == "nsubj"))
            or (text in lower and not _is_name_amid(sentence, index))
        ):
            continue
        beside = [sentence.words[other] for other in (index - 1, index + 1) if 0 <= other < len(sentence.words)]
        if any(
            other.text[:1].isupper() and other.upos == "PROPN" and plain(other.text) not in words("honorifics")
            for other in beside[-1:]
        ):
            continue  # a part of another name: King Street
        yield _entity(sentence, number, index, index)


def _is_name_amid(sentence: Sentence, index: int) -> bool:
    """Tell whether a word that is a common one as well is a name here, amid small letters: “…,” said *Good*.

    Not *the* King, nor what stands in a headline.
    """
    if index == 0:
        return False
    before, beside = sentence.words[index - 1], sentence.words[index + 1 : index + 2]
    amid = before.text == "," or before.text.islower()
    opened = before.quoted is not None or before.text in _DETERMINERS
    return amid and not opened and not any(word.text.istitle() for word in beside)


_DETERMINERS = frozenset("a an another her his its my no our that the their this your".split())
