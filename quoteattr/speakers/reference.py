"""Whom a pronoun or a description means: the options, with the features by which they are compared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quoteattr.cues.candidate import bucket, speaker_kind
from quoteattr.mentions import Mention, is_subject
from quoteattr.nlp.parse import ROOT, Entity, Parse
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.person import Person
from quoteattr.speakers.reports import Reports, described_person, find_reports
from quoteattr.text import APOSTROPHES

#: How many of the names before a mention are looked at for people it may mean.
NAMES_BACK = 40
#: How many earlier quotations' speakers are options.
QUOTATIONS_BACK = 3

#: Different surnames remembered, ready to be looked for in quotations; few texts name as many people.
SURNAMES_KEPT = 10_000

#: The sort of determiner that each word makes of a description it opens.
_DETERMINERS = {
    word: sort
    for sort, listed in {
        "the": "the",
        "this": "this that these those",
        "a": "a an one another",
        "some": "some many several other",
        "poss": "his her their its my our",
    }.items()
    for word in listed.split()
}
_POSSESSIVES = tuple(f"{mark}s" for mark in APOSTROPHES)


@dataclass(slots=True)
class History:
    """What the reader knows when a mention comes up.

    Attributes:
        people: Everybody named in the text, and those described so far.
        by_entity: Who each name was gathered under.
        reports: The text's reports, in text order.
        spoken: (marked stretch, paragraph, person) of the quotations attributed so far, in text order.
        uttered: Of each marked stretch so far, whether it is an utterance.
        by_word: Places in ``people`` of those with this word in a role or name, so that a description need not be
            compared with everybody in a long text.
    """

    people: list[Person]
    by_entity: dict[Entity, Person]
    reports: Reports
    spoken: list[tuple[int, int, Person]] = field(default_factory=list)
    uttered: dict[int, bool] = field(default_factory=dict)
    by_word: dict[str, set[int]] = field(default_factory=dict)
    _places: dict[int, int] = field(default_factory=dict)

    @classmethod
    def before(cls, parse: Parse, people: Sequence[Person]) -> History:
        """Return what is known before the first quotation."""
        by_entity = {entity: person for person in people for entity in person.entities}
        history = cls([], by_entity, find_reports(parse, by_entity))
        for person in people:
            history.learn(person)
        return history

    def learn(self, person: Person) -> None:
        """Note somebody who may be meant from now on, or a role that has become known."""
        place = self._places.setdefault(id(person), len(self.people))
        if place == len(self.people):
            self.people.append(person)
        words = {word for role in person.roles for word in role.text.lower().split()}
        for word in words.union(*(name.words for name in person.forms)):
            self.by_word.setdefault(word, set()).add(place)

    def fitting(self, parse: Parse, mention: Mention) -> list[Person]:
        """Return those whose role or name meets a description, in the order of ``people``."""
        described = _describing_words(parse, mention)
        places: Iterable[int] = range(len(self.people))
        if described:  # all of its words stand in a role or name that meets it, unless that holds its noun alone
            noun, lemma = _noun(parse, mention)
            places = sorted(set().union(*(self.by_word.get(word, ()) for word in (min(described), noun, lemma))))
        return [self.people[place] for place in places if _described(parse, mention, self.people[place])]

    def described(self, parse: Parse, mention: Mention) -> Person:
        """Return the entry for somebody whom a mention describes: the one that its report has, or a new one."""
        person = self.reports.who(mention.span)
        return person if person is not None and person.sort is not None else described_person(parse, mention)


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a mention.

    Attributes:
        person: Who is meant; None for ``new`` and ``nobody``.
        new: Whether the words introduce somebody unnamed.
        features: For the ranking model.
    """

    person: Person | None
    new: bool
    features: tuple[str, ...]


def reference_options(parse: Parse, mention: Mention, paragraph: int, quoted: str, history: History) -> list[Option]:
    """Return whom a pronoun or description may mean: people named or speaking before it, somebody new, nobody.

    Args:
        parse: The parsed narration.
        mention: A mention of form ``pronoun`` or ``description``.
        paragraph: The quotation's paragraph.
        quoted: The quotation's words; speakers seldom name themselves.
        history: The names of the text and the quotations attributed so far.
    """
    kind = speaker_kind(parse, mention)
    nearby = _names_before(parse, mention, history)
    spoken = history.spoken[-QUOTATIONS_BACK:][::-1]
    reporters = history.reports.before(mention)
    people: list[Person] = []
    owned: list[Person] = []
    for person in [entry[2] for entry in spoken] + [entry[0] for entry in reporters] + [entry[0] for entry in nearby]:
        if person not in people:
            people.append(person)
    if mention.form == "description":
        inside = [name for name in parse.entities_of.get(mention.sentence, ()) if mention.span.holds(name.span)]
        people += [history.by_entity[name] for name in inside if history.by_entity.get(name) not in (None, *people)]
        people += [person for person in history.fitting(parse, mention) if person not in people]
        owned = _owning(parse, mention, kind, people)
        people = owned or _holding_office(parse, mention, people) or people
        if _determiner(parse, mention) in ("a", "some"):
            people = [person for person in people if _named_inside(parse, mention, person)]
    options = [
        Option(
            person,
            False,
            (
                *_person_features(parse, mention, kind, person, paragraph, quoted, nearby, spoken),
                *_report_features(parse, mention, kind, person, reporters, spoken, nearby),
            ),
        )
        for person in people
        if not _contradicts(parse, mention, kind, person)
        and not (kind == "document" and person.type == "person" and not _author(parse, mention, person, spoken))
    ]
    if mention.form == "description" and not owned:
        options.append(Option(None, True, tuple(_new_features(parse, mention, kind))))
    options.append(Option(None, False, ("nobody", f"nobody:{kind}")))
    return options


def _author(parse: Parse, mention: Mention, person: Person, spoken: Sequence[tuple[int, int, Person]]) -> bool:
    """Tell whether a document may be somebody's: it names him or her, or what he or she said stands just before."""
    return any(entry[2] is person for entry in spoken) or _named_inside(parse, mention, person)


def _named_inside(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a description holds somebody's name: "a *WMO* press release"."""
    names = parse.entities_of.get(mention.sentence, ())
    return any(mention.span.holds(name.span) and name in person.entities for name in names)


def _owning(parse: Parse, mention: Mention, kind: str, people: Sequence[Person]) -> list[Person]:
    """Return whose document a description says that it is: *Fontaine*'s statement, a *WMO* press release."""
    if kind != "document":
        return []
    owners = [
        owner
        for owner in people
        for name in owner.entities
        if name.sentence == mention.sentence
        and mention.span.holds(name.span)
        and name.last < mention.head
        and name.type in ("PER", "ORG")
    ]
    return owners[:1]


def _holding_office(parse: Parse, mention: Mention, people: Sequence[Person]) -> list[Person]:
    """Return those whose role is just what a description with "the" says: "the president" is a president."""
    if _determiner(parse, mention) != "the":
        return []
    return [person for person in people if _description_match(parse, mention, person) == "role-exact"]


def _names_before(parse: Parse, mention: Mention, history: History) -> list[tuple[Person, Entity]]:
    """Return the people whose names stand before a mention, nearest first, each with the nearest name."""
    at = bisect_left(parse.entities, mention.span.start, key=lambda entity: entity.span.start)
    found: dict[int, tuple[Person, Entity]] = {}
    for entity in reversed(parse.entities[max(0, at - NAMES_BACK) : at]):
        person = history.by_entity.get(entity)
        if person is not None and id(person) not in found:
            found[id(person)] = (person, entity)
    return list(found.values())


def settle(parse: Parse, mention: Mention, person: Person, history: History) -> None:
    """Note whom a pronoun or description means: for the reports that have it for a subject, and its gender.

    After “…,” *she* said, where she is Orla Finnerty, no *he* is.
    """
    history.reports.settle(mention, person)
    if person.gender is None and person.is_human:
        person.gender = gender_of_mention(parse, mention)


def _contradicts(parse: Parse, mention: Mention, kind: str, person: Person) -> bool:
    """Tell whether gender or sort rule a person out."""
    gender = gender_of_mention(parse, mention)
    if gender and person.gender and gender != person.gender:
        return True
    if kind == "it":
        return person.is_human or person.type == "group"
    if kind == "group":
        return person.is_human or person.sort == "document"
    if mention.form == "description" and mention.plural:
        return person.type in ("person", "unnamed")
    if kind == "document":
        return person.sort in ("person", "group")
    return kind in ("he", "she", "i", "person") and not person.is_human


def _described(parse: Parse, mention: Mention, person: Person) -> bool:
    return _description_match(parse, mention, person) != "none"


def _description_match(parse: Parse, mention: Mention, person: Person) -> str:
    """Say how a description meets what is known of somebody: by role, by name ("the ministry") or not at all."""
    noun, lemma = _noun(parse, mention)
    role_words = [set(role.text.lower().split()) for role in person.roles]
    described = _describing_words(parse, mention)
    if any(described == role for role in role_words):
        return "role-exact"
    if any(described <= role and not (_LESSER & role - described) for role in role_words):
        return "role-all"
    if any(described <= role for role in role_words):
        return "role-lesser"
    if any(noun in role or lemma in role for role in role_words):
        return "role-head"
    names = [set(form.words) for form in person.forms]
    if person.type != "person" and any(described <= name for name in names):
        return "name-all"
    if person.type != "person" and any(noun in name for name in names):
        return "name-head"
    return "none"


def _noun(parse: Parse, mention: Mention) -> tuple[str, str]:
    """Return the word on which a description hangs, as it stands and in its dictionary form."""
    head = parse.sentences[mention.sentence].words[mention.head]
    return head.text.lower(), head.lemma or head.text.lower()


def _describing_words(parse: Parse, mention: Mention) -> set[str]:
    """Return the words of a description but for its determiner."""
    return {word for word in parse.text[slice(*mention.core)].lower().split() if word not in _DETERMINERS}


#: Words that make a role another one: a vice president is not the president.
_LESSER = frozenset("vice deputy former ex assistant associate acting interim late co-".split())


def _person_features(
    parse: Parse, mention: Mention, kind: str, person: Person, paragraph: int, quoted: str,
    nearby: Sequence[tuple[Person, Entity]], spoken: Sequence[tuple[int, int, Person]],
) -> Iterator[str]:  # fmt: skip
    form = "pronoun" if mention.form == "pronoun" else "description"
    yield f"{form}:known"
    yield f"{kind}:{person.type}"
    gender = gender_of_mention(parse, mention)
    if gender:
        yield f"gender={'agrees' if person.gender == gender else 'open'}"
    if any(_named(name.surname).search(quoted) for name in person.forms):
        yield f"{form}:named-in-the-quotation"
    rank = next((index for index, entry in enumerate(spoken) if entry[2] is person), None)
    if rank is None:
        yield f"{form}:never-spoke" if not any(entry[2] is person for entry in spoken) else f"{form}:spoke"
    else:
        apart = paragraph - spoken[rank][1]
        yield f"{form}:spoke={rank}"
        yield f"{form}:spoke={rank}:apart={bucket(apart, 0, 1, 2, 4)}"
        yield f"{kind}:spoke={rank}"
    yield f"{form}:spoke={rank}:gender={'agrees' if gender and person.gender == gender else 'open'}"
    same_sort = [entry for entry in nearby if not _contradicts(parse, mention, kind, entry[0])]
    place = next((index for index, entry in enumerate(same_sort) if entry[0] is person), None)
    yield f"{form}:named={'no' if place is None else bucket(place, 0, 1, 2, 4)}"
    if place is not None:
        entity = same_sort[place][1]
        away = mention.sentence - entity.sentence
        subject = is_subject(parse, entity)
        yield f"{form}:away={bucket(away, 0, 1, 2, 4, 8)}"
        yield f"{form}:away={bucket(away, 0, 1, 2, 4, 8)}:subject={subject}"
        yield f"{form}:away={bucket(away, 0, 1, 2, 4)}:main={subject and _of_main_clause(parse, entity)}"
        yield f"{form}:named={bucket(place, 0, 1, 2, 4)}:spoke={rank}"
        since = spoken and entity.span.start > _start(parse, spoken[0][0])
        yield f"{form}:named-since-last-quotation={bool(since)}:spoke={rank}"
        yield f"{form}:named-since-last-quotation={bool(since)}:subject={subject}"
    if mention.form == "description":
        if _named_inside(parse, mention, person):
            yield f"owner:{kind}"
            yield f"owner:{kind}:{person.type}"
        if _determiner(parse, mention) == "poss":
            yield f"possessed:spoke={rank}"
        match = _description_match(parse, mention, person)
        yield f"match={match}"
        yield f"match={match}:spoke={rank}"
        yield f"match={match}:{_determiner(parse, mention)}"
        yield f"known:{_determiner(parse, mention)}:long={_long(parse, mention)}"
    yield f"{form}:full-name={any(len(name.words) > 1 for name in person.forms)}"
    yield f"{form}:often={bucket(len(person.entities), 1, 3, 8)}"


@lru_cache(maxsize=SURNAMES_KEPT)
def _named(surname: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)


def _of_main_clause(parse: Parse, entity: Entity) -> bool:
    """Tell whether the clause that a name is the subject of is its sentence's main one."""
    sentence = parse.sentences[entity.sentence]
    index = entity.first
    while entity.first <= index <= entity.last or sentence.words[index].relation in ("appos", "flat"):
        if sentence.words[index].head == ROOT:
            return True
        index = sentence.words[index].head
    above = sentence.words[index]
    return above.head == ROOT or (above.relation == "conj" and sentence.words[above.head].head == ROOT)


def _report_features(
    parse: Parse, mention: Mention, kind: str, person: Person,
    reporters: Sequence[tuple[Person, int]], spoken: Sequence[tuple[int, int, Person]],
    nearby: Sequence[tuple[Person, Entity]],
) -> Iterator[str]:  # fmt: skip
    """How lately somebody reported something, among those whom the words can mean."""
    form = mention.form
    same_sort = [entry for entry in reporters if not _contradicts(parse, mention, kind, entry[0])]
    rank = next((index for index, entry in enumerate(same_sort) if entry[0] is person), None)
    spoke = next((index for index, entry in enumerate(spoken) if entry[2] is person), None)
    yield f"{form}:reported={rank}"
    yield f"{form}:reported={rank}:spoke={spoke}"
    if rank is not None:
        away = bucket(mention.sentence - same_sort[rank][1], 0, 1, 2, 4)
        yield f"{form}:reported={rank}:away={away}"
        yield f"{kind}:reported={rank}"
        overtaken = any(
            other is not person
            and entity.sentence > same_sort[rank][1]
            and is_subject(parse, entity)
            and not _contradicts(parse, mention, kind, other)
            for other, entity in nearby
        )
        yield f"{form}:reported={rank}:overtaken={overtaken}"


def _start(parse: Parse, stretch: int) -> int:
    places = parse.places.get(stretch)
    if not places:
        return 0
    number, word = places[0]
    return parse.sentences[number].words[word].span.start


def _new_features(parse: Parse, mention: Mention, kind: str) -> Iterator[str]:
    determiner = _determiner(parse, mention)
    yield "new"
    yield f"new:{kind}"
    yield f"new:{determiner}"
    yield f"new:{kind}:{determiner}"
    yield f"new:{determiner}:long={_long(parse, mention)}"
    yield f"new:{determiner}:plural={mention.plural}"


def _determiner(parse: Parse, mention: Mention) -> str:
    """Return the sort of determiner that a description has: ``the``, ``this``, ``a``, ``some``, ``poss``, ``none``."""
    opening = parse.text[slice(*mention.core)].split()
    first = opening[0].lower() if opening else ""
    if first in _DETERMINERS:
        return _DETERMINERS[first]
    return "poss" if any(word.endswith(_POSSESSIVES) for word in opening) else "none"


def _long(parse: Parse, mention: Mention) -> str:
    return bucket(len(parse.text[slice(*mention.core)].split()), 2, 3, 5)
