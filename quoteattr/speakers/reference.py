"""Whom a pronoun or a description means: the options, with the features by which they are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoteattr.cues.candidate import speaker_kind
from quoteattr.mentions import Mention
from quoteattr.nlp.parse import Entity, Parse, Sentence
from quoteattr.speakers import antecedents, exclusions
from quoteattr.speakers.bodies import bodies_meant
from quoteattr.speakers.descriptions import determiner
from quoteattr.speakers.history import History
from quoteattr.speakers.particulars import identified
from quoteattr.speakers.person import Person
from quoteattr.speakers.reference_features import new_features, person_features, report_features
from quoteattr.speakers.reports import named_near, telling

#: How many of the names before a mention are looked at for people it may mean.
NAMES_BACK = 40
#: Words of a line that names the writer, at most.
LONGEST_BYLINE = 12
#: How many earlier quotations' speakers are options.
QUOTATIONS_BACK = 3


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


@dataclass(frozen=True, slots=True)
class _Meant:
    """Those whom a mention may mean, and why.

    Attributes:
        people: All of them.
        owned: Those among them whose document a description says that it is.
        writer: Whose document it is as the text has said before, or None.
        told: Whether the text tells who the only one is.
        named: Whether it is somebody or some body named before, whoever of several.
    """

    people: Sequence[Person]
    owned: Sequence[Person]
    writer: Person | None
    told: bool
    named: bool


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
    known = [entry[2] for entry in spoken] + [entry[0] for entry in reporters] + [entry[0] for entry in nearby]
    meant = _candidates(parse, mention, kind, list(dict.fromkeys(known)), quoted, nearby, history)
    options = [
        Option(
            person,
            False,
            (
                *person_features(parse, mention, kind, person, paragraph, quoted, nearby, spoken),
                *report_features(parse, mention, kind, person, reporters, spoken, nearby),
                *([] if meant.writer is None else [f"wrote={meant.writer is person}"]),
            ),
        )
        for person in _possible(parse, mention, kind, meant, history)
    ]
    if _may_be_new(parse, mention, meant):
        options.append(Option(None, True, tuple(new_features(parse, mention, kind))))
    if not (options and meant.told):
        options.append(Option(None, False, ("nobody", f"nobody:{kind}")))
    return options


def _may_be_new(parse: Parse, mention: Mention, meant: _Meant) -> bool:
    """Tell whether a mention may bring in somebody of whom the text has not spoken."""
    known = meant.owned or meant.writer is not None or meant.told or meant.named or antecedents.is_known(parse, mention)
    return mention.form == "description" and not known


def _candidates(
    parse: Parse, mention: Mention, kind: str, people: list[Person], quoted: str,
    nearby: Sequence[tuple[Person, Entity]], history: History,
) -> _Meant:  # fmt: skip
    """Return whom a mention may mean, of people named or speaking near by and those whom its words fit."""
    owned: list[Person] = []
    known: list[Person] = []
    if mention.form == "description":
        inside = [name for name in parse.entities_of.get(mention.sentence, ()) if mention.span.holds(name.span)]
        people += [history.by_entity[name] for name in inside if history.by_entity.get(name) not in (None, *people)]
        people += [person for person in history.fitting(parse, mention) if person not in people]
        owned = antecedents.owning(parse, mention, kind, people, history)
        holding = antecedents.holding_office(parse, mention, people)
        opening = determiner(parse, mention)
        if opening not in ("a", "some"):
            known = identified(parse, mention, named_near(parse, mention, history.by_entity))
            known = known or bodies_meant(parse, mention, [person for person, _ in nearby])
        people = owned or holding or known or antecedents.meeting(parse, mention, kind, people)
        if opening in ("a", "some") or (opening == "none" and mention.plural):  # a resident, residents
            described = [one for one in people if one.sort is not None and opening == "none"]
            people = [
                one
                for one in people
                if one in described or one in owned or exclusions.named_inside(parse, mention, one)
            ]
    subject = known[0] if len(known) == 1 else _plainly_meant(parse, mention, history)
    if subject is None and not known:
        subject = antecedents.just_named(parse, mention, kind, quoted, history)
    first = subject or antecedents.subject_before(parse, mention, quoted, history)
    other = first is not None and bool(known) and first not in known
    told = first is not None and not other and not exclusions.contradicts(parse, mention, kind, first)
    if first is not None and told:
        people = [first]
    written, writer = antecedents.written(parse, mention, kind, history)
    if writer is not None and not owned:
        since = not history.spoken or written > _sentence_of(parse, history.spoken[-1][0])
        speakers = [] if since else _speakers(history)
        people = [person for person in people if person in speakers and person is not writer] + [writer]
    told = told and (subject is not None or antecedents.is_known(parse, mention))
    alone = mention.form == "description" and antecedents.is_only_one(parse, mention, kind, people, history)
    return _Meant(people, owned, writer, told, bool(known) or alone)


def _plainly_meant(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return whom the text says plainly that a mention means, by the first rule that tells."""
    rules = (
        antecedents.subject_of_first, antecedents.of_what_is_called, antecedents.former_or_latter,
        antecedents.somebody_described, antecedents.body_described,
    )  # fmt: skip
    return next((person for rule in rules if (person := rule(parse, mention, history)) is not None), None)


def _possible(parse: Parse, mention: Mention, kind: str, meant: _Meant, history: History) -> Iterator[Person]:
    """Yield those whom nothing rules out."""
    tellers = telling(parse, mention, history.reports) if mention.form == "description" else []
    for person in meant.people:
        wrote = person is meant.writer or person in meant.owned
        if person in tellers or (not wrote and exclusions.contradicts(parse, mention, kind, person)):
            continue
        if kind != "document" and exclusions.possesses(parse, mention, person):
            continue
        if exclusions.is_another(parse, mention, person):
            continue
        if person in _speakers(history)[-1:] and exclusions.is_whose(parse, mention, person):
            continue
        named = person in _speakers(history) or exclusions.named_inside(parse, mention, person)
        if kind == "document" and person.type == "person" and not wrote and not named:
            continue  # somebody's document, if he or she has just spoken, or it has the name: "a Lee memo"
        yield person


def _speakers(history: History) -> list[Person]:
    """Return who spoke the latest quotations."""
    return [entry[2] for entry in history.spoken[-QUOTATIONS_BACK:]]


def _names_before(parse: Parse, mention: Mention, history: History) -> list[tuple[Person, Entity]]:
    """Return the people whose names stand before a mention, nearest first, each with the nearest name."""
    at = bisect_left(parse.entities, mention.span.start, key=lambda entity: entity.span.start)
    found: dict[int, tuple[Person, Entity]] = {}
    for entity in reversed(parse.entities[max(0, at - NAMES_BACK) : at]):
        person = history.by_entity.get(entity)
        if person is not None and id(person) not in found and not _is_byline(parse.sentences[entity.sentence]):
            found[id(person)] = (person, entity)
    return list(found.values())


def _is_byline(sentence: Sentence) -> bool:
    """Tell whether a line says who has written the article: "By Ann Lee and Bob Roy"."""
    items = sentence.words
    return items[0].text.lower() == "by" and len(items) <= LONGEST_BYLINE and items[-1].text not in (".", "?", "!")


def _sentence_of(parse: Parse, stretch: int) -> int:
    """Return the sentence that a marked stretch stands in, the first of several; -1 where it stands in none."""
    places = parse.places.get(stretch)
    return places[0][0] if places else -1
