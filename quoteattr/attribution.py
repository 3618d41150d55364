"""Who says what: in text order, each quotation gets its reading, its type and its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.cues import Candidate, propose
from quoteattr.marks import Marked
from quoteattr.mentions import Mention
from quoteattr.model import UTTERANCES, Evidence, QuoteType, Span
from quoteattr.nlp.parse import Parse
from quoteattr.quotetype import TYPES, nobody_features, type_options
from quoteattr.ranking import AttributionModel
from quoteattr.roles import described_role
from quoteattr.speakers.person import Person
from quoteattr.speakers.reference import History, Option, reference_options

#: A speaker less probable than this is none: a wrong name is worse than none.
LEAST_PROBABILITY = 0.25
#: Marked words less probably an utterance than this are nobody's.
LEAST_UTTERANCE = 0.7  # of 151 nonquotes in worldnews train 22 pass, of 1,102 utterances 33 do not (five folds)
#: How many earlier quotations' speakers may go on.
EARLIER = 2
#: A name stands for itself; how often the tagger and the gathering of names go wrong is in the calibration.
NAME_PROBABILITY = 0.97


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was decided about one quotation.

    Attributes:
        stretches: Indices of its marked stretches: several where it runs over paragraphs or is interrupted.
        type: Direct, mixed, written, scare, title or term.
        candidate: The reading chosen, or None.
        person: The speaker, or None.
        probability: That the speaker is right; 0.0 where there is none.
        others: Other speakers considered, with probabilities, best first.
        evidence: The steps of the decision.
    """

    stretches: tuple[int, ...]
    type: QuoteType
    candidate: Candidate | None
    person: Person | None
    probability: float
    others: tuple[tuple[Person, float], ...]
    evidence: tuple[Evidence, ...]


def chains(marked: Sequence[Marked]) -> list[tuple[int, ...]]:
    """Return the stretches that belong together by their marks alone: quotations that run over paragraphs."""
    joined: list[list[int]] = []
    for index, stretch in enumerate(marked):
        if stretch.continues and joined:
            joined[-1].append(index)
        else:
            joined.append([index])
    return [tuple(chain) for chain in joined]


def readings(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], chain: tuple[int, ...], history: History
) -> list[Candidate]:
    """Return the ways to read who speaks a quotation, from all its stretches."""
    earlier = [stretch for stretch, _, _ in history.spoken[-EARLIER:]][::-1]
    found = propose(parse, paragraphs, marked, chain[0], earlier)
    for index in chain[1:]:
        found += [
            candidate
            for candidate in propose(parse, paragraphs, marked, index, ())
            if candidate.rule != "neighbour"
            and not any(c.cue == candidate.cue and c.mention == candidate.mention for c in found)
        ]
    return found


def attribute_quotations(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], people: list[Person], model: AttributionModel
) -> list[Attribution]:
    """Return the decision about every quotation, in text order.

    Args:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches in quotation marks.
        people: Those whom the text names or the caller knows; unnamed speakers are added.
        model: The rankers.
    """
    history = History(people, {entity: person for person in people for entity in person.entities})
    return [_decide(parse, paragraphs, marked, chain, history, model) for chain in chains(marked)]


def _decide(
    parse: Parse,
    paragraphs: Sequence[Span],
    marked: Sequence[Marked],
    chain: tuple[int, ...],
    history: History,
    model: AttributionModel,
) -> Attribution:
    candidates = readings(parse, paragraphs, marked, chain, history)
    nobody = nobody_features(parse.text, marked[chain[0]], parse, chain[0])
    *shares, none = model.cue.probabilities([*(candidate.features for candidate in candidates), nobody])
    order = sorted(range(len(candidates)), key=lambda index: -shares[index])
    best = candidates[order[0]] if order else None
    first = chain[0]
    kinds = model.type.probabilities(
        type_options(parse.text, marked[first], parse, first, best, shares[order[0]] if order else 0.0)
    )
    utterance = sum(share for name, share in zip(TYPES, kinds, strict=True) if name in UTTERANCES)
    quote_type = max(
        (name for name in TYPES if (name in UTTERANCES) == (utterance >= LEAST_UTTERANCE)),
        key=lambda name: kinds[TYPES.index(name)],
    )
    if quote_type not in UTTERANCES:
        step = Evidence(
            "type",
            f"marked words that nobody is said to utter: {quote_type} ({1 - utterance:.0%})",
            (marked[first].span,),
        )
        return Attribution(chain, quote_type, None, None, 0.0, (), (step,))
    weighed = _weigh(parse, marked, first, [(candidates[index], shares[index]) for index in order[:6]], history, model)
    if not weighed:
        step = Evidence("no-cue", "no reporting verb, name or earlier speaker near the quotation")
        return Attribution(chain, quote_type, None, None, 0.0, (), (step,))
    people: dict[int, tuple[Person, float]] = {}
    for share, person, _, _ in weighed:
        if person is not None:
            people[id(person)] = (person, people.get(id(person), (person, 0.0))[1] + share)
    ranked = sorted(people.values(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] < LEAST_PROBABILITY:
        return _abstain(chain, quote_type, weighed, ranked, none)
    person, probability = ranked[0]
    share, _, candidate, steps = max((entry for entry in weighed if entry[1] is person), key=lambda entry: entry[0])
    if person not in history.people:
        history.people.append(person)
    history.spoken.append((chain[-1], marked[chain[-1]].paragraph, person))
    if candidate.mention is not None and candidate.mention.span not in person.spans:
        person.spans.append(candidate.mention.span)
        role = described_role(parse, candidate.mention)
        if (
            role is not None
            and person.type == "person"
            and role.text.casefold() not in {known.text.casefold() for known in person.roles}
        ):
            person.roles.append(role)
    others = tuple((other, round(chance, 4)) for other, chance in ranked[1:4] if chance >= 0.01)
    return Attribution(chain, quote_type, candidate, person, min(1.0, probability), others, steps)


_Weighed = tuple[float, Person | None, Candidate, tuple[Evidence, ...]]


def _weigh(
    parse: Parse,
    marked: Sequence[Marked],
    first: int,
    ranked: Sequence[tuple[Candidate, float]],
    history: History,
    model: AttributionModel,
) -> list[_Weighed]:
    """Return (probability, person, reading, evidence), each reading spread over those whom its mention may mean."""
    weighed: list[_Weighed] = []
    for candidate, share in ranked:
        if share < 0.02 and weighed:
            break
        for chance, person, steps in _speakers(parse, marked[first], candidate, history, model):
            weighed.append((share * chance, person, candidate, (*_cue_evidence(parse, candidate), *steps)))
    return weighed


def _speakers(
    parse: Parse, marked: Marked, candidate: Candidate, history: History, model: AttributionModel
) -> list[tuple[float, Person | None, tuple[Evidence, ...]]]:
    """Return whom a reading makes the speaker, with probabilities."""
    if candidate.continues is not None:
        person = next(person for stretch, _, person in reversed(history.spoken) if stretch == candidate.continues)
        return [(1.0, person, (Evidence("same-speaker", f"{person.name} goes on from the quotation before"),))]
    mention = candidate.mention
    if mention is None:
        return []
    words = parse.text[slice(*mention.span)]
    if mention.form == "name" and mention.entity is not None and mention.entity in history.by_entity:
        person = history.by_entity[mention.entity]
        return [(NAME_PROBABILITY, person, (Evidence("name", f"“{words}” names {person.name}", (mention.span,)),))]
    options = reference_options(parse, mention, marked.paragraph, parse.text[slice(*marked.content)], history)
    chances = model.reference.probabilities([option.features for option in options])
    found: list[tuple[float, Person | None, tuple[Evidence, ...]]] = []
    for option, chance in sorted(zip(options, chances, strict=True), key=lambda pair: -pair[1])[:4]:
        meant, step = _meant(parse, mention, option)
        found.append((chance, meant, (step,)))
    return found


def _meant(parse: Parse, mention: Mention, option: Option) -> tuple[Person | None, Evidence]:
    words = parse.text[slice(*mention.span)]
    if option.person is not None:
        return option.person, Evidence("reference", f"“{words}” is {option.person.name}", (mention.span,))
    if option.new:
        return described_person(parse, mention), Evidence(
            "unnamed", f"“{words}” is not named in the text", (mention.span,)
        )
    return None, Evidence("unresolved", f"it is not clear whom “{words}” means", (mention.span,))


def described_person(parse: Parse, mention: Mention) -> Person:
    """Return the entry for somebody whom the text describes and does not name."""
    words = parse.text[slice(*mention.core)]
    return Person("group" if mention.plural else "unnamed", words, spans=[mention.span])


def _cue_evidence(parse: Parse, candidate: Candidate) -> tuple[Evidence, ...]:
    if candidate.cue is None or candidate.mention is None:
        return ()
    cue, mention = parse.text[slice(*candidate.cue)], parse.text[slice(*candidate.mention.span)]
    says = {
        "verb": f"“{cue}” has the subject “{mention}”",
        "noun": f"“{cue}” is that of “{mention}”",
        "according-to": f"“{cue}” names “{mention}”",
        "colon": f"“{mention}” stands before the colon",
        "dash": f"“{mention}” signs the quotation",
        "neighbour": f"the sentence beside it has “{mention}” for a subject (“{cue}”)",
    }
    return (Evidence(candidate.rule, says[candidate.rule], (candidate.cue, candidate.mention.span)),)


def _abstain(
    chain: tuple[int, ...],
    quote_type: QuoteType,
    weighed: Sequence[_Weighed],
    ranked: Sequence[tuple[Person, float]],
    none: float,
) -> Attribution:
    """Return the decision that no speaker is sure enough, with the best that was considered."""
    considered = tuple((person, round(chance, 4)) for person, chance in ranked[:3])
    if ranked:
        reason = (
            f"no speaker is probable enough: at best {ranked[0][0].name} ({ranked[0][1]:.0%}); nobody named {none:.0%}"
        )
        steps = (*max(weighed, key=lambda entry: entry[0])[3], Evidence("abstained", reason))
    else:
        steps = (*weighed[0][3], Evidence("abstained", "nobody in the text is known to be meant"))
    mention = max(weighed, key=lambda entry: entry[0])[2]
    return Attribution(chain, quote_type, mention if not ranked else None, None, 0.0, considered, steps)
