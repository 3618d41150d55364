"""Names of a text gathered into people and bodies: one entry for Rishi Sunak, Mr Sunak and Sunak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quoteattr.lexicon import words
from quoteattr.model import Gender, KnownSpeaker, Role, SpeakerType
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.genders import note_genders
from quoteattr.speakers.names import Name, acronym, fits, honorific_gender, is_acronym, is_description, plain, read_name
from quoteattr.speakers.person import Person


def gather(parse: Parse, known: Sequence[KnownSpeaker] = (), read: Mapping[Entity, Name] | None = None) -> list[Person]:
    """Return the people and bodies that the text names, in order of first appearance, known ones first.

    Full names come first and take in the shorter forms that fit only them. A bare surname that fits two people is that
    of the one introduced last; any other form that fits two stays alone.

    Args:
        parse: The parsed narration.
        known: Whom the caller knows.
        read: Names that are to be read otherwise than they stand there, or None.
    """
    register = _Register(_from_known(entry) for entry in known)
    read = read or {}
    names = [
        (name, entity) for entity in parse.entities if (name := read.get(entity) or name_at(parse, entity)) is not None
    ]
    persons = [(name, entity) for name, entity in names if entity.type == "PER"]
    torn = _torn_surnames((name, _described_gender(parse, entity)) for name, entity in persons)
    for name, entity in sorted(persons, key=lambda pair: (-len(pair[0].words), pair[1].span.start)):
        register.place_person(name, entity, torn, _described_gender(parse, entity))
    register.place_bodies(names, parse)
    note_genders(parse, register.people)
    gathered = [person for person in register.people if person.entities or person.known]
    return sorted(gathered, key=lambda person: (person.known is None, min(person.spans).start if person.spans else -1))


def gather_bodies(parse: Parse) -> list[Person]:
    """Return the bodies alone that the text names, in order of first appearance."""
    register = _Register(())
    others = (entity for entity in parse.entities if entity.type != "PER")
    register.place_bodies([(name, entity) for entity in others if (name := name_at(parse, entity)) is not None], parse)
    return register.people


class _Register:
    """The people so far, found by the words and first letters of their names, so that a long text stays linear."""

    def __init__(self, known: Iterable[Person]) -> None:
        self.people: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}
        self.by_letter: dict[str, list[Person]] = {}
        self.by_acronym: dict[str, list[Person]] = {}
        self.latest_body: tuple[Person, ...] = ()
        self.placed: dict[tuple[tuple[str, ...], str | None, Gender | None], Person] = {}
        self.in_full: Counter[int] = Counter()  # how often each is named by more than one word
        self.by_alias: dict[str, list[Person]] = {}
        for person in known:
            self.people.append(person)
            for alias in _aliases(person):
                self.by_alias.setdefault(alias, []).append(person)
            for form in person.forms:
                self._index(person, form)

    def place_person(self, name: Name, entity: Entity, torn: frozenset[str], described: Gender | None) -> None:
        """Add a person's name to the one person whom it fits, or to a new one."""
        gender = honorific_gender(name.honorific) or described
        key = (name.words, name.suffix, gender)
        named = self.by_alias.get(_flat(f"{name.honorific or ''} {name.text}"), [])
        person = named[0] if len(named) == 1 else self.placed.get(key)
        if person is None or not _agrees(person, gender):
            person = self._fitting(name, entity, gender, torn)
            self.placed[key] = person
        person.add(name, entity, described)
        self.in_full[id(person)] += len(name.words) > 1
        self._index(person, name)

    def place_bodies(self, names: Iterable[tuple[Name, Entity]], parse: Parse) -> None:
        """Add the names among these that are no person's."""
        for name, entity in names:
            if entity.type != "PER":
                self.place_body(name, entity, parse)

    def place_body(self, name: Name, entity: Entity, parse: Parse) -> None:
        """Add an organisation's or place's name to the body whose name, acronym or part it is, or to a new one."""
        for person in self._near(name, near_spellings=False):
            if (person.type != "person" or person.known) and any(
                _same_body(name, entity, person, form, parse) for form in person.forms
            ):
                if len(name.text) > len(person.name) and not person.known and entity.type == "ORG":
                    person.name = without_article(name.text)
                break
        else:
            person = Person("org", without_article(name.text))
            self.people.append(person)
        person.add(name, entity)
        self._index(person, name)
        self.latest_body = (person,)

    def _fitting(self, name: Name, entity: Entity, gender: Gender | None, torn: frozenset[str]) -> Person:
        near = [
            person
            for person in self._near(name, near_spellings=True)
            if person.type == "person" and _agrees(person, gender) and not _is_namesake(name, entity, person)
        ]
        scored = [(max(fits(name, form) for form in person.forms), person) for person in near]
        if len(name.words) == 1 and name.surname in torn and gender is None:
            scored = [entry for entry in scored if entry[1].gender is None or _named_before(entry[1], entity)]
        best = max((score for score, _ in scored), default=0)
        chosen = [person for score, person in scored if score == best and score]
        chosen = [person for person in chosen if person.known] or chosen
        if len(chosen) > 1 and name.suffix is None:  # of father and son, the father
            chosen = [person for person in chosen if not all(form.suffix for form in person.forms)] or chosen
        if len(chosen) > 1 and gender is not None:
            chosen = [person for person in chosen if person.gender == gender] or chosen
        if len(chosen) > 1 and name.honorific is None and name.surname not in torn and _is_surname(name, chosen):
            chosen = self._meant_by_surname(chosen, entity)
        if len(chosen) > 1:  # it fits two people: by itself, or with others of just this form
            chosen = [person for person in chosen if all(form.words == name.words for form in person.forms)][:1]
        if chosen:
            return chosen[0]
        person = Person("person", name.text)
        self.people.append(person)
        return person

    def _meant_by_surname(self, people: Sequence[Person], entity: Entity) -> list[Person]:
        """Return whom a bare name means that several bear: whoever was last named in full before it stands first.

        Somebody named in full many times more often than the others comes before that (Jane Fairfax, not once Jane
        Bates). Everybody where two were named in that sentence, or none before.
        """
        most, *others = sorted(people, key=lambda person: -self.in_full[id(person)])
        if self.in_full[id(most)] >= OFTENER * max(1, self.in_full[id(others[0])]):
            return [most]
        introduced = [
            (place.sentence, person) for person in people for place in person.entities[:1] if place.span < entity.span
        ]
        latest = max((sentence for sentence, _ in introduced), default=None)
        last = [person for sentence, person in introduced if sentence == latest]
        return last if len(last) == 1 else list(people)

    def _near(self, name: Name, *, near_spellings: bool) -> list[Person]:
        """Return the people who share a word with a name, or its acronym, or a first letter."""
        found: dict[int, Person] = {}
        entries = [self.by_word.get(word, ()) for word in name.words]
        entries += [self.by_letter.get(word[:1], ()) for word in name.words if near_spellings or len(word) == 1]
        entries += [self.by_acronym.get(letters, ()) for letters in _acronyms(name)]
        for people in (*entries, self.latest_body):
            for person in people[-MOST_COMPARED:]:
                found[id(person)] = person
        return list(found.values())

    def _index(self, person: Person, name: Name) -> None:
        keys = [(self.by_word, word) for word in name.words] + [(self.by_letter, word[:1]) for word in name.words]
        keys += [(self.by_acronym, letters) for letters in _acronyms(name)]
        for index, key in keys:
            entries = index.setdefault(key, [])
            if person not in entries[-MOST_COMPARED:]:
                entries.append(person)


def _named_before(person: Person, entity: Entity) -> bool:
    return any(span < entity.span for span in person.spans[:1])


def _is_surname(name: Name, people: Sequence[Person]) -> bool:
    """Tell whether a name is one word, or the end of everybody's full name: Omara *Ruiz Urquiola*."""
    count = len(name.words)
    return count == 1 or all(any(form.words[-count:] == name.words for form in person.forms) for person in people)


#: How many times more often somebody is named in full than others of a bare name whom it then means.
OFTENER = 5

#: A name is compared with at most so many others that share a word or letter with it, the latest: bounds the work.
MOST_COMPARED = 100


def _acronyms(name: Name) -> tuple[str, str]:
    """Return under which letters a name meets its acronym: itself, and its initials."""
    return plain(name.text).removeprefix("the "), acronym(name.text).casefold()


def _aliases(person: Person) -> set[str]:
    """Return the names under which the caller knows a person, titles included: Mr. Knightley is not John Knightley."""
    known = person.known
    return set() if known is None else {_flat(name) for name in (known.name, *known.aliases)}


def _flat(name: str) -> str:
    return " ".join(name.replace(".", "").casefold().split())


def _from_known(entry: KnownSpeaker) -> Person:
    forms = [name for text in (entry.name, *entry.aliases) if (name := read_name(text)) is not None]
    roles = [Role(entry.role, None)] if entry.role else []
    kind: SpeakerType = "unnamed" if is_description(entry.name) else "person"
    return Person(kind, entry.name, forms=forms, gender=entry.gender, roles=roles, known=entry)


def name_at(parse: Parse, entity: Entity) -> Name | None:
    """Read a name with the honorifics that stand before it, inside or outside the name that the tagger found.

    None where it is none of somebody who speaks: a number, "719,000"; God.
    """
    text = parse.text[slice(*entity.span)]
    if text in ("God", "Allah") or not any(character.isalpha() for character in text):
        return None
    sentence = parse.sentences[entity.sentence]
    first = entity.first
    if entity.type == "PER":
        while first > 0 and _is_honorific(sentence.words[first - 1].text) and sentence.words[first - 1].quoted is None:
            first -= 1
        if entity.first < entity.last and [
            plain(sentence.words[index].text) for index in (entity.first - 1, entity.first)
        ] == ["h", "e"]:
            first = entity.first + 1  # His Excellency, of whose H E the tagger takes the E for an initial
        while first < entity.first and plain(sentence.words[first].text) not in words("honorifics"):
            first += 1
    name = read_name(parse.text[sentence.words[first].span.start : entity.span.end])
    return _with_title(name) if name is not None and entity.type == "ORG" else name


def _with_title(name: Name) -> Name:
    """Return the name of a body with what would be somebody's office in it: *General* Motors, *Premier* League."""
    titles = [plain(title) for title in (name.honorific or "").split()]
    if not titles or not (words("courtesy_titles") | words("abbreviated_titles")).isdisjoint(titles):
        return name
    return replace(name, text=f"{name.honorific} {name.text}", words=(*titles, *name.words), honorific=None)


def _is_honorific(word: str) -> bool:
    return word == "." or (word[:1].isupper() and plain(word) in words("honorifics"))


def _torn_surnames(names: Iterable[tuple[Name, Gender | None]]) -> frozenset[str]:
    """Return the surnames that a man and a woman of the text share: Mr. Obama and the first lady, Michelle Obama.

    Args:
        names: Each with the gender that the words before it state.
    """
    genders: dict[str, set[Gender]] = {}
    for name, described in names:
        gender = honorific_gender(name.honorific) or described
        if gender is not None:
            genders.setdefault(name.surname, set()).add(gender)
    return frozenset(surname for surname, found in genders.items() if len(found) > 1)


def _described_gender(parse: Parse, entity: Entity) -> Gender | None:
    """Return the gender that the noun before a name states: the *first lady*, Michelle Obama; else None."""
    before = parse.sentences[entity.sentence].words[: entity.first]
    if before and before[-1].text == ",":
        before = before[:-1]
    if not before or before[-1].upos != "NOUN":
        return None
    return honorific_gender(before[-1].text)


def _is_namesake(name: Name, entity: Entity, person: Person) -> bool:
    """Tell whether somebody is the father or son of the same name: Donald Trump *Jr.*, behind Donald Trump.

    But after Martin Luther King *Jr.* the text may leave the suffix out.
    """
    if person.known is not None or len(name.words) == 1:
        return False
    suffixes = {form.suffix for form in person.forms if len(form.words) > 1}
    if name.suffix in suffixes or not suffixes:
        return False
    behind = bool(person.spans) and min(person.spans) < entity.span
    return behind if name.suffix is not None else not behind


def _agrees(person: Person, gender: Gender | None) -> bool:
    return gender is None or person.gender is None or gender == person.gender


def _same_body(name: Name, entity: Entity, person: Person, form: Name, parse: Parse) -> bool:
    """Tell whether a name is another form of a body's name: itself, its acronym, or (of organisations) a part of it."""
    first, second = (tuple(word for word in one.words if word != "the") for one in (name, form))
    if not first or not second or first == second:
        return first == second
    short, long_ = sorted((name, form), key=lambda one: len(one.words))
    if is_acronym(short.text) and len(long_.words) > 1:
        introduced = short is name and parse.text.endswith(f"{long_.text} (", 0, entity.span.start)
        return introduced or plain(short.text).removeprefix("the ") == acronym(long_.text).casefold()
    if entity.type != "ORG" or all(other.type != "ORG" for other in person.entities):
        return False  # Hong Kong is not the City University of Hong Kong
    if len(short.words) == 1:
        return 1 < len(long_.words) <= LONGEST_SHORTENED and short.words[0] in (long_.words[0], long_.words[-1])
    if long_.words[: len(short.words)] == short.words:
        return False  # the World Athletics Council is not World Athletics
    return set(short.words) < set(long_.words)


#: An organisation's name of more words than this is not shortened to its first or last word.
LONGEST_SHORTENED = 4


def without_article(text: str) -> str:
    """Return a name without "the" in front."""
    return text[4:] if text[:4].lower() == "the " else text
