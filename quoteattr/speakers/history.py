"""What is known of a text's people when a mention of one comes up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.mentions import Mention
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.descriptions import describing_words, fits_description, noun_of
from quoteattr.speakers.documents import alike, authors
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.person import Person
from quoteattr.speakers.reports import Reports, described_person, find_reports

#: A pronoun tells the gender of whoever it means with this probability.
SURE = 0.9


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


def _first(entry: tuple[int, Person]) -> int:
    return entry[0]


def settle(parse: Parse, mention: Mention, person: Person, history: History, probability: float = 1.0) -> None:
    """Note whom a pronoun or description means: for the reports that have it for a subject, and, if sure, its gender.

    After “…,” *she* said, where she is Orla Finnerty, no *he* is.
    """
    history.reports.settle(mention, person)
    if person.gender is None and person.is_human and probability >= SURE:
        person.gender = gender_of_mention(parse, mention)
