"""What speaks for and against each reading of a pronoun or description: features for the ranking model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quoteattr.cues.candidate import bucket
from quoteattr.mentions import Mention, clause_word, is_main_verb, is_subject
from quoteattr.nlp.parse import ROOT, Entity, Parse
from quoteattr.speakers.descriptions import description_match, determiner
from quoteattr.speakers.exclusions import contradicts, named_inside
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.person import Person

#: Different surnames remembered, ready to be looked for in quotations; few texts name as many people.
SURNAMES_KEPT = 10_000


def person_features(
    parse: Parse, mention: Mention, kind: str, person: Person, paragraph: int, quoted: str,
    nearby: Sequence[tuple[Person, Entity]], spoken: Sequence[tuple[int, int, Person]],
) -> Iterator[str]:  # fmt: skip
    """Yield what is known of somebody whom a mention may mean: gender, how lately named and heard, how it fits."""
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
    same_sort = [entry for entry in nearby if not contradicts(parse, mention, kind, entry[0])]
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
        if named_inside(parse, mention, person):
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


def report_features(
    parse: Parse, mention: Mention, kind: str, person: Person,
    reporters: Sequence[tuple[Person, int]], spoken: Sequence[tuple[int, int, Person]],
    nearby: Sequence[tuple[Person, Entity]],
) -> Iterator[str]:  # fmt: skip
    """How lately somebody reported something, among those whom the words can mean."""
    form = mention.form
    same_sort = [entry for entry in reporters if not contradicts(parse, mention, kind, entry[0])]
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
            and not contradicts(parse, mention, kind, other)
            for other, entity in nearby
        )
        yield f"{form}:reported={rank}:overtaken={overtaken}"


def _start(parse: Parse, stretch: int) -> int:
    places = parse.places.get(stretch)
    if not places:
        return 0
    number, word = places[0]
    return parse.sentences[number].words[word].span.start


def new_features(parse: Parse, mention: Mention, kind: str) -> Iterator[str]:
    """Yield what speaks for a description's bringing in somebody new."""
    opening = determiner(parse, mention)
    yield "new"
    yield f"new:{kind}"
    yield f"new:{opening}"
    yield f"new:{kind}:{opening}"
    yield f"new:{opening}:long={_long(parse, mention)}"
    yield f"new:{opening}:plural={mention.plural}"


def _long(parse: Parse, mention: Mention) -> str:
    return bucket(len(parse.text[slice(*mention.core)].split()), 2, 3, 5)
