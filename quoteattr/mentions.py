"""Mentions: the words of the narration that name or describe somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quoteattr.lexicon import words
from quoteattr.model import Span
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence

MentionForm = Literal["name", "pronoun", "description"]

#: Relations that keep a word inside the noun phrase of its head. Clauses after the noun are left out.
_INSIDE = frozenset(
    "det amod compound nummod flat nmod appos case fixed goeswith advmod punct conj cc obl dep list".split()
)
#: Numbers that stand for several: "the two also called for …".
_SEVERAL = frozenset("two three four five six both".split())
#: Relations by which a name hangs on the noun that it names: "spokesman Dmitry Peskov", "the envoy, Ann Lee".
_NAMING = frozenset("flat appos compound dep list goeswith".split())


#: Pronouns that bring in somebody new, as a description does.
SOMEBODY = frozenset(("somebody", "someone"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun that can stand for a speaker.

    Attributes:
        span: The whole phrase, apposition included: "Peskov, the Kremlin spokesman".
        sentence: Index of its sentence.
        head: Index of its head word in the sentence.
        form: ``name``, ``pronoun`` or ``description``.
        entity: The name that it is built on, or None.
        core: The phrase without appositions: what describes or names in the first place.
        plural: Whether it stands for several.
    """

    span: Span
    sentence: int
    head: int
    form: MentionForm
    entity: Entity | None
    core: Span
    plural: bool


def mention_at(parse: Parse, number: int, head: int) -> Mention:
    """Return the mention whose head is this word.

    Args:
        parse: The parsed text.
        number: Index of a parsed sentence.
        head: Index of a noun, name or pronoun in it.
    """
    sentence = parse.sentences[number]
    word = sentence.words[head]
    entity = naming_entity(parse, number, head)
    if word.upos == "PRON" and entity is None and word.text.lower() not in SOMEBODY:
        plural = word.text.lower() in words("plural_pronouns")
        return Mention(word.span, number, head, "pronoun", None, word.span, plural)
    first = _behind_another_noun(sentence, head)
    inside, core = (
        [index for index in _phrase(sentence, head, relations) if index >= first]
        for relations in (_INSIDE, _INSIDE - {"appos"})
    )
    if entity is not None:
        inside = sorted({*inside, *range(entity.first, entity.last + 1)})
    joined = any(sentence.words[child].relation == "conj" for child in sentence.children[head])
    counted = sentence.words[meant_noun(sentence, head) if word.text.lower() != "one" else head]
    return Mention(
        span=_cover(sentence, inside),
        sentence=number,
        head=head,
        form="name" if entity is not None else "description",
        entity=entity,
        core=_cover(sentence, core),
        plural=counted.xpos in ("NNS", "NNPS") or joined or word.text.lower() in _SEVERAL,
    )


def _behind_another_noun(sentence: Sentence, head: int) -> int:
    """Return where a plural begins that hangs on the noun before: a judgment *campaigners* say; else 0."""
    items = sentence.words
    article = next((child for child in sentence.children[head] if items[child].text in ("a", "an")), head)
    if items[head].xpos != "NNS" or article >= head:
        return 0
    noun = next((index for index in range(article + 1, head) if items[index].upos == "NOUN"), head)
    return noun + 1 if items[noun].xpos == "NN" and items[noun].text.lower() not in _QUANTITIES else 0


_QUANTITIES = frozenset("couple dozen few group handful hundred lot majority million minority number thousand".split())


def entity_mention(entity: Entity) -> Mention:
    """Return the mention made by a name, by its words alone."""
    return Mention(entity.span, entity.sentence, entity.first, "name", entity, entity.span, False)


#: What is said of a number or a part of something, and not what it is.
_PARTS = frozenset(
    "one two three some many most several both all none half percent part section rest number majority dozens hundreds "
    "thousands excerpt chapter passage copy version".split()
)


def is_year_old(sentence: Sentence, index: int) -> bool:
    """Tell whether a word ends an age that stands for a person: "the 38-year-*old*"."""
    return index > 0 and sentence.words[index].text.lower() == "old" and sentence.words[index - 1].text == "-"


def meant_noun(sentence: Sentence, head: int) -> int:
    """Return the noun that says what a phrase means: "one of the *men*", "the first part of the *letter*"."""
    if sentence.words[head].text.lower() not in _PARTS:
        return head
    of = (
        child
        for child in sentence.children[head]
        if sentence.words[child].relation == "nmod"
        and (case := sentence.child(child, "case")) is not None
        and sentence.words[case].text.lower() == "of"
    )
    return next(of, head)


def naming_entity(parse: Parse, number: int, head: int) -> Entity | None:
    """Return the name that a noun phrase is built on, or None.

    "Kremlin spokesman Dmitry Peskov" is built on *Dmitry Peskov*; "Trump’s lawyer", "the lawyer of Trump" on none.
    """
    sentence = parse.sentences[number]
    names = [name for name in parse.entities_of.get(number, ()) if name.type in ("PER", "ORG", "LOC", "MISC")]
    holding = next((name for name in names if name.first <= head <= name.last), None)
    if holding is not None and holding.type == "PER":
        return next((name for name in names if _is_employed(sentence, holding, name)), holding)
    for name in names:
        if name.first > head and (
            (
                name.type == "PER"
                and (
                    _hangs_on(sentence, name, head)
                    or _ends_title(sentence, name, head)
                    or _follows_office(sentence, name, head)
                    or _is_called(sentence, name, head)
                    or _is_given(sentence, name, head)
                    or _has_both_roles(sentence, name, head)
                    or _holds_office(sentence, name, head)
                )
            )
            or (name.type == "ORG" and _follows_group(sentence, name, head))
        ):
            return name
    return holding


def top_word(sentence: Sentence, name: Entity) -> int:
    """Return the index of the word by which a name hangs in its sentence."""
    for index in range(name.first, name.last + 1):
        if not name.first <= sentence.words[index].head <= name.last:
            return index
    return name.first


def clause_word(sentence: Sentence, name: Entity) -> int:
    """Return the index of the word that a name hangs on a clause by: its top word, or what that is in apposition to."""
    index = top_word(sentence, name)
    while sentence.words[index].relation in ("appos", "flat") and sentence.words[index].head != ROOT:
        index = sentence.words[index].head
    return index


def is_main_verb(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is the root of its sentence, or joined to it by "and"."""
    word = sentence.words[verb]
    return word.head == ROOT or (word.relation == "conj" and sentence.words[word.head].head == ROOT)


def is_subject_word(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is the subject of its clause, or stands in apposition to it."""
    word = sentence.words[index]
    apposed = word.relation in ("appos", "flat") and word.head != ROOT
    return (sentence.words[word.head] if apposed else word).relation == "nsubj"


def is_subject(parse: Parse, entity: Entity) -> bool:
    """Tell whether a name is the subject of its clause, or stands in apposition to it."""
    sentence = parse.sentences[entity.sentence]
    return any(
        is_subject_word(sentence, index)
        for index in range(entity.first, entity.last + 1)
        if not entity.first <= sentence.words[index].head <= entity.last
    )


def _is_employed(sentence: Sentence, employer: Entity, name: Entity) -> bool:
    """Tell whether somebody is what another name's bearer has: Obama aide *Ann Lee*."""
    noun = employer.last + 1
    return (
        name.type == "PER"
        and name.first == noun + 1
        and sentence.words[noun].text.islower()
        and _is_noun_of(sentence, noun, "person_nouns")
    )


def _hangs_on(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a name follows the noun as its name, not as a part of its description."""
    top = top_word(sentence, name)
    steps = 0
    while top != head:
        word = sentence.words[top]
        if word.head == ROOT or word.relation not in _NAMING or steps > 4:
            return False
        top, steps = word.head, steps + 1
    return True


def _ends_title(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a long title runs up to the name.

    "Commissioner for Human Rights Michelle Bachelet", "a spokesman for the ministry, Joaquín Belloso, said".
    """
    last = name.first - (2 if sentence.words[name.first - 1].text == "," else 1)
    before = sentence.words[last]
    titles = words("person_nouns") | words("honorifics")
    if before.upos not in ("NOUN", "PROPN") or before.text.lower().rstrip(".") in titles:
        return False
    if last < name.first - 1 and not _is_apposed(sentence, name):
        return False
    between = sentence.words[head + 1 : last + 1]
    if any(
        word.upos in ("AUX", "PUNCT", "PRON", "SCONJ")
        or (word.upos == "VERB" and word.text.islower())  # the United of United Nations is no verb
        or word.quoted is not None
        for word in between
    ):
        return False
    lemma = (sentence.words[head].lemma or "").lower()
    return any(word.upos == "ADP" for word in between) and lemma in words("person_nouns")


def _is_apposed(sentence: Sentence, name: Entity) -> bool:
    """Tell whether a name stands behind a comma and before another, brackets or the end, and is no part of a list."""
    behind = [word.text.lower() for word in sentence.words[name.last + 1 : name.last + 3]]
    listed = any(
        sentence.words[child].relation == "conj"
        for index in range(name.first, name.last + 1)
        for child in sentence.children[index]
    )
    enclosed = sentence.words[name.first - 1].text == "," and behind[:1] in ([], [","], ["."], ["("])
    return enclosed and behind[1:] not in (["and"], ["or"]) and not listed


def _follows_office(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a name stands behind the last of several offices, or of those of whom it is one.

    "founder and president, Aida Seif"; "one of the authors, Fatima Denton".
    """
    office = name.first - 2 if sentence.words[name.first - 1].text == "," else name.first - 1
    if office < head or not _is_noun_of(sentence, office, "person_nouns"):
        return False
    steps = 0
    while office != head and steps <= MOST_OFFICES:
        word = sentence.words[office]
        one_of = word.relation == "nmod" and word.head == head and sentence.words[head].text.lower() == "one"
        if word.head == ROOT or not (one_of or word.relation in ("conj", "compound", "flat")):
            return False
        office, steps = word.head, steps + 1
    return office == head


def _is_called(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a description says that this is its name: "a police officer, *surnamed Yeh*".

    Not where *a neighbour called Bob Roy* a hero.
    """
    called = name.first - 1
    if sentence.words[called].text.lower() not in CALLED or sentence.words[called].head == ROOT:
        return False
    before = called - 1 if sentence.words[called - 1].text != "," else called - 2
    return sentence.words[called].head == head or before == head


def _is_given(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether somebody described gives this name: "a student who *gave her name as Amanda*"."""
    top = sentence.words[top_word(sentence, name)]
    if top.head == ROOT or top.relation not in ("obl", "appos") or not gives_name(sentence, name.first):
        return False
    above = sentence.words[top.head]
    verb = sentence.words[above.head] if top.relation == "appos" and above.head != ROOT else above
    return verb.relation == "acl" and verb.head == head


def _has_both_roles(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a bare role is joined to another before the name: founder and chief executive *Ann Lee*."""
    items = sentence.words
    top = items[top_word(sentence, name)]
    bare = all(items[child].relation not in ("det", "nmod") for child in sentence.children[head] if child < head)
    joined = top.relation == "conj" and top.head == head and items[head + 1].text.lower() in ("and", "&")
    one = _is_noun_of(sentence, head, "person_nouns") and items[head].text.lower() == (items[head].lemma or "")
    between = items[head + 2 : name.first]
    return joined and bare and one and len(between) > 0 and all(w.upos in ("ADJ", "NOUN") for w in between)


def _holds_office(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a body stands between an office and its holder: the Chairman, Committee on Trade, *Hon. Ann Lee*."""
    top = top_word(sentence, name)
    word = sentence.words[top]
    apposed = word.relation == "conj" and word.head == head and _is_apposed(sentence, name)
    listed = any(sentence.words[child].relation == "cc" for child in sentence.children[top])
    office = _is_noun_of(sentence, head, "person_nouns") and sentence.words[head + 1].text == ","
    return apposed and office and not listed


def gives_name(sentence: Sentence, first: int) -> bool:
    """Tell whether what begins at a word is given as somebody's name: "gave her *name* only *as*", "gave a *name,*"."""
    before = [word.text.lower() for word in sentence.words[max(0, first - 6) : first]]
    if before[-2:] == ["name", ","]:
        return not _GIVES.isdisjoint(before)
    return before[-1:] == ["as"] and not _NAMED.isdisjoint(before[-3:])


_NAMED = frozenset(("name", "named", "identified"))
_GIVES = frozenset(("give", "gives", "gave", "giving"))

#: Participles between a description and the name of whom it describes.
CALLED = frozenset(("named", "surnamed", "called"))

#: So many offices of one person are joined at most.
MOST_OFFICES = 4


def _follows_group(sentence: Sentence, name: Entity, head: int) -> bool:
    """Tell whether a name stands right behind the sort of body that it names: "research firm YipitData"."""
    word = sentence.words[top_word(sentence, name)]
    beside = name.first == head + 1 or (name.first == head + 2 and sentence.words[head + 1].text == ",")
    named = word.relation in _NAMING or (word.relation == "conj" and _is_apposed(sentence, name))
    return beside and word.head == head and named and _is_noun_of(sentence, head, "group_nouns")


def _is_noun_of(sentence: Sentence, index: int, listed: str) -> bool:
    word = sentence.words[index]
    return word.quoted is None and bool({word.text.lower(), word.lemma or ""} & words(listed))


def _phrase(sentence: Sentence, head: int, relations: frozenset[str]) -> list[int]:
    found, open_ = [], [head]
    while open_:
        index = open_.pop()
        found.append(index)
        for child in sentence.children[index]:
            word = sentence.words[child]
            if word.relation not in relations or word.quoted is not None:
                continue
            if index == head and word.relation in ("obl", "case", "cc"):  # "according to X": "to" is not the mention's
                continue
            if word.relation == "advmod" and child > index:
                continue
            if word.text.lower() in words("time_words") and not _hyphened(sentence, child + 1):
                continue
            open_.append(child)
    return _unbroken(sentence, sorted(found), head)


def _unbroken(sentence: Sentence, indices: list[int], head: int) -> list[int]:
    """Keep the run of adjacent words around the head, trimmed of punctuation at its edges."""
    members = set(indices)
    first = last = head
    while first - 1 in members or (first > 1 and _hyphened(sentence, first)):
        first -= 1
    while last + 1 in members or (last + 2 in members and sentence.words[last + 1].upos == "PUNCT"):
        last += 1
    opened = 0
    for index in range(first, last + 1):  # a bracket that closes and was not opened ends the phrase
        opened += {"(": 1, ")": -1}.get(sentence.words[index].text, 0)
        if opened < 0:
            last = max(head, index - 1)
            break
    while first < head and sentence.words[first].upos in ("PUNCT", "CCONJ", "SCONJ", "ADP"):
        first += 1
    while last > head and sentence.words[last].upos in ("PUNCT", "CCONJ", "ADP"):
        last -= 1
    return list(range(first, last + 1))


def _hyphened(sentence: Sentence, first: int) -> bool:
    """Tell whether the word before belongs to the same compound, or is its article: "the 46-year-old"."""
    if first >= len(sentence.words) or sentence.words[first - 1].quoted is not None:
        return False
    before, word = sentence.words[first - 1], sentence.words[first]
    return "-" in (before.text, word.text) or (
        before.upos in ("DET", "NUM") and first + 1 < len(sentence.words) and sentence.words[first + 1].text == "-"
    )


def _cover(sentence: Sentence, indices: list[int]) -> Span:
    return Span(sentence.words[indices[0]].span.start, sentence.words[indices[-1]].span.end)
