"""Whom a pronoun or a description means: the options, with the features by which they are compared."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quoteattr.cues.candidate import bucket, speaker_kind
from quoteattr.mentions import Mention, clause_word, is_main_verb, is_subject, meant_noun, naming_entity, top_word
from quoteattr.nlp.parse import ROOT, Entity, Parse
from quoteattr.speakers.descriptions import (
    describing_words,
    description_match,
    determiner,
    fits_description,
    noun_of,
)
from quoteattr.speakers.documents import alike, author_of, authors
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.person import Person
from quoteattr.speakers.recover import age_behind
from quoteattr.speakers.reports import Reports, described_person, find_reports, is_circumstance, telling, told_of

#: How many of the names before a mention are looked at for people it may mean.
NAMES_BACK = 40
#: How many earlier quotations' speakers are options.
QUOTATIONS_BACK = 3

#: A pronoun tells the gender of whoever it means with this probability.
SURE = 0.9

#: Different surnames remembered, ready to be looked for in quotations; few texts name as many people.
SURNAMES_KEPT = 10_000


@dataclass(slots=True)
class History:
    """What the reader knows when a mention comes up.

    Attributes:
        people: Everybody named in the text, and those described so far.
        by_entity: Who each name was gathered under.
        reports: The text's reports, in text order.
        authors: By a document's noun, in text order, (sentence, author) where the text says whose it is.
        spoken: (marked stretch, paragraph, person) of the quotations attributed so far, in text order.
        uttered: Of each marked stretch so far, whether it is an utterance.
        by_word: Places in ``people`` of those with this word in a role or name, so that a description need not be
            compared with everybody in a long text.
    """

    people: list[Person]
    by_entity: dict[Entity, Person]
    reports: Reports
    authors: Mapping[str, Sequence[tuple[int, Person]]] = field(default_factory=dict)
    spoken: list[tuple[int, int, Person]] = field(default_factory=list)
    uttered: dict[int, bool] = field(default_factory=dict)
    by_word: dict[str, set[int]] = field(default_factory=dict)
    _places: dict[int, int] = field(default_factory=dict)

    @classmethod
    def before(cls, parse: Parse, people: Sequence[Person]) -> History:
        """Return what is known before the first quotation."""
        by_entity = {entity: person for person in people for entity in person.entities}
        reports = find_reports(parse, by_entity)
        history = cls([], by_entity, reports, authors(parse, by_entity, reports))
        for person in people:
            history.learn(person)
        return history

    def author(self, noun: str, sentence: int) -> tuple[int, Person] | None:
        """Return where a text says before a sentence whose document a noun means, and whose; or None.

        "The letter" is Ann Lee’s, who wrote it in the third sentence.
        """
        for nouns in ((noun,), alike(noun)):
            listed = (self.authors.get(one, ()) for one in nouns)
            before = [found[at - 1] for found in listed if (at := bisect_right(found, sentence, key=_first))]
            if before:
                return max(before, key=_first)
        return None

    def learn(self, person: Person) -> None:
        """Note somebody who may be meant from now on, or a role that has become known."""
        place = self._places.setdefault(id(person), len(self.people))
        if place == len(self.people):
            self.people.append(person)
        words = {word for role in person.roles for word in role.text.lower().split()}
        words |= set(person.name.lower().split()) if person.sort is not None else set()
        for word in words.union(*(name.words for name in person.forms)):
            self.by_word.setdefault(word, set()).add(place)

    def fitting(self, parse: Parse, mention: Mention) -> list[Person]:
        """Return those whom a description fits, in the order of ``people``."""
        described = describing_words(parse, mention)
        places: Iterable[int] = range(len(self.people))
        if described:  # all of its words stand in what it fits, unless that holds its noun alone
            noun, lemma = noun_of(parse, mention)
            places = sorted(set().union(*(self.by_word.get(word, ()) for word in (min(described), noun, lemma))))
        return [self.people[place] for place in places if fits_description(parse, mention, self.people[place])]

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


def _first(entry: tuple[int, Person]) -> int:
    return entry[0]


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
        owned = _owning(parse, mention, kind, people, history)
        people = owned or _holding_office(parse, mention, people) or _meeting(parse, mention, kind, people)
        if determiner(parse, mention) in ("a", "some"):
            people = [person for person in people if person in owned or _named_inside(parse, mention, person)]
    first = _subject_of_first(parse, mention, history) or _subject_before(parse, mention, quoted, history)
    if first is not None and not _contradicts(parse, mention, kind, first):
        people = [first]
    written, writer = _written(parse, mention, kind, history)
    if writer is not None and not owned:
        since = not spoken or written > _sentence_of(parse, spoken[0][0])
        speakers = [] if since else [entry[2] for entry in spoken]
        people = [person for person in people if person in speakers and person is not writer] + [writer]
    tellers = telling(parse, mention, history.reports) if mention.form == "description" else []
    options = [
        Option(
            person,
            False,
            (
                *_person_features(parse, mention, kind, person, paragraph, quoted, nearby, spoken),
                *_report_features(parse, mention, kind, person, reporters, spoken, nearby),
                *([] if writer is None else [f"wrote={writer is person}"]),
            ),
        )
        for person in people
        if (person is writer or person in owned or not _contradicts(parse, mention, kind, person))
        and person not in tellers
        and not (kind != "document" and _possesses(parse, mention, person))
        and not (
            kind == "document"
            and person.type == "person"
            and person is not writer
            and person not in owned
            and not _author(parse, mention, person, spoken)
        )
    ]
    if mention.form == "description" and not owned and writer is None:
        options.append(Option(None, True, tuple(_new_features(parse, mention, kind))))
    options.append(Option(None, False, ("nobody", f"nobody:{kind}")))
    return options


def _subject_of_first(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return whom a pronoun means that is the subject of a later clause.

    *Ann Lee* denies it; *she* says “…”. *Ann Lee* spoke to the press, where *she* said “…”.
    """
    sentence = parse.sentences[mention.sentence]
    verb = sentence.words[mention.head].head
    if mention.form != "pronoun" or mention.plural or verb == ROOT or sentence.words[verb].head == ROOT:
        return None
    if is_circumstance(sentence, verb):
        first = next(above for above in sentence.ancestors(verb) if sentence.words[above].head == ROOT)
    elif sentence.words[verb].relation in ("conj", "parataxis"):
        first = sentence.words[verb].head
    else:
        return None
    return _named_subject(parse, mention.sentence, first, history) if first < mention.head else None


def _subject_before(parse: Parse, mention: Mention, quoted: str, history: History) -> Person | None:
    """Return whom a pronoun means that follows a sentence about one person.

    *An aide* warned of it. “…,” *he* said. *Bob Roy* was more cautious. “…,” *he* said; but Bob Roy scored twice. “He
    is brilliant,” she said.
    """
    if mention.form != "pronoun":
        return None
    before = mention.sentence - 1
    reporters = history.reports.before(mention)
    reporter = reporters[0][0] if reporters and reporters[0][1] == before else None
    if reporter is not None and reporter.sort == "person":
        return reporter
    named = _main_subject(parse, before, history) if not mention.plural else None
    here = before >= 0 and parse.sentences[before].paragraph == parse.sentences[mention.sentence].paragraph
    return named if here and reporter in (None, named) and not _OF_ANOTHER.search(quoted) else None


_OF_ANOTHER = re.compile(r"\b(?:he|she|him|her)\b", re.IGNORECASE)


def _main_subject(parse: Parse, number: int, history: History) -> Person | None:
    """Return the person whose name is the only subject of a sentence in the narrator's words alone; else None.

    Not where *Ann Lee urged calm, but her deputy was furious*.
    """
    sentence = parse.sentences[number]
    if number < 0 or not sentence.parsed or any(word.quoted is not None for word in sentence.words):
        return None
    root = next(index for index, word in enumerate(sentence.words) if word.head == ROOT)
    joined = [child for child in sentence.children[root] if sentence.words[child].relation in ("conj", "parataxis")]
    if any(sentence.child(clause, "nsubj") is not None for clause in joined):
        return None
    return _named_subject(parse, number, root, history)


def _named_subject(parse: Parse, number: int, verb: int, history: History) -> Person | None:
    """Return the person whose name is the subject of a verb, or None."""
    subject = parse.sentences[number].child(verb, "nsubj")
    name = None if subject is None else naming_entity(parse, number, subject)
    return None if name is None or name.type != "PER" else history.by_entity.get(name)


def _written(parse: Parse, mention: Mention, kind: str, history: History) -> tuple[int, Person | None]:
    """Return the sentence that says whose the document is that a description means, and whose; None where none does."""
    if kind != "document":
        return 0, None
    sentence = parse.sentences[mention.sentence]
    head = sentence.words[meant_noun(sentence, mention.head)]
    return history.author((head.lemma or head.text).lower(), mention.sentence) or (0, None)


def _sentence_of(parse: Parse, stretch: int) -> int:
    """Return the sentence that a marked stretch stands in, the first of several; -1 where it stands in none."""
    places = parse.places.get(stretch)
    return places[0][0] if places else -1


def _author(parse: Parse, mention: Mention, person: Person, spoken: Sequence[tuple[int, int, Person]]) -> bool:
    """Tell whether a document may be somebody's: it names him or her, or what he or she said stands just before."""
    return any(entry[2] is person for entry in spoken) or _named_inside(parse, mention, person)


def _named_inside(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a description holds somebody's name: "a *WMO* press release"."""
    names = parse.entities_of.get(mention.sentence, ())
    return any(mention.span.holds(name.span) and name in person.entities for name in names)


def _possesses(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether somebody is whose the one described is: *Vogel’s* mother is not Vogel."""
    sentence = parse.sentences[mention.sentence]
    owners = [
        name
        for name in parse.entities_of.get(mention.sentence, ())
        if mention.span.holds(name.span)
        and name.last < mention.head
        and sentence.words[top_word(sentence, name)].deprel == "nmod:poss"
    ]
    return any(name in person.entities for name in owners)


def _owning(parse: Parse, mention: Mention, kind: str, people: Sequence[Person], history: History) -> list[Person]:
    """Return whose document a description says that it is: *Fontaine*'s statement, a *WMO* press release."""
    if kind != "document":
        return []
    written = author_of(parse, mention.sentence, mention.head, history.by_entity, history.reports)
    if written is not None:
        return [written]
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
    """Return those whose role is just what a definite description says: "the president" is a president."""
    if determiner(parse, mention) in ("a", "some"):
        return []
    return [person for person in people if description_match(parse, mention, person) == "role-exact"]


def _meeting(parse: Parse, mention: Mention, kind: str, people: Sequence[Person]) -> list[Person]:
    """Return those whom a description may mean: where it meets somebody's role, nobody with another role alone.

    "The judge" is Judge Lee, and not Assistant Attorney General Roy; "his aide" is never the governor.
    """
    opening = determiner(parse, mention)
    met = [person for person in people if person.spans and min(person.spans) < mention.span]
    fitting = [person for person in met if person.is_human and fits_description(parse, mention, person)]
    if kind != "person" or opening in ("a", "some") or not (fitting or opening == "poss"):
        return list(people)
    return [person for person in people if person in fitting or not (person.roles or person.sort)]


def _names_before(parse: Parse, mention: Mention, history: History) -> list[tuple[Person, Entity]]:
    """Return the people whose names stand before a mention, nearest first, each with the nearest name."""
    at = bisect_left(parse.entities, mention.span.start, key=lambda entity: entity.span.start)
    found: dict[int, tuple[Person, Entity]] = {}
    for entity in reversed(parse.entities[max(0, at - NAMES_BACK) : at]):
        person = history.by_entity.get(entity)
        if person is not None and id(person) not in found:
            found[id(person)] = (person, entity)
    return list(found.values())


def settle(parse: Parse, mention: Mention, person: Person, history: History, probability: float = 1.0) -> None:
    """Note whom a pronoun or description means: for the reports that have it for a subject, and, if sure, its gender.

    After “…,” *she* said, where she is Orla Finnerty, no *he* is.
    """
    history.reports.settle(mention, person)
    if person.gender is None and person.is_human and probability >= SURE:
        person.gender = gender_of_mention(parse, mention)


def _contradicts(parse: Parse, mention: Mention, kind: str, person: Person) -> bool:
    """Tell whether gender or sort rule a person out."""
    gender = gender_of_mention(parse, mention)
    if gender and person.gender and gender != person.gender:
        return True
    if mention.form == "description" and _is_of_another_age(parse, mention, person):
        return True
    if mention.form == "pronoun" and told_of(parse, mention, person):
        return True
    if kind == "it":
        return person.is_human or person.type == "group"
    if kind == "group":
        other = person.sort == "group" and mention.form == "description"
        return person.is_human or person.sort == "document" or (other and not fits_description(parse, mention, person))
    if kind == "document" and person.sort in ("person", "group"):
        return True
    if mention.form == "description" and kind != "document" and person.sort == "document":
        return not fits_description(parse, mention, person)
    if mention.form == "description" and mention.plural:
        return person.type in ("person", "unnamed") or (kind == "person" and person.type == "org")
    if kind == "document":
        return False
    return kind in ("he", "she", "i", "person") and (not person.is_human or person.type == "group")


def _is_of_another_age(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a description states an age that is not somebody's: "the 33-year-old" is not Tom Okoye, 19."""
    stated = _AGE_STATED.search(parse.text[slice(*mention.span)])
    if stated is None:
        return False
    ages = {age for name in person.entities if (age := age_behind(parse.sentences[name.sentence], name.last))}
    return bool(ages) and int(stated.group(1)) not in ages


_AGE_STATED = re.compile(r"\b(\d{1,3})-year-old\b")


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
        here = parse.sentences[mention.sentence].paragraph == parse.sentences[entity.sentence].paragraph
        yield f"{form}:named-in-this-paragraph={here}:spoke={rank}"
        since = spoken and entity.span.start > _start(parse, spoken[0][0])
        yield f"{form}:named-since-last-quotation={bool(since)}:spoke={rank}"
        yield f"{form}:named-since-last-quotation={bool(since)}:subject={subject}"
    if mention.form == "description":
        if _named_inside(parse, mention, person):
            yield f"owner:{kind}"
            yield f"owner:{kind}:{person.type}"
        if determiner(parse, mention) == "poss":
            yield f"possessed:spoke={rank}"
        match = description_match(parse, mention, person)
        yield f"match={match}"
        yield f"match={match}:spoke={rank}"
        yield f"match={match}:{determiner(parse, mention)}"
        yield f"match={match}:sort={person.sort}"
        yield f"known:{determiner(parse, mention)}:long={_long(parse, mention)}"
    yield f"{form}:full-name={any(len(name.words) > 1 for name in person.forms)}"
    yield f"{form}:often={bucket(len(person.entities), 1, 3, 8)}"


@lru_cache(maxsize=SURNAMES_KEPT)
def _named(surname: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)


def _of_main_clause(parse: Parse, entity: Entity) -> bool:
    """Tell whether the clause that a name is the subject of is its sentence's main one."""
    sentence = parse.sentences[entity.sentence]
    verb = sentence.words[clause_word(sentence, entity)].head
    return verb == ROOT or is_main_verb(sentence, verb)


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
    opening = determiner(parse, mention)
    yield "new"
    yield f"new:{kind}"
    yield f"new:{opening}"
    yield f"new:{kind}:{opening}"
    yield f"new:{opening}:long={_long(parse, mention)}"
    yield f"new:{opening}:plural={mention.plural}"


def _long(parse: Parse, mention: Mention) -> str:
    return bucket(len(parse.text[slice(*mention.core)].split()), 2, 3, 5)
