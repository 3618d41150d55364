"""Who says what: in text order, each quotation gets its reading, its type and its speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from quoteattr.cues import Candidate, propose
from quoteattr.marks import Marked
from quoteattr.mentions import Mention
from quoteattr.model import UTTERANCES, Evidence, QuoteType, Span
from quoteattr.nlp.parse import Parse
from quoteattr.quotetype import (
    TYPES,
    is_nickname,
    is_somebodys_word,
    naming_type,
    nobody_features,
    type_options,
    with_context,
)
from quoteattr.ranking import AttributionModel, Ranker
from quoteattr.roles import described_role
from quoteattr.speakers.history import History, settle
from quoteattr.speakers.person import Person
from quoteattr.speakers.reference import Option, reference_options

#: A speaker less probable than this is none; a wrong one leads later ones astray. On worldnews train (five folds), with
#: the rankers alone, 0.4 gave names with 86.8 % recall at 90.5 % precision, 0.45 gave 86.2 at 90.8.
LEAST_PROBABILITY = 0.4
#: The words that name the speaker are given, where he or she is not known, if their reading is at least so probable.
LEAST_READING = 0.5
#: No answer is surer: of those at 0.97 and more, 98.4 % were right on worldnews dev.
MOST_CERTAIN = 0.99
#: Marked words less probably an utterance than this are nobody's.
LEAST_UTTERANCE = 0.7  # of 140 nonquotes in worldnews train 10 get a speaker (five folds)
#: How many readings are followed to their speakers, and how probable one must be for it.
MOST_READINGS = 6
LEAST_SHARE = 0.02
#: How many earlier quotations' speakers may go on.
EARLIER = 2
#: A name stands for itself; how often the tagger and the gathering of names go wrong is in the calibration.
NAME_PROBABILITY = 0.97


#: Between these probabilities of an utterance the rules are in doubt, and the words around are looked at: 17 % of the
#: stretches of worldnews train. From 0.05 to 0.95 (25 %) nothing is found better.
LEAST_DOUBT, MOST_DOUBT = 0.2, 0.9

#: Takes a stretch's number and returns what the encoder makes of it: the probabilities of ``TYPES``; None for nothing.
Look = Callable[[int], Sequence[float] | None]


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
    found = [
        replace(candidate, features=(*candidate.features, *_discourse_features(candidate, marked, chain[0], history)))
        for candidate in propose(parse, paragraphs, marked, chain[0], earlier)
    ]
    for index in chain[1:]:
        found += [
            candidate
            for candidate in propose(parse, paragraphs, marked, index, ())
            if candidate.rule != "neighbour"
            and not any(c.cue == candidate.cue and c.mention == candidate.mention for c in found)
        ]
    return found


def _discourse_features(candidate: Candidate, marked: Sequence[Marked], index: int, history: History) -> Iterator[str]:
    """Yield what reports in the narrator's words say for or against a reading without a cue in its own sentence.

    “A,” X said. ¶ Y said that it rains. ¶ “B.”: Y reported last, so that X does not go on.
    """
    here = marked[index].span.start
    if candidate.continues is not None:
        speaker = next(person for stretch, _, person in reversed(history.spoken) if stretch == candidate.continues)
        latest = history.reports.latest(marked[candidate.continues].span.end, here)
        goes_on = latest is not None and history.reports.who(latest.span) is speaker
        since = "none" if latest is None else "same" if goes_on else "other"
        yield f"continued:since={since}"
        yield f"continued:since={since}:apart={min(2, marked[index].paragraph - marked[candidate.continues].paragraph)}"
    elif candidate.rule == "neighbour" and candidate.mention is not None:
        latest = history.reports.latest(0, here)
        yield f"neighbour:latest={latest is not None and latest.span == candidate.mention.span}"


def attribute_quotations(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], people: list[Person],
    model: AttributionModel, look: Look | None = None,
) -> list[Attribution]:  # fmt: skip
    """Return the decision about every quotation, in text order.

    Args:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches in quotation marks.
        people: Those whom the text names or the caller knows; unnamed speakers are added.
        model: The rankers.
        look: Asked about stretches whose type is in doubt; None leaves them to the rules.
    """
    history = History.before(parse, people)
    return [_decide(parse, paragraphs, marked, chain, history, model, look) for chain in chains(marked)]


def _decide(
    parse: Parse,
    paragraphs: Sequence[Span],
    marked: Sequence[Marked],
    chain: tuple[int, ...],
    history: History,
    model: AttributionModel,
    look: Look | None,
) -> Attribution:
    """Return the decision about one quotation, and note its speaker for those that follow."""
    ranked, none = _ranked_readings(parse, paragraphs, marked, chain, history, model)
    quote_type, utterance = _type(parse, marked, chain[0], ranked, history, model, look)
    history.uttered.update(dict.fromkeys(chain, quote_type in UTTERANCES))
    if quote_type not in UTTERANCES:
        reason = f"marked words that nobody is said to utter: {quote_type} ({1 - utterance:.0%})"
        step = Evidence("type", reason, (marked[chain[0]].span,))
        return Attribution(chain, quote_type, None, None, 0.0, (), (step,))
    weighed = _weigh(parse, marked[chain[0]], ranked[:MOST_READINGS], history, model)
    people = _people(weighed)
    if not people or people[0][1] < LEAST_PROBABILITY:
        read = next((candidate for candidate, share in ranked[:1] if share >= LEAST_READING), None)
        return _abstain(chain, quote_type, read, weighed, people, none)
    person, probability = people[0]
    _, _, candidate, steps = max((entry for entry in weighed if entry[1] is person), key=lambda entry: entry[0])
    history.spoken.append((chain[-1], marked[chain[-1]].paragraph, person))
    if candidate.mention is not None and candidate.mention.form != "name":
        _note_mention(parse, candidate.mention, person)
        settle(parse, candidate.mention, person, history, probability)
    history.learn(person)
    others = tuple(
        (other, round(chance, 4)) for other, chance in people[1:4] if chance >= 0.01 and other.name != person.name
    )
    return Attribution(chain, quote_type, candidate, person, min(MOST_CERTAIN, probability), others, steps)


_Ranked = list[tuple[Candidate, float]]
_Weighed = tuple[float, Person | None, Candidate, tuple[Evidence, ...]]


def _ranked_readings(
    parse: Parse,
    paragraphs: Sequence[Span],
    marked: Sequence[Marked],
    chain: tuple[int, ...],
    history: History,
    model: AttributionModel,
) -> tuple[_Ranked, float]:
    """Return the readings with their probabilities, best first, and the probability that none is right."""
    candidates = readings(parse, paragraphs, marked, chain, history)
    nobody = nobody_features(parse.text, marked[chain[0]], parse, chain[0])
    *shares, none = model.cue.probabilities([*(candidate.features for candidate in candidates), nobody])
    return sorted(zip(candidates, shares, strict=True), key=lambda entry: -entry[1]), none


def _type(
    parse: Parse, marked: Sequence[Marked], index: int, ranked: _Ranked, history: History,
    model: AttributionModel, look: Look | None,
) -> tuple[QuoteType, float]:  # fmt: skip
    """Return a stretch's type, and the probability that it is an utterance of any type.

    Words with a speaker’s label or signature, or behind a reporting verb and a colon, are an utterance, whatever they
    look like: “A city is a promise.” – Lee. Lee wrote: “Shame!” It was, in Lee’s words, “a ruin”. And so are dialogue
    behind a dash, and what Lee calls so.
    """
    best, share = ranked[0] if ranked else (None, 0.0)
    options = type_options(parse.text, marked[index], parse, index, best, share, history.uttered)
    shares, utterance = _chances(model.type, options)
    seen = look(index) if look is not None and LEAST_DOUBT < utterance < MOST_DOUBT else None
    if seen is not None:
        shares, utterance = _chances(model.context, with_context(options, share, seen))
    signing = sum(share for reading, share in ranked if _signs(parse.text, marked[index], reading))
    likely = utterance >= LEAST_UTTERANCE and not is_nickname(parse.text, marked[index])
    uttered = likely or signing >= LEAST_READING or marked[index].dashed
    uttered = uttered or is_somebodys_word(parse.text, marked[index])
    named = None if uttered else naming_type(parse.text, marked[index])
    if named is not None:
        return named, utterance
    possible = [name for name in TYPES if (name in UTTERANCES) == uttered]
    return max(possible, key=shares.__getitem__), utterance


def _signs(text: str, marked: Marked, reading: Candidate) -> bool:
    """Tell whether a reading is a label, a signature, "in Lee's words", or a report whose words a colon leads to."""
    if reading.rule in ("colon", "dash") or "noun:word" in reading.features:
        return True
    reports = reading.rule == "neighbour" or not {"verb:speech", "verb:writing"}.isdisjoint(reading.features)
    return reports and text[max(0, marked.span.start - 3) : marked.span.start].rstrip().endswith(":")


def _chances(ranker: Ranker, options: Sequence[tuple[str, ...]]) -> tuple[dict[QuoteType, float], float]:
    """Return the probability of each type, and that of an utterance of any type."""
    shares = dict(zip(TYPES, ranker.probabilities(options), strict=True))
    return shares, sum(shares[name] for name in UTTERANCES)


def _people(weighed: Sequence[_Weighed]) -> list[tuple[Person, float]]:
    """Return everybody whom some reading makes the speaker, with the sum of its probabilities, best first."""
    people: dict[int, tuple[Person, float]] = {}
    for share, person, _, _ in weighed:
        if person is not None:
            people[id(person)] = (person, people.get(id(person), (person, 0.0))[1] + share)
    return sorted(people.values(), key=lambda entry: -entry[1])


def _note_mention(parse: Parse, mention: Mention, person: Person) -> None:
    """Add a pronoun or description to somebody's mentions, and what it says of his or her role."""
    if mention.span in person.spans:
        return
    person.spans.append(mention.span)
    role = described_role(parse, mention)
    known = {role.text.casefold() for role in person.roles}
    if role is not None and person.type == "person" and role.text.casefold() not in known:
        person.roles.append(role)


def _weigh(parse: Parse, marked: Marked, ranked: _Ranked, history: History, model: AttributionModel) -> list[_Weighed]:
    """Return (probability, person, reading, evidence), each reading spread over those whom its mention may mean."""
    weighed: list[_Weighed] = []
    for candidate, share in ranked:
        if share < LEAST_SHARE and weighed:
            break
        for chance, person, steps in _speakers(parse, marked, candidate, history, model):
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
        meant, step = _meant(parse, mention, option, history)
        found.append((chance, meant, (step,)))
    return found


def _meant(parse: Parse, mention: Mention, option: Option, history: History) -> tuple[Person | None, Evidence]:
    words = parse.text[slice(*mention.span)]
    if option.person is not None:
        return option.person, Evidence("reference", f"“{words}” is {option.person.name}", (mention.span,))
    if option.new:
        return history.described(parse, mention), Evidence(
            "unnamed", f"“{words}” is not named in the text", (mention.span,)
        )
    return None, Evidence("unresolved", f"it is not clear whom “{words}” means", (mention.span,))


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
    read: Candidate | None,
    weighed: Sequence[_Weighed],
    people: Sequence[tuple[Person, float]],
    none: float,
) -> Attribution:
    """Return the decision that no speaker is sure enough, with the best that was considered."""
    if not weighed:
        step = Evidence("no-cue", "no reporting verb, name or earlier speaker near the quotation")
        return Attribution(chain, quote_type, None, None, 0.0, (), (step,))
    if people:
        best, chance = people[0]
        reason = f"no speaker is probable enough: at best {best.name} ({chance:.0%}); nobody named {none:.0%}"
    else:
        reason = "nobody in the text is known to be meant"
    steps = (*max(weighed, key=lambda entry: entry[0])[3], Evidence("abstained", reason))
    considered = tuple((person, round(chance, 4)) for person, chance in people[:3])
    return Attribution(chain, quote_type, read, None, 0.0, considered, steps)
