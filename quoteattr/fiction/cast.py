"""The characters of a story: people named, those only described, and the narrator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.fiction.aliases import Naming, complete, find_namings
from quoteattr.fiction.characters import sort_of
from quoteattr.fiction.readings import Reading, reports_speech
from quoteattr.fiction.relatives import couples, relative
from quoteattr.lexicon import words
from quoteattr.marks import Marked, outside
from quoteattr.mentions import Mention
from quoteattr.model import Span
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
_MANNER = re.compile(r" (?:(?:at|after|from|by|with|to) (?!the )|in (?:an?|his|her) ).*$")
#: Adjectives before what has a capital letter, and is somebody with or without them: "the vindictive Professor".
_CALLED = re.compile(r"^(the )(?:(?!(?:first|second|third|other|new|next|elder|younger) )[a-z-]+ )+([A-Z][a-z]+)$")
_ADVERBS = re.compile(r"(?: (?:[\w-]+ly|again|then))+$")
#: What a verb of saying may have for a subject without anybody's being described, besides the word lists.
_NOBODY = frozenset(
    "another arrangement deal face fact former glance latter one other phrase rain smile some song subject suggestion "
    "tone voice".split()
)
#: Relatives of the narrator.
_KIN = frozenset(
    "aunt brother brother-in-law cousin daughter father grandfather grandmother husband mamma mother nephew niece papa "
    "sister sister-in-law son stepfather stepmother uncle wife".split()
)
#: An unlisted noun describes somebody if it does so often.
LEAST_USES = 2
_LISTED = ("not_people", "group_nouns", "document_nouns", "place_nouns", "time_words", "courtesy_titles")


@dataclass(slots=True)
class Cast:
    """Who may speak in a text.

    Attributes:
        people: Named, described and narrating characters; characters elsewhere are indices into it.
        by_entity: Who each name of the parse belongs to, in text order.
        by_description: Who is described by these words: "old man".
        relatives: Whom "his wife" or "her mother" means, by where that stands.
        narrator: Index of whoever says "I" in the narration, or None.
    """

    people: list[Person]
    by_entity: dict[Entity, int]
    by_description: dict[str, int] = field(default_factory=dict)
    relatives: dict[Span, int] = field(default_factory=dict)
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
        for office, who in self.by_description.items():  # “Good morning, Doctor.”
            if self.people[who].type == "person":
                owners.setdefault(office, set()).add(who)
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
    borne = [(entity, who) for who, person in enumerate(speaking) for entity in person.entities]
    cast = Cast(speaking, dict(sorted(borne, key=lambda entry: entry[0].span)))
    cast.by_description.update(_offices(speaking))
    wed = couples(speaking)
    uses = _uses(parse, readings)
    said_by_narrator = 0
    for reading in readings:
        mention = reading.candidate.mention if reading.candidate is not None else None
        if mention is None or reading.candidate is None or not reports_speech(parse, reading.candidate):
            continue
        if is_narrator(parse, mention):
            said_by_narrator += 1
        elif mention.form == "description":
            phrase = described(parse, mention)
            meant = relative(parse, mention, cast.people, cast.by_entity, wed)
            often = uses[phrase] >= LEAST_USES and _may_describe(parse, mention)
            if meant is not None:
                cast.relatives[mention.span] = meant
            elif phrase in waiting or often or is_describing(parse, mention):
                _describe(cast, parse, mention, waiting)
    if said_by_narrator >= LEAST_I_SAID or (said_by_narrator and _first_person(parse.text, marked)):
        cast.narrator = _place(cast, _known_narrator(people) or Person("unnamed", "narrator"))
    return cast


def _uses(parse: Parse, readings: Sequence[Reading]) -> Counter[str]:
    """Return how often each description stands beside a quotation."""
    beside = (one.candidate.mention for one in readings if one.candidate is not None)
    return Counter(described(parse, mention) for mention in beside if mention and mention.form == "description")


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
    """Return the words by which a description is known again: in lower case, without its article, manner and dot.

    The article goes, "my" stays.

    "the president in a deep voice" is the president, and so is "the weary President"; "the man in spectacles" and "the
    King of Hearts" stay whole.
    """
    phrase = _MANNER.split(_phrase(_CALLED.sub(r"\1\2", parse.text[slice(*mention.core)])))[0].rstrip(".")
    return _ADVERBS.sub("", phrase)


def _phrase(words: str) -> str:
    """Return words in lower case without the article in front."""
    phrase = " ".join(words.split()).lower()
    return next((phrase[len(article) :] for article in _ARTICLES if phrase.startswith(article)), phrase)


def is_narrator(parse: Parse, mention: Mention) -> bool:
    """Tell whether it is the narrator's "I"."""
    return mention.form == "pronoun" and parse.text[slice(*mention.span)].rstrip(".") == "I"


def is_describing(parse: Parse, mention: Mention) -> bool:
    """Tell whether a description stands for one person: "the old man", "my aunt"; not "the voice" or "his wife"."""
    phrase = _phrase_with_article(parse, mention)
    if mention.plural or phrase.startswith("one of the "):
        return not mention.plural
    noun = _noun(parse, mention)
    if phrase.startswith("my "):
        return noun in _KIN
    return phrase.startswith(_ARTICLES) and noun in words("person_nouns") | words("male_words") | words("female_words")


def _may_describe(parse: Parse, mention: Mention) -> bool:
    """Tell whether a description may stand for somebody, though its noun is in no list: "the cabman", "the Cat"."""
    head = parse.sentences[mention.sentence].words[mention.head]
    noun = _noun(parse, mention)
    return (
        not mention.plural
        and head.upos == "NOUN"
        and _phrase_with_article(parse, mention).startswith("the ")
        and noun not in _NOBODY
        and not any(noun in words(name) for name in _LISTED)
    )


def _phrase_with_article(parse: Parse, mention: Mention) -> str:
    return " ".join(parse.text[slice(*mention.core)].lower().split())


def _noun(parse: Parse, mention: Mention) -> str:
    """Return what a description calls somebody, behind which the parser may have taken an adverb for the noun."""
    head = parse.sentences[mention.sentence].words[mention.head]
    if head.text.endswith("ly"):
        return described(parse, mention).split()[-1]
    return (head.lemma or head.text).lower().rstrip(".")


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
