"""The characters of a story: people named, those only described, and the narrator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.fiction.aliases import Naming, complete, find_namings
from quoteattr.fiction.characters import sort_of
from quoteattr.fiction.readings import Reading, reports_speech
from quoteattr.lexicon import words
from quoteattr.marks import Marked, outside
from quoteattr.mentions import Mention
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.names import read_name
from quoteattr.speakers.person import Person

#: A text whose narrator says "I said" beside a quotation this often is told in the first person.
LEAST_I_SAID = 3
#: Or this share of its narration's words is "I", "me" or "my", and it is so often said once.
LEAST_FIRST_PERSON = 0.015

_FIRST_PERSON = re.compile(r"\b(?:I|me|my|myself)\b")
_ARTICLES = ("the ", "a ", "an ")
#: How somebody speaks, where the parser takes it for a part of the description.
_MANNER = re.compile(r" (?:(?:at|after|from|by|with) (?!the )|in (?:an?|his|her) ).*$")


@dataclass(slots=True)
class Cast:
    """Who may speak in a text.

    Attributes:
        people: Named, described and narrating characters; characters elsewhere are indices into it.
        by_entity: Who each name of the parse belongs to.
        by_description: Who is described by these words: "old man".
        narrator: Index of whoever says "I" in the narration, or None.
    """

    people: list[Person]
    by_entity: dict[Entity, int]
    by_description: dict[str, int] = field(default_factory=dict)
    narrator: int | None = None

    def namings(self, text: str) -> list[Naming]:
        """Return where the text names a character; what the parse has resolved is as it says there."""
        forms = [_forms(person) for person in self.people]
        for phrase, described_one in self.by_description.items():
            if self.people[described_one].type == "person":
                forms[described_one].append(f"the {phrase}")
        bearers = complete(forms, text)
        starts = {entity.span.start: who for entity, who in self.by_entity.items()}
        ends = {entity.span.end: who for entity, who in self.by_entity.items()}
        found = []
        for span, who in find_namings(text, bearers):
            resolved = starts.get(span.start, ends.get(span.end))
            found.append(Naming(span, (resolved,) if resolved is not None else who))
        return found

    def answering(self) -> dict[str, int]:
        """Return who answers to which words, lower-case; what two answer to is left out."""
        owners: dict[str, set[int]] = {}
        for who, person in enumerate(self.people):
            known = [person.known.name, *person.known.aliases] if person.known is not None else []
            for form in {*known, *person.surface}:
                name = read_name(form)
                if name is not None:
                    for key in {name.text.casefold(), name.surname, form.casefold().replace(".", "")}:
                        owners.setdefault(key, set()).add(who)
        return {key: min(found) for key, found in owners.items() if len(found) == 1}


def make_cast(parse: Parse, marked: Sequence[Marked], people: Sequence[Person], readings: Sequence[Reading]) -> Cast:
    """Return the characters of a text.

    Args:
        parse: The parsed narration.
        marked: Its stretches in quotation marks.
        people: Those whom it names or the caller knows.
        readings: The words beside each quotation; whoever is described there speaks.
    """
    speaking = [person for person in people if person.type == "person" or (person.known and person.type != "unnamed")]
    waiting = _known_descriptions(people)
    cast = Cast(speaking, {entity: who for who, person in enumerate(speaking) for entity in person.entities})
    cast.by_description.update(_offices(speaking))
    said_by_narrator = 0
    for reading in readings:
        mention = reading.candidate.mention if reading.candidate is not None else None
        if mention is None or reading.candidate is None or not reports_speech(parse, reading.candidate):
            continue
        if mention.form == "pronoun" and parse.text[slice(*mention.span)] == "I":
            said_by_narrator += 1
        elif mention.form == "description" and (described(parse, mention) in waiting or is_describing(parse, mention)):
            _describe(cast, parse, mention, waiting)
    if said_by_narrator >= LEAST_I_SAID or (said_by_narrator and _first_person(parse.text, marked)):
        cast.narrator = _place(cast, _known_narrator(people) or Person("unnamed", "narrator"))
    return cast


def _known_descriptions(people: Sequence[Person]) -> dict[str, Person]:
    """Return those whom the caller knows by a description, by its words; what describes two is left out."""
    known: dict[str, list[Person]] = {}
    for person in people:
        if person.known is not None and person.type == "unnamed":
            for phrase in {_phrase(form) for form in (person.known.name, *person.known.aliases)}:
                known.setdefault(phrase, []).append(person)
    return {phrase: found[0] for phrase, found in known.items() if len(found) == 1}


def _known_narrator(people: Sequence[Person]) -> Person | None:
    """Return whom the caller's cast has as "narrator", or as "I"."""
    entries = {_phrase(person.known.name): person for person in people if person.known is not None}
    return entries.get("narrator", entries.get("i"))


def _offices(people: Sequence[Person]) -> dict[str, int]:
    """Return the offices that only one character has as a title: "the colonel" is Colonel Ducroix."""
    holders: dict[str, set[int]] = {}
    for who, person in enumerate(people):
        for title in {sort_of(form.honorific) for form in person.forms} & words("person_nouns"):
            holders.setdefault(title, set()).add(who)
    return {title: min(found) for title, found in holders.items() if len(found) == 1}


def described(parse: Parse, mention: Mention) -> str:
    """Return the words by which a description is known again: in lower case, without its article and manner.

    "the president in a deep voice" is the president; "the man in spectacles" and "the King of Hearts" stay whole.
    """
    return _MANNER.split(_phrase(parse.text[slice(*mention.core)]))[0]


def _phrase(words: str) -> str:
    """Return words in lower case without the article in front."""
    phrase = " ".join(words.split()).lower()
    return next((phrase[len(article) :] for article in _ARTICLES if phrase.startswith(article)), phrase)


def is_describing(parse: Parse, mention: Mention) -> bool:
    """Tell whether a description stands for one person: "the old man", not "the voice" or "his wife"."""
    phrase = parse.text[slice(*mention.core)].lower()
    head = parse.sentences[mention.sentence].words[mention.head]
    return (
        phrase.startswith(_ARTICLES)
        and not mention.plural
        and (head.lemma or head.text).lower() in words("person_nouns") | words("male_words") | words("female_words")
    )


def _describe(cast: Cast, parse: Parse, mention: Mention, known: Mapping[str, Person]) -> None:
    phrase = described(parse, mention)
    if phrase not in cast.by_description:
        person = known.get(phrase) or Person("unnamed", phrase, gender=gender_of_mention(parse, mention))
        cast.by_description[phrase] = _place(cast, person)
    cast.people[cast.by_description[phrase]].spans.append(mention.span)


def _place(cast: Cast, person: Person) -> int:
    """Return somebody's index in the cast, at its end if new there."""
    if person not in cast.people:
        cast.people.append(person)
    return cast.people.index(person)


def _forms(person: Person) -> list[str]:
    if person.type == "unnamed":
        return [] if person.name == "narrator" else [f"the {_phrase(person.name)}"]
    known = [person.known.name, *person.known.aliases] if person.known is not None else []
    return list(dict.fromkeys([*known, *person.surface, person.name]))


def _first_person(text: str, marked: Sequence[Marked]) -> bool:
    told = sum(len(_FIRST_PERSON.findall(part)) for part in outside(text, marked))
    length = len(text.split()) - sum(len(text[slice(*stretch.span)].split()) for stretch in marked)
    return told >= LEAST_FIRST_PERSON * max(1, length)
