"""Names of a text gathered into people and bodies: one entry for Rishi Sunak, Mr Sunak and Sunak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quoteattr.lexicon import words
from quoteattr.model import Gender, KnownSpeaker, Role, Span, SpeakerType
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.names import Name, acronym, fits, honorific_gender, is_acronym, plain, read_name


@dataclass(slots=True, eq=False)
class Person:
    """Somebody or some body of the text while it is being put together.

    Attributes:
        type: As in ``model.Speaker``.
        forms: The names under which it occurs, fullest first is not implied.
        entities: The names' places in the parse.
        surface: The forms as the text has them, in order of appearance.
        spans: All its mentions, descriptions and pronouns included once they are resolved.
        gender: From honorifics, describing words or the caller; None where the text says nothing.
        roles: Found so far.
        known: The caller's entry, or None.
        name: The name to report.
    """

    type: SpeakerType
    name: str
    forms: list[Name] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    surface: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    known: KnownSpeaker | None = None

    def add(self, name: Name, entity: Entity, gender: Gender | None = None) -> None:
        """Take in one more occurrence of a name, with the gender that the words around it state."""
        self.entities.append(entity)
        self.spans.append(entity.span)
        if name not in self.forms:
            self.forms.append(name)
        surface = f"{name.honorific} {name.text}" if name.honorific else name.text
        if surface not in self.surface:
            self.surface.append(surface)
        self.gender = self.gender or gender or honorific_gender(name.honorific)


def gather(parse: Parse, known: Sequence[KnownSpeaker] = ()) -> list[Person]:
    """Return the people and bodies that the text names, in order of first appearance, known ones first.

    Full names come first and take in the shorter forms that fit only them; a form that fits two people is left by itself.
    """
    people = [_from_known(entry) for entry in known]
    names = [(name, entity) for entity in parse.entities if (name := _name_at(parse, entity)) is not None]
    persons = [(name, entity) for name, entity in names if entity.type == "PER"]
    bodies = [(name, entity) for name, entity in names if entity.type != "PER"]
    order = sorted(persons, key=lambda pair: (-len(pair[0].words), pair[1].span.start))
    torn = _torn_surnames(order)
    for name, entity in order:
        _place(people, name, entity, torn, _described_gender(parse, entity))
    for name, entity in bodies:
        _place_body(people, name, entity, parse)
    _genders(parse, people)
    gathered = [person for person in people if person.entities or person.known]
    return sorted(gathered, key=lambda person: (person.known is None, person.spans[0].start if person.spans else -1))


#: How many sentences behind a name a pronoun may still be counted as its.
_PRONOUN_REACH = 1
#: A pronoun must speak this many times more often for one gender than for the other to count.
_PRONOUN_MAJORITY = 2


def _genders(parse: Parse, people: Sequence[Person]) -> None:
    """Note what the text's own pronouns and describing nouns say of people whose honorific says nothing.

    A pronoun is counted for the last person named before it, in its sentence or the one before, where that is the only
    person named there: "Val Kalende … she". Names are never taken as a sign of gender.
    """
    owner = {entity: person for person in people for entity in person.entities if person.type == "person"}
    votes: dict[int, list[int]] = {}
    for number, sentence in enumerate(parse.sentences):
        recent = [
            (near, entity) for near in range(max(0, number - _PRONOUN_REACH), number + 1)
            for entity in parse.entities_of.get(near, ()) if entity in owner
        ]  # fmt: skip
        for index, word in enumerate(sentence.words):
            vote = _PRONOUN_VOTES.get(word.text.lower())
            if vote is None or word.quoted is not None:
                continue
            before = {id(owner[entity]): owner[entity] for near, entity in recent if near < number or entity.first < index}
            if len(before) == 1:
                for key in before:
                    votes.setdefault(key, [0, 0])[vote] += 1
    for person in people:
        male, female = votes.get(id(person), (0, 0))
        if person.gender is None and max(male, female) >= 1 and min(male, female) * _PRONOUN_MAJORITY < max(male, female):
            person.gender = "M" if male > female else "F"


_PRONOUN_VOTES = {"he": 0, "his": 0, "him": 0, "himself": 0, "she": 1, "her": 1, "hers": 1, "herself": 1}


def person_of(people: Iterable[Person], entity: Entity) -> Person | None:
    """Return who a name was gathered under, or None."""
    return next((person for person in people if entity in person.entities), None)


def _from_known(entry: KnownSpeaker) -> Person:
    forms = [name for text in (entry.name, *entry.aliases) if (name := read_name(text)) is not None]
    roles = [Role(entry.role, None)] if entry.role else []
    return Person("person", entry.name, forms=forms, gender=entry.gender, roles=roles, known=entry)


def _name_at(parse: Parse, entity: Entity) -> Name | None:
    """Read a name with the honorifics that stand before it, inside or outside the name that the tagger found."""
    sentence = parse.sentences[entity.sentence]
    first = entity.first
    if entity.type == "PER":
        while first > 0 and _is_honorific(sentence.words[first - 1].text) and sentence.words[first - 1].quoted is None:
            first -= 1
        while first < entity.first and plain(sentence.words[first].text) not in words("honorifics"):
            first += 1
    return read_name(parse.text[sentence.words[first].span.start : entity.span.end])


def _is_honorific(word: str) -> bool:
    return word == "." or (word[:1].isupper() and plain(word) in words("honorifics"))


def _place(people: list[Person], name: Name, entity: Entity, torn: frozenset[str], described: Gender | None) -> None:
    """Add a person's name to the one person whom it fits, or to a new one."""
    fitting = [(max(fits(name, form) for form in person.forms), person) for person in people if person.forms]
    fitting = [(score, person) for score, person in fitting if score and _agrees(person, name, described) and person.type == "person"]
    if len(name.words) == 1 and name.surname in torn and honorific_gender(name.honorific) is None:
        fitting = [entry for entry in fitting if entry[1].gender is None] or fitting
    best = max((score for score, _ in fitting), default=0)
    chosen = [person for score, person in fitting if score == best]
    if len(chosen) > 1:
        chosen = [person for person in chosen if person.known] or chosen
    if len(chosen) > 1:
        gender = honorific_gender(name.honorific)
        chosen = [person for person in chosen if gender and person.gender == gender] or chosen
    if len(chosen) != 1:
        same = next((p for p in people if any(form.words == name.words for form in p.forms)), None)
        person = same or Person("person", name.text)
        if same is None:
            people.append(person)
    else:
        person = chosen[0]
    person.add(name, entity, described)


def _torn_surnames(names: Sequence[tuple[Name, Entity]]) -> frozenset[str]:
    """Return the surnames that a man and a woman of the text share, by their honorifics: Mr. Obama, Mrs. Obama."""
    genders: dict[str, set[Gender]] = {}
    for name, _ in names:
        gender = honorific_gender(name.honorific)
        if gender is not None:
            genders.setdefault(name.surname, set()).add(gender)
    return frozenset(surname for surname, found in genders.items() if len(found) > 1)


def _described_gender(parse: Parse, entity: Entity) -> Gender | None:
    """Return the gender that the noun before a name states: *first lady* Michelle Obama; else None."""
    sentence = parse.sentences[entity.sentence]
    if entity.first == 0 or sentence.words[entity.first - 1].upos != "NOUN":
        return None
    return honorific_gender(sentence.words[entity.first - 1].text)


def _agrees(person: Person, name: Name, described: Gender | None) -> bool:
    gender = honorific_gender(name.honorific) or described
    return gender is None or person.gender is None or gender == person.gender


def _place_body(people: list[Person], name: Name, entity: Entity, parse: Parse) -> None:
    """Add an organisation's or place's name to the body whose name, acronym or beginning it is."""
    for person in people:
        if person.type == "person" and not person.known:
            continue
        if any(_same_body(name, form, parse, entity) for form in person.forms):
            person.add(name, entity)
            if len(name.text) > len(person.name) and not person.known and entity.type == "ORG":
                person.name = _without_article(name.text)
            return
    person = Person("org", _without_article(name.text))
    person.add(name, entity)
    people.append(person)


def _same_body(one: Name, other: Name, parse: Parse, entity: Entity) -> bool:
    first, second = (tuple(word for word in name.words if word != "the") for name in (one, other))
    if not first or not second:
        return False
    if first == second:
        return True
    short, long_ = sorted((one, other), key=lambda name: len(name.words))
    letters = plain(short.text).replace("the ", "")
    if is_acronym(short.text) and len(long_.words) > 1:
        return letters == acronym(long_.text).casefold() or (
            short is one and parse.text[: entity.span.start].endswith(f"{long_.text} (")
        )
    if len(short.words) == 1:
        return 1 < len(long_.words) <= 4 and short.words[0] in (first[-1], second[-1], first[0], second[0]) and short.words[0] in long_.words  # noqa: PLR2004
    return set(short.words) < set(long_.words)


def _without_article(text: str) -> str:
    return text[4:] if text[:4].lower() == "the " else text
