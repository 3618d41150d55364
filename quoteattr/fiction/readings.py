"""What stands beside a quotation of a story: its type, and the words that name its speaker, by the cue rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr.attribution import chains, readings
from quoteattr.cues import Candidate
from quoteattr.cues.candidate import verb_class
from quoteattr.marks import Marked
from quoteattr.model import UTTERANCES, QuoteType, Span
from quoteattr.nlp.parse import Parse
from quoteattr.quotetype import TYPES, is_nickname, nobody_features, options_of, type_facts
from quoteattr.ranking import AttributionModel, Ranker
from quoteattr.speakers.history import History

#: Marked words are not spoken where that is less probable: taking a speaker's words away is worse than leaving a term.
LEAST_UTTERANCE = 0.2
#: A reading less probable than this says nothing of who speaks.
LEAST_READING = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """One quotation as it stands.

    Attributes:
        chain: Indices of its marked stretches.
        type: Direct, written, …
        utterance: Probability that it is spoken.
        candidate: The words that name the speaker, with their verb; None where none are sure enough.
        share: That reading's probability.
    """

    chain: tuple[int, ...]
    type: QuoteType
    utterance: float
    candidate: Candidate | None
    share: float

    @property
    def spoken(self) -> bool:
        """Whether it is an utterance."""
        return self.type in UTTERANCES


def read_quotations(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], model: AttributionModel, spoken: Ranker
) -> list[Reading]:
    """Return the readings of all quotations of a story, in text order.

    Args:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches in quotation marks.
        model: The rankers for news.
        spoken: That of ``spoken_options``.
    """
    history = History.before(parse, [])  # once: it reads the whole text
    return [read_quotation(parse, paragraphs, marked, chain, model, spoken, history) for chain in chains(marked)]


def read_quotation(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], chain: tuple[int, ...],
    model: AttributionModel, spoken: Ranker, history: History,
) -> Reading:  # fmt: skip
    """Return the type of a quotation and the best reading of the words beside it.

    Args:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches in quotation marks.
        chain: Those of this quotation.
        model: The rankers for news.
        spoken: That of ``spoken_options``.
        history: What is known before the first quotation.
    """
    first = marked[chain[0]]
    best, share = best_reading(parse, paragraphs, marked, chain, model, history)
    facts = type_facts(parse.text, first, parse, chain[0], best, share, {})
    chances = dict(zip(TYPES, model.type.probabilities(options_of(facts)), strict=True))
    utterance, _ = spoken.probabilities(spoken_options(facts))
    uttered = first.dashed or (utterance >= LEAST_UTTERANCE and not is_nickname(parse.text, first))
    kind = max((name for name in TYPES if (name in UTTERANCES) == uttered), key=chances.__getitem__)
    sure = best is not None and best.mention is not None and share >= LEAST_READING
    return Reading(chain, kind, utterance, best if sure else None, share)


def best_reading(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], chain: tuple[int, ...],
    model: AttributionModel, history: History,
) -> tuple[Candidate | None, float]:  # fmt: skip
    """Return the best reading of the words beside a quotation and its probability; None where there is no reading."""
    candidates = readings(parse, paragraphs, marked, chain, history)
    nobody = nobody_features(parse.text, marked[chain[0]], parse, chain[0])
    *shares, _ = model.cue.probabilities([*(candidate.features for candidate in candidates), nobody])
    return max(zip(candidates, shares, strict=True), key=lambda entry: entry[1], default=(None, 0.0))


def spoken_options(facts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the options between which a ranker decides: that marked words are spoken, and that they are not."""
    return tuple(facts), ()


def reports_speech(parse: Parse, candidate: Candidate) -> bool:
    """Tell whether a reading has a verb of saying in the quotation's own sentence."""
    if candidate.rule != "verb" or candidate.cue is None or candidate.mention is None:
        return False
    sentence = parse.sentences[candidate.mention.sentence]
    verb = next((word for word in sentence.words if word.span.start == candidate.cue.start), None)
    return verb is not None and verb_class(verb.lemma) in ("speech", "writing")
