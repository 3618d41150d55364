"""Role phrases in the line of words: where one begins, where it ends, and whether its noun can be a role at all.

Parsers attach the words around names unreliably ("managing director of Chilli Ventures, who …"), while the order of the
parts of speech is clear. So phrases are read from the words in order; trees decide only who is the subject of a
predicate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoteattr.lexicon import words
from quoteattr.mentions import CALLED, gives_name
from quoteattr.model import Gender, Span
from quoteattr.nlp.parse import Entity, Sentence, Word
from quoteattr.speakers.names import honorific_gender, plain
from quoteattr.text import APOSTROPHES

_ARTICLES = frozenset("the a an".split())
_LEADING = frozenset("also now currently then once himself herself itself both".split())
#: Prepositions that lead to a complement of a role: "minister *for* health", "professor *at* Renmin University".
_COMPLEMENT = frozenset("of for at in with from on to under within".split())
_NO_ROLE = frozenset(
    "one some many most all both another other others former latter time year day age week month part child "
    "man's".split()
)
#: Endings of nouns for people, safe ones and those that other nouns share.
_PERSON_ENDINGS = tuple("man woman ist ian eer person maker star crat aire grapher ologist logue neur ateur".split())
_AGENT_ENDINGS = tuple("er or ant ee ess ent ate".split())
_NO_PERSON_ENDINGS = ("ness", "ment")
#: Tokens inside a noun group that are no words: "women's", "workers'", "co-founder", "singer/actor".
_POSSESSIVES = frozenset(("-", "/", *(mark + letter for mark in APOSTROPHES for letter in ("", "s"))))
#: What a role neither begins nor ends with.
_LOOSE = _POSSESSIVES - frozenset(APOSTROPHES) | {"and", "&"}
#: Titles of the clergy that stand between a role and a name.
_CLERICAL = frozenset(("Brother", "Father", "Sister"))
_FIRST_PARTS = frozenset("vice then ex co late".split())


def after_name(sentence: Sentence, last: int, entities: list[Entity]) -> Span | None:
    """Return the role in apposition behind a name that ends at word ``last``; None where there is none."""
    at = _behind_place(sentence, last + 1, entities)
    if at >= len(sentence.words) or sentence.words[at].text not in (",", "(", "\N{EN DASH}", "\N{EM DASH}", "-", "--"):
        return None
    at += 1
    while at < len(sentence.words) and (_is_age(sentence, at) or sentence.words[at].text in (",", ")")):
        at += 1
    return role_from(sentence, at, entities)


def _behind_place(sentence: Sentence, at: int, entities: list[Entity]) -> int:
    """Skip somebody's place or party: "Elijah Cummings *of Maryland*, the …", "Jason Chaffetz *(R-Utah)*, …"."""
    items = sentence.words
    if at + 1 < len(items) and items[at].text.lower() in ("of", "from"):
        first = at + 2 if items[at + 1].text.lower() == "the" else at + 1
        place = next((name for name in entities if at < name.first <= first and name.type in ("LOC", "ORG")), None)
        return at if place is None else place.last + 1
    if at < len(items) and items[at].text == "(":
        closing = next((index for index in range(at, min(at + 6, len(items))) if items[index].text == ")"), None)
        if closing is not None and closing + 1 < len(items) and items[closing + 1].text == ",":
            return closing + 1
    return at


def role_from(sentence: Sentence, start: int, entities: list[Entity]) -> Span | None:
    """Return the role phrase that begins at a word, with its complements and conjoined roles; None where none does."""
    at = start
    while at < len(sentence.words) and (sentence.words[at].text.lower() in _ARTICLES | _LEADING):
        at += 1
    group = at + len(_ONE_OF) if _is_one_of(sentence, at) else at
    if _is_doing(sentence, group):
        return None
    end = _group_end(sentence, group)
    if end == group:
        return None
    head = _last_noun(sentence, group, end)
    if head is None or not is_role_noun(sentence, head) or _is_name(entities, head):
        return None
    return _span(sentence, at, _complements(sentence, end, entities))


def _is_doing(sentence: Sentence, at: int) -> bool:
    """Tell whether a word says what somebody does: "Ann Lee, *leaving* her daughter", not "*leading* lawyer"."""
    items = sentence.words
    return at + 1 < len(items) and items[at].xpos == "VBG" and items[at + 1].xpos in ("DT", "PRP$")


_ONE_OF = ("one", "of", "the")


def _is_one_of(sentence: Sentence, at: int) -> bool:
    """Tell whether a role is said to be several people's: "*one of the* authors"."""
    return at >= 0 and is_one_of(sentence.words[at:])


def is_one_of(items: Sequence[Word]) -> bool:
    """Tell whether words begin with "one of the"."""
    return tuple(word.text.lower() for word in items[: len(_ONE_OF)]) == _ONE_OF


def before_name(sentence: Sentence, first: int, entities: list[Entity]) -> Span | None:
    """Return the role that stands right before a name that begins at word ``first``; None where there is none.

    Catches *British prime minister* Rishi Sunak, *Minister of National Development Planning* Suharso Monoarfa.
    """
    last = first - 1
    while last >= 0 and (
        plain(sentence.words[last].text) in words("courtesy_titles") or sentence.words[last].text == "."
    ):
        last -= 1
    if last > 0 and sentence.words[last].text in _CLERICAL and is_role_noun(sentence, last - 1):
        last -= 1  # parish priest Father Lee
    if last > 0 and sentence.words[last].text.lower() in CALLED:  # a police officer, surnamed Yeh
        if sentence.words[last].xpos != "VBN":
            return None  # Ann Lee, the mayor, called Bob Roy a liar
        last -= 2 if sentence.words[last - 1].text == "," else 1
    if last < 0 or sentence.words[last].text in (",", ":", ";") or _goes_with_name(sentence, last):
        return None
    return role_to(sentence, last, entities)


def _goes_with_name(sentence: Sentence, last: int) -> bool:
    """Tell whether what ends here says something of the name: "mother of *12-year-old* Ann Lee" is not Ann Lee."""
    at = last
    while at > 0 and (sentence.words[at].upos in ("ADJ", "NUM", "DET") or sentence.words[at].text in ("-", "year")):
        at -= 1
    return at < last and sentence.words[at].text.lower() in _COMPLEMENT


def before_comma(sentence: Sentence, first: int, entities: list[Entity]) -> Span | None:
    """Return the description that a name follows in apposition: *The UN rapporteur on executions*, Christof Heyns."""
    if first < 2 or sentence.words[first - 1].text != ",":
        last = first - 1
        while last >= 0 and plain(sentence.words[last].text) in words("courtesy_titles") | {"."}:
            last -= 1
        if last < 1 or sentence.words[last].text != ",":
            return None
        first = last + 1
    found = role_to(sentence, first - 2, entities) or _office_and_body(sentence, first - 2, entities)
    return None if found is None or _accompanies(sentence, found) else found


def _office_and_body(sentence: Sentence, last: int, entities: list[Entity]) -> Span | None:
    """Return an office with its body behind a comma: *Chairman, Committee on Basic Education*, Ann Lee."""
    items = sentence.words
    comma = last
    while comma > 0 and last - comma < LONGEST_BODY and _names_body(items[comma]):
        comma -= 1
    if not 0 < comma < last or items[comma].text != "," or not items[comma + 1].text[:1].isupper():
        return None
    if not any(word.text.lower() in words("group_nouns") for word in items[comma + 1 : last + 1]):
        return None
    office = role_to(sentence, comma - 1, entities)
    return None if office is None else Span(office.start, items[last].span.end)


#: Words of a body behind an office, at most.
LONGEST_BODY = 8


def _names_body(word: Word) -> bool:
    return word.quoted is None and (word.text[:1].isupper() or word.text in ("and", "for", "of", "on", "the", "&"))


def _accompanies(sentence: Sentence, span: Span) -> bool:
    """Tell whether a phrase is what somebody has: "*With* their daughter in mind, Ann Lee …"."""
    before = [word.text.lower() for word in sentence.words if word.span.end <= span.start]
    return bool(before) and before[-1] == "with"


def before_introduction(sentence: Sentence, first: int, entities: list[Entity]) -> Span | None:
    """Return the description of somebody whose name follows as given: *A student*, who gave her name as Amanda."""
    words_before = [word.text.lower() for word in sentence.words[max(0, first - _INTRODUCED) : first]]
    if "who" not in words_before or not gives_name(sentence, first):
        return None
    last = first - len(words_before) + words_before.index("who") - 1
    if last > 0 and sentence.words[last].text == ",":
        last -= 1
    return role_to(sentence, last, entities) if last >= 0 else None


#: So many words before a name may give it, at most: "who asked to be identified only as Ann".
_INTRODUCED = 9


def role_to(sentence: Sentence, last: int, entities: list[Entity]) -> Span | None:
    """Return the role phrase that ends at a word, read backwards; None where no role ends there."""
    items = sentence.words
    if items[last].quoted is not None or not (_in_group(sentence, last) or items[last].text == ")"):
        return None
    head = last if is_role_noun(sentence, last) else _hyphened_head(sentence, last)
    first, at = last, last
    listed = False  # minister *of labour, industrial relations and job creation*
    while at >= 0 and items[at].quoted is None:
        word = items[at]
        if _loose_dash(sentence, at) or (word.text[:1].isdigit() and word.text.endswith(".")) or _is_when(sentence, at):
            break
        proper = word.upos == "DET" and word.text[:1].isupper() and 0 < at < last  # the Movement Another Way
        if (_in_group(sentence, at) or proper) and word.text.lower() not in _ARTICLES:
            if at < last and head is None and items[at + 1].text.lower() in _COMPLEMENT and is_role_noun(sentence, at):
                head = at
            first = at
        elif word.text.lower() in _COMPLEMENT or word.text.lower() in _ARTICLES:
            if head is not None or not (word.text.lower() in _ARTICLES or _noun_before(sentence, at)):
                break
        elif word.text.lower() in ("and", "&"):
            if (
                at == 0
                or not _in_group(sentence, at - 1)
                or ((head is not None and not (_role_or_modifier(sentence, at - 1))) or _ends_person(entities, at - 1))
            ):
                break
            listed = True
        elif word.text in (")", "("):
            if head is None and word.text == "(" and at < last - 6:
                break
        elif word.text == ",":
            if head is not None or not listed or at == 0 or not _in_group(sentence, at - 1):
                break
        else:
            break
        at -= 1
    if head is None or first > head:
        return None
    first = _with_owner(sentence, first, head)
    if first < head and items[first].text.lower() in ("one", "another") and items[first + 1].text != "-":
        first += 1  # *one* trader, not *one*-time champion
    if first < head and _CLOCK.fullmatch(items[first].text):
        first += 1  # 09:05 Transport Secretary Ann Lee
    if _is_one_of(sentence, first - len(_ONE_OF)):
        first -= len(_ONE_OF)
    if last + 1 < len(items) and items[last + 1].text == "." and items[last + 1].span.start == items[last].span.end:
        last += 1  # the dot of "Rep."
    return _span(sentence, first, last + 1)


_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def _is_when(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is the day of a report: on *Tuesday* fisheries minister Ann Lee; not the Sunday Times."""
    led = index > 0 and sentence.words[index - 1].text.lower() in ("on", "last", "this", "next", "late", "early")
    return led and sentence.words[index].text.lower() in words("time_words")


def _hyphened_head(sentence: Sentence, last: int) -> int | None:
    """Return the noun of a role that goes on behind hyphens: *president*-elect, *editor*-in-chief; else None."""
    at = last
    while _ends_compound(sentence, at):
        at -= 2
    return at if at < last and is_role_noun(sentence, at) else None


def _with_owner(sentence: Sentence, first: int, head: int) -> int:
    """Return where a role begins whose owner's name has an "of": *the Ministry of* Health’s director."""
    items = sentence.words
    owned = any(word.xpos == "POS" for word in items[first + 1 : head])
    at = first - 2
    if not owned or at < 0 or items[first - 1].text.lower() != "of" or items[at].upos != "PROPN":
        return first
    while at > 0 and items[at - 1].upos == "PROPN" and items[at - 1].quoted is None:
        at -= 1
    return at


def is_role_noun(sentence: Sentence, head: int) -> bool:
    """Tell whether a noun can be somebody's role: "minister", "CEO", "carver"; not "Tuesday", not "matter"."""
    word = sentence.words[head]
    text = word.text.lower()
    lemma = (word.lemma or text).lower()
    if word.quoted is not None or lemma in _NO_ROLE or not text[:1].isalpha():
        return False
    for form in (text, lemma, text.rstrip("."), *text.rsplit("-", 1)[1:]):
        if form in words("person_nouns"):
            return True
    if word.upos not in ("NOUN", "PROPN") or lemma in words("not_people") or len(lemma) < 5:
        return False
    if lemma.endswith(_NO_PERSON_ENDINGS):
        return False
    return lemma.endswith(_PERSON_ENDINGS) or (word.upos == "NOUN" and lemma.endswith(_AGENT_ENDINGS))


def stated_gender(role: str) -> Gender | None:
    """Return the gender that the noun of a role states: "Bunun man" is M, "mother of two" F; else None."""
    noun = role
    for preposition in _COMPLEMENT:
        noun = noun.partition(f" {preposition} ")[0]
    return honorific_gender(noun.rpartition(" ")[2])


def _is_age(sentence: Sentence, index: int) -> bool:
    return sentence.words[index].text.isdigit() or sentence.words[index].text.lower() in ("aged", "age")


def _in_group(sentence: Sentence, index: int) -> bool:
    """Tell whether a word can stand in the noun group of a role."""
    word = sentence.words[index]
    if word.quoted is not None:
        return False
    if word.upos in ("NOUN", "PROPN", "ADJ", "NUM") or word.text in _POSSESSIVES:
        return word.xpos not in ("WDT", "WP")
    return (
        word.xpos in ("VBN", "VBG", "PRP$", "POS", "JJ", "AFX", "HYPH", "NNP")
        or word.text.lower() in _FIRST_PARTS
        or _ends_compound(sentence, index)
    )


def _ends_compound(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is joined to the one before by a hyphen: "start-*up*"."""
    items = sentence.words
    return (
        index > 1
        and items[index - 1].text == "-"
        and items[index - 2].span.end == items[index - 1].span.start
        and items[index - 1].span.end == items[index].span.start
    )


def _group_end(sentence: Sentence, start: int) -> int:
    at = start
    while at < len(sentence.words):
        if _in_group(sentence, at) or (at > start and _joins_role(sentence, at)):
            at += 1
        elif at > start and _bracketed(sentence, at):
            at += 3
        elif at > start and _lists_role(sentence, at):
            at += 1
        else:
            break
    while at > start and sentence.words[at - 1].text.lower() in ("and", "&", ",", "-", "/"):
        at -= 1
    if (
        start + 1 < at < len(sentence.words)
        and sentence.words[at - 1].xpos == "VBG"
        and sentence.words[at].upos == "DET"
    ):
        at -= 1  # a lawyer | representing the families
    return at


def _bracketed(sentence: Sentence, at: int) -> bool:
    """Tell whether an acronym in brackets stands here, more of the group behind it: "Authority (NPA) spokesperson"."""
    items = sentence.words
    return at + 3 < len(items) and items[at].text == "(" and items[at + 2].text == ")" and _in_group(sentence, at + 3)


def _lists_role(sentence: Sentence, at: int) -> bool:
    """Tell whether a comma separates the roles of a list: "co-founder, chairman and chief executive"."""
    items = sentence.words
    if items[at].text != "," or not is_role_noun(sentence, at - 1):
        return False
    end = at + 1
    while end < len(items) and _in_group(sentence, end):
        end += 1
    return (
        end > at + 1
        and end < len(items)
        and items[end].text.lower() in ("and", "&", ",")
        and is_role_noun(sentence, end - 1)
        and any(word.text.lower() in ("and", "&") for word in items[end : end + 4])
    )


def _joins_role(sentence: Sentence, at: int) -> bool:
    """Tell whether "and" joins two roles or modifiers of one: "founder and director", "health and labour minister"."""
    joined = sentence.words[at].text.lower() in ("and", "&") and at + 1 < len(sentence.words)
    return joined and _in_group(sentence, at + 1) and not _is_one_of(sentence, at + 1)


def _last_noun(sentence: Sentence, start: int, end: int) -> int | None:
    nouns = [
        index
        for index in range(start, end)
        if sentence.words[index].upos in ("NOUN", "PROPN", "ADJ") and not sentence.words[index].text[:1].isdigit()
    ]
    return nouns[-1] if nouns else None


def object_from(sentence: Sentence, verb: int, entities: list[Entity]) -> Span | None:
    """Return a verb with its object as a role: Tomoyuki Mimaki, who *heads the association of survivors*."""
    at = verb + 1
    while at < len(sentence.words) and sentence.words[at].text.lower() in _ARTICLES:
        at += 1
    end = _group_end(sentence, at)
    return (
        None
        if end == at
        else Span(sentence.words[verb].span.start, sentence.words[_complements(sentence, end, entities) - 1].span.end)
    )


def _complements(sentence: Sentence, at: int, entities: list[Entity]) -> int:
    """Return where the complements of a role end: "professor | at Renmin University of China", "rector | of X in Y"."""
    items = sentence.words
    while at < len(items):
        word = items[at]
        if word.text.lower() in _COMPLEMENT and at + 1 < len(items):
            start = at + 1
            while start < len(items) and (items[start].text.lower() in _ARTICLES):
                start += 1
            end = _group_end(sentence, start)
            if end == start:
                break
            at = end
        elif word.text == "(" and at + 2 < len(items) and items[at + 2].text == ")":
            at += 3
        elif word.text.lower() in ("and", "&") and (second := _second(items, at + 1)) is not None:
            end = _group_end(sentence, second)
            head = _last_noun(sentence, second, end)
            if head is None or not is_role_noun(sentence, head):
                break
            at = end
        elif word.text == "," and _goes_on(sentence, at, entities):
            at = _group_end(sentence, at + 1)
        elif word.text == "," and _place_follows(sentence, at + 1, entities):
            at = next(name.last for name in entities if name.first == at + 1) + 1
        else:
            break
    return at


def _second(items: Sequence[Word], at: int) -> int | None:
    """Return where a second role begins behind its article: "an MP and | a *columnist*", "and now | a *columnist*"."""
    if at < len(items) and items[at].text.lower() == "now":
        at += 1
    return at + 1 if at < len(items) and items[at].text.lower() in _ARTICLES else None


def _goes_on(sentence: Sentence, comma: int, entities: list[Entity]) -> bool:
    """Tell whether a comma goes on with a list of things: "researcher in gender, sexuality and popular culture"."""
    end = _group_end(sentence, comma + 1)
    between = range(comma + 1, end)
    return (
        any(sentence.words[index].text.lower() in ("and", "&") for index in between)
        and sentence.words[comma - 1].upos == "NOUN"
        and not any(is_role_noun(sentence, index) for index in between)
        and not any(name.first in between for name in entities)
    )


def _place_follows(sentence: Sentence, at: int, entities: list[Entity]) -> bool:
    """Tell whether a comma leads to the larger place of a place: "North West River, Labrador"."""
    place = next((name for name in entities if name.first == at and name.type == "LOC"), None)
    before = any(name.last == at - 2 and name.type in ("LOC", "ORG") for name in entities)
    if place is None or not before:
        return False
    after = place.last + 1
    return after >= len(sentence.words) or sentence.words[after].text in (",", ".", ";")


def _loose_dash(sentence: Sentence, index: int) -> bool:
    """Tell whether a hyphen stands by itself, as a dash: "Cape Town - President Ramaphosa"."""
    items = sentence.words
    return items[index].text in ("-", "/") and index > 0 and items[index - 1].span.end < items[index].span.start


def _noun_before(sentence: Sentence, index: int) -> bool:
    return (
        index > 0
        and sentence.words[index - 1].upos in ("NOUN", "PROPN", "ADJ")
        and sentence.words[index - 1].quoted is None
    )


def _role_or_modifier(sentence: Sentence, index: int) -> bool:
    return is_role_noun(sentence, index) or sentence.words[index].upos in ("ADJ", "NOUN", "PROPN")


def _ends_person(entities: list[Entity], index: int) -> bool:
    return any(name.type == "PER" and name.last == index for name in entities)


def _is_name(entities: list[Entity], head: int) -> bool:
    """Tell whether a noun group is another person's name."""
    return any(name.type == "PER" and name.first <= head <= name.last for name in entities)


def _is_courtesy(items: Sequence[Word], at: int) -> bool:
    """Tell whether a word is a title of courtesy: *Sri* A. P. Rao; not *Sri* Lanka."""
    country = at + 1 < len(items) and items[at + 1].text == "Lanka"
    return plain(items[at].text) in words("courtesy_titles") and not country


def _span(sentence: Sentence, first: int, end: int) -> Span | None:
    items = sentence.words
    while first < end - 1 and (
        items[first].text.lower() in _ARTICLES | _LEADING | _LOOSE
        or _is_courtesy(items, first)
        or (_is_age(sentence, first) and items[first + 1].text != "-")
    ):
        first += 1
    if items[first].text.lower() == "fellow" and first + 1 < end and _in_group(sentence, first + 1):
        first += 1
    while end - 1 > first and items[end - 1].text.lower() in _LOOSE | {",", "of", "for"}:
        end -= 1
    if all(plain(items[index].text) in words("courtesy_titles") for index in range(first, end)):
        return None
    return Span(items[first].span.start, items[end - 1].span.end)
