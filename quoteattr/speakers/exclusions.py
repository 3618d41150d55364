"""Whom a pronoun or description cannot mean."""

from __future__ import annotations

from quoteattr.cues.candidate import speaker_kind
from quoteattr.mentions import Mention, top_word
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.speakers import particulars
from quoteattr.speakers.descriptions import describing_words, description_match, fits_description, noun_of
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.names import is_acronym
from quoteattr.speakers.person import Person
from quoteattr.speakers.reports import told_of

#: The latest mentions of somebody that are looked at: bounds the work in long texts.
SPANS_BACK = 40


def is_another(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a description is not of somebody who holds a like office.

    "The *union* leader" is not a party leader named later, "*Lee’s* spokesman" not the airport's, and "the *prime
    minister*" nobody with an office of another name.
    """
    if mention.form != "description" or person.type != "person" or not person.roles:
        return False
    met = description_match(parse, mention, person)
    if met == "role-head":
        later = bool(person.entities) and min(person.spans).start >= mention.span.end
        return (later and len(describing_words(parse, mention)) > 1) or bool(_owners(parse, mention))
    return met == "none" and " ".join(sorted(describing_words(parse, mention))) in _SOLE_OFFICES


#: Offices that one person holds in a country, and that no other word is used for; words in alphabetical order.
_SOLE_OFFICES = frozenset(("king", "minister prime", "pope", "president", "queen"))


def contradicts(parse: Parse, mention: Mention, kind: str, person: Person) -> bool:
    """Tell whether gender or sort rule a person out."""
    gender = gender_of_mention(parse, mention)
    if gender and person.gender and gender != person.gender:
        return True
    described = mention.form == "description"
    if described and (_is_of_another_age(parse, mention, person) or _is_from_elsewhere(parse, mention, person)):
        return True
    if mention.form == "pronoun" and told_of(parse, mention, person):
        return True
    if kind == "it":
        return person.is_human or person.type == "group"
    if kind == "group" and _is_called_otherwise(parse, mention, person):
        return True
    if kind == "group":
        other = person.sort == "group" and mention.form == "description"
        return person.is_human or person.sort == "document" or (other and not fits_description(parse, mention, person))
    if kind == "document" and person.sort in ("person", "group", "PROPN"):
        return True
    if mention.form == "description" and kind != "document" and person.sort == "document":
        return not fits_description(parse, mention, person)
    if mention.form == "description" and mention.plural:
        return person.type in ("person", "unnamed") or (kind == "person" and person.type == "org")
    if kind == "document":
        return False
    return kind in ("he", "she", "i", "person") and (not person.is_human or person.type == "group")


def _is_called_otherwise(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a body's names lack the word that all bodies of its sort have: no palace is "the council"."""
    noun = noun_of(parse, mention)[0]
    if noun not in _NAMED_SO or mention.form != "description" or person.type != "org":
        return False
    return not any(noun in form.words or is_acronym(form.text) for form in person.forms)


#: What bodies are called that have the word in their names.
_NAMED_SO = frozenset(("cabinet", "committee", "council", "court", "embassy", "ministry"))


def _is_of_another_age(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a description states an age that is not somebody's: "the 33-year-old" is not Tom Okoye, 19."""
    stated = particulars.AGE.search(parse.text[slice(*mention.span)])
    if stated is None:
        return False
    ages = particulars.ages(parse, person)
    return bool(ages) and int(stated[1]) not in ages


def _is_from_elsewhere(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether somebody has been called after another place: "the Russian" is not whom "the American" meant."""
    called = particulars.countryman(noun_of(parse, mention)[0])
    if not called:
        return False
    names = {name.span for name in person.entities}
    described = [span for span in person.spans[-SPANS_BACK:] if span not in names]
    others = {particulars.countryman(parse.text[slice(*span)].split()[-1].lower()) for span in described}
    return any(other and not particulars.are_one_people(called, other) for other in others)


def possesses(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether somebody is whose the one described is: *Vogel’s* mother, a spokesman for *Vogel*, is not Vogel."""
    return any(name in person.entities for name in (*_owners(parse, mention), *_served(parse, mention)))


def _owners(parse: Parse, mention: Mention) -> list[Entity]:
    """Return the names by which a description says whose the one described is: *Ann Lee’s* spokesman."""
    sentence = parse.sentences[mention.sentence]
    return [
        name
        for name in _inside(parse, mention)
        if name.last < mention.head and sentence.words[top_word(sentence, name)].deprel == "nmod:poss"
    ]


def is_whose(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether it is the last speaker's relative, or the like, who is described: *his* son is not the last speaker.

    Args:
        parse: The parsed text.
        mention: Of a speaker.
        person: Who spoke last.
    """
    if mention.form != "description":
        return False
    gender = {"his": "M", "her": "F"}.get(parse.text[slice(*mention.core)].split()[0].lower())
    own = gender is not None and person.gender in (None, gender) and person.is_human
    return own and not fits_description(parse, mention, person)


def _served(parse: Parse, mention: Mention) -> list[Entity]:
    """Return the people named behind a noun for somebody of theirs: a lawyer for *Ann Lee*, the wife of *Bob Roy*."""
    sentence = parse.sentences[mention.sentence]
    if speaker_kind(parse, mention) != "person":
        return []
    tops = ((name, sentence.words[top_word(sentence, name)]) for name in _inside(parse, mention) if name.type == "PER")
    return [name for name, top in tops if top.deprel == "nmod" and top.head == mention.head]


def _inside(parse: Parse, mention: Mention) -> list[Entity]:
    return [name for name in parse.entities_of.get(mention.sentence, ()) if mention.span.holds(name.span)]


def named_inside(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a description holds somebody's name: "a *WMO* press release"."""
    return any(name in person.entities for name in _inside(parse, mention))
