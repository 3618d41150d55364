"""The characters of a story, gathered from its names: Mr. Emerson is not George Emerson is not Mrs. Emerson.

An article calls one woman "Ann Lee", then "Ms Lee". A novel has families: its titles part people, and two people made
one are a worse mistake than one made two. So a title with a surname is a character of its own unless the book shows
whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quoteattr.fiction.forms import story_names
from quoteattr.model import Gender
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers.genders import note_genders
from quoteattr.speakers.names import Name, fits, honorific_gender, plain
from quoteattr.speakers.people import gather_bodies
from quoteattr.speakers.person import Person

#: Titles that mean the same.
_SORTS = {
    **dict.fromkeys(("mister", "mistah", "monsieur", "m", "herr", "signor", "senor"), "mr"),
    **dict.fromkeys(("madame", "mme", "frau", "signora", "senora"), "mrs"),
    **dict.fromkeys(("mademoiselle", "mlle", "ms", "fräulein"), "miss"),
    "dr": "doctor",
    "prof": "professor",
    "capt": "captain",
    "col": "colonel",
    "gen": "general",
}
#: What ``fits`` gives for a name whose words stand in another, first or last among them.
WHOLE = 3
#: Of several who share a bare name it means the one whose whole name is used so many times more often.
OFTENER = 5
#: A man who is called by the first name alone more often is not "Mr." and the surname as well, nor, with "Miss" before
#: the first name, a woman "Miss" and the surname.
MOST_BY_FIRST_NAME = 2
#: A whole name used so many times more rarely than its surname alone is a relative's, with a title or without.
RARER_THAN_TITLE, RARER = 20, 100
#: Pronouns near somebody's names must be so many times more often of one gender than of the other.
MAJORITY = 3


class _Form(NamedTuple):
    """A name as it is used: the sort of its title, "" without one, and its words."""

    title: str
    words: tuple[str, ...]


def characters(parse: Parse) -> list[Person]:
    """Return the people whom a story names, and its bodies, in order of first appearance.

    Whole names come first, with the first names that only one of them has: their pronouns show genders. Then wives,
    titles with a surname, and what is left.
    """
    names = story_names(parse)
    book = _Book(names)
    whole = sorted((form for form in book.used if len(form.words) > 1), key=lambda form: (-len(form.words), form))
    for form in whole:
        if form.title != "mrs":
            book.put(form, book.whole(form))
    for form in book.bare(""):
        book.put(form, book.by_first_name(form))
    book.note_genders(parse)
    for form in whole:
        if form.title == "mrs":
            book.put(form, book.wife(form))
    for title in sorted({form.title for form in book.used if form.title}):
        for form in book.bare(title):
            book.put(form, book.by_title(form))
    for form in book.bare(""):
        book.put(form, book.by_surname(form))
    note_genders(parse, list(book.people.values()), MAJORITY, in_talk=True)
    for key, person in book.people.items():
        person.name = person.called = _usual([names[entity] for entity in person.entities], key.title)
    return sorted([*book.people.values(), *gather_bodies(parse)], key=lambda one: min(one.spans).start)


class _Book:
    """The names of a story and the people put together so far, each under the form that stands for him or her."""

    def __init__(self, names: Mapping[Entity, Name]) -> None:
        self.names = names
        self.people: dict[_Form, Person] = {}
        self.placed: set[_Form] = set()
        self.firsts: dict[str, list[_Form]] = {}  # whole names, by first word
        self.lasts: dict[str, list[_Form]] = {}
        self.used: dict[_Form, list[Entity]] = {}
        self.leaning: dict[_Form, Gender | None] = {}  # which gender more of the pronouns have
        self.counts = Counter(name.words for name in names.values())
        self.titles: dict[str, set[str]] = {}  # before each surname alone
        for entity, name in names.items():
            self.used.setdefault(_Form(sort_of(name.honorific), name.words), []).append(entity)
        for form in self.used:
            if form.title and len(form.words) == 1:
                self.titles.setdefault(form.words[0], set()).add(form.title)

    def note_genders(self, parse: Parse) -> None:
        """Set the genders of those put together so far."""
        leaning = {key: Person("person", one.name, entities=one.entities) for key, one in self.people.items()}
        note_genders(parse, list(leaning.values()), 1, in_talk=True)
        note_genders(parse, list(self.people.values()), MAJORITY, in_talk=True)
        self.leaning = {key: self.people[key].gender or one.gender for key, one in leaning.items()}

    def bare(self, title: str) -> list[_Form]:
        """Return the forms of one word with this title that are nobody's yet."""
        return sorted(
            form for form in self.used if form.title == title and len(form.words) == 1 and form not in self.placed
        )

    def put(self, form: _Form, key: _Form | None) -> None:
        """Give all uses of a form to the character with a key, a new one if need be; to nobody yet without a key."""
        if key is None:
            return
        self.placed.add(form)
        person = self.people.get(key)
        if person is None:
            person = self.people[key] = Person("person", self.names[self.used[form][0]].text)
            if len(key.words) > 1:
                self.firsts.setdefault(key.words[0], []).append(key)
                self.lasts.setdefault(key.words[-1], []).append(key)
        for entity in self.used[form]:
            person.add(self.names[entity], entity)

    def whole(self, form: _Form) -> _Form:
        """Return whose whole name it is: "George H. Emerson" and "George Emerson" are one."""
        name = self.names[self.used[form][0]]
        near: list[_Form] = [*self.firsts.get(form.words[0], ()), *self.lasts.get(form.words[-1], ())]
        for key in near:
            if any(fits(name, other) == WHOLE for other in self.people[key].forms):
                return key
        return _Form("", form.words)

    def by_first_name(self, form: _Form) -> _Form | None:
        """Return who alone has this first name, or nearly so."""
        return self._foremost(self.firsts.get(form.words[0], ()))

    def wife(self, form: _Form) -> _Form:
        """Return the woman of a whole name behind "Mrs.": hers, or that of her husband, who is somebody else."""
        key = _Form("", form.words)
        return form if self._is_another(form, key) else key

    def by_title(self, form: _Form) -> _Form:
        """Return whose name a title with one more word is."""
        word, title = form.words[0], form.title
        borne = self.lasts.get(word, ())
        if not borne:
            return self._by_title_and_first_name(form)
        gender = honorific_gender(title)
        if title in ("mr", "mrs", "miss"):
            fitting = [key for key in borne if self.leaning.get(key) == gender]
        else:
            fitting = [key for key in borne if _Form(title, key.words) in self.used]
        fitting = [key for key in fitting if not self._too_rare(key, len(self.used[form]), RARER_THAN_TITLE)]
        rivals = self.titles[word]
        if len(fitting) != 1 or (title == "mrs" and "miss" in rivals) or (title == "miss" and self._sisters(word)):
            return form
        another = {"mr": self._is_a_relative, "miss": self._is_a_younger_sister}.get(title)
        return form if another is not None and another(fitting[0]) else fitting[0]

    def _sisters(self, surname: str) -> bool:
        """Tell whether the book speaks of "the Miss Bennets": one of them alone is the eldest."""
        return any(_Form("miss", (surname + plural,)) in self.used for plural in ("s", "es"))

    def _is_a_relative(self, man: _Form) -> bool:
        """Tell whether a man is called by his first name, or "Mr." and both: he is not "Mr." and the surname, then."""
        by_first_name = len(self.used.get(_Form("", man.words[:1]), ()))
        return by_first_name > MOST_BY_FIRST_NAME or _Form("mr", man.words) in self.used

    def _is_a_younger_sister(self, woman: _Form) -> bool:
        """Tell whether a woman is "Miss" and the first name as a rule: the eldest is "Miss" and the surname, then."""
        first = woman.words[:1]
        called, bare = (len(self.used.get(_Form(title, first), ())) for title in ("miss", ""))
        return called > MOST_BY_FIRST_NAME and called >= bare

    def _by_title_and_first_name(self, form: _Form) -> _Form:
        """Return whom "Miss Anne", "Aunt Juley" or "Mrs. Charles" means, or "Mr. Darcy" if he has no other name."""
        first = _Form("", form.words)
        owner = self.by_first_name(form) or (first if first in self.people else None)
        if owner is not None:
            return form if self._is_another(form, owner) else owner
        return form if len(self.titles[form.words[0]]) > 1 else first

    def _is_another(self, form: _Form, owner: _Form) -> bool:
        """Tell whether a title makes somebody else of a name: of another gender, or "Mrs." of one not shown a woman."""
        known = self.people[owner].gender if owner in self.people else honorific_gender(form.title)
        return known != honorific_gender(form.title) and (known is not None or form.title == "mrs")

    def by_surname(self, form: _Form) -> _Form:
        """Return whose name one word without a title is."""
        borne = self.lasts.get(form.words[0], ())
        owner = self._foremost([key for key in borne if not self._too_rare(key, self.counts[form.words], RARER)])
        if owner is not None:
            return owner
        titled = [_Form(title, form.words) for title in sorted(self.titles.get(form.words[0], ()))]
        known = [key for key in titled if key in self.people and honorific_gender(key.title) != "F"]
        return known[0] if len(known) == 1 else form

    def _too_rare(self, whole: _Form, uses: int, times: int) -> bool:
        """Tell whether a whole name is hardly used beside a short one with so many uses: it is a relative's, then."""
        return uses > times * self.counts[whole.words]

    def _foremost(self, keys: Sequence[_Form]) -> _Form | None:
        """Return the only one, or the one whose whole name is used far more often than the others'."""
        if not keys:
            return None
        first, *rest = sorted(keys, key=lambda key: (-self.counts[key.words], key))
        clear = not rest or self.counts[first.words] >= OFTENER * self.counts[rest[0].words]
        return first if clear else None


def sort_of(honorific: str | None) -> str:
    """Return the sort of a title: its last word, lower-case, one word for all that mean the same."""
    words = (honorific or "").split()
    return _SORTS.get(plain(words[-1]), plain(words[-1])) if words else ""


def _usual(names: Sequence[Name], title: str) -> str:
    """Return a name to report: the fullest, with the title that makes it somebody's own, or the one used most."""
    longest = max(names, key=lambda name: len(name.words))
    if len(longest.words) > 1 and not title:
        return longest.text
    if title:
        names = [longest]
    return Counter(f"{name.honorific or ''} {name.text}".strip() for name in names).most_common(1)[0][0]
