"""From decisions to a document: interrupted quotations joined, speakers numbered, roles in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoteattr.attribution import Attribution
from quoteattr.cues import Candidate
from quoteattr.cues.candidate import verb_class
from quoteattr.marks import Marked
from quoteattr.mentions import Mention
from quoteattr.model import UTTERANCES, Alternative, Document, Evidence, Quote, QuoteKind, Role, Span, Speaker
from quoteattr.nlp.parse import Parse
from quoteattr.roles.rank import best_first
from quoteattr.speakers.names import courtesy_title
from quoteattr.speakers.person import Person


def build_document(
    parse: Parse,
    marked: Sequence[Marked],
    attributions: Sequence[Attribution],
    lang: str,
    meta: Mapping[str, str],
    min_confidence: float = 0.0,
) -> Document:
    """Return the document that holds every decision.

    Args:
        parse: The parsed narration.
        marked: All stretches.
        attributions: One for each quotation, in text order.
        lang: Language code.
        meta: Versions.
        min_confidence: A less probable speaker is withheld.
    """
    joined = [_withhold(decision, min_confidence) for decision in join_interrupted(parse, marked, attributions)]
    speakers = _speakers(joined)
    quotes = [_quote(parse, marked, decision, number, speakers) for number, decision in enumerate(joined, start=1)]
    chosen = {decision.person: None for decision in joined if decision.person is not None}
    return Document(
        text=parse.text,
        lang=lang,
        quotes=tuple(quote for quote in quotes if quote.type in UTTERANCES),
        nonquotes=tuple(quote for quote in quotes if quote.type not in UTTERANCES),
        speakers=tuple(speakers[id(person)] for person in chosen),
        meta=dict(meta),
    )


def _withhold(decision: Attribution, min_confidence: float) -> Attribution:
    """Take back a speaker who is less probable than the caller wants, and say so."""
    if decision.person is None or decision.probability >= min_confidence:
        return decision
    reason = f"{decision.person.name} has {decision.probability:.0%}, less than the {min_confidence:.0%} asked for"
    return replace(
        decision,
        person=None,
        probability=0.0,
        others=((decision.person, round(decision.probability, 4)), *decision.others),
        evidence=(*decision.evidence, Evidence("withheld", reason)),
    )


def join_interrupted(parse: Parse, marked: Sequence[Marked], attributions: Sequence[Attribution]) -> list[Attribution]:
    """Join the parts of “A,” she said, “B.” and “A,” she said. “B.”: one speaker, one cue, nothing else between."""
    joined: list[Attribution] = []
    for decision in attributions:
        if joined and _goes_on(parse, marked, joined[-1], decision):
            joined[-1] = replace(joined[-1], stretches=joined[-1].stretches + decision.stretches)
        else:
            joined.append(decision)
    return joined


def _goes_on(parse: Parse, marked: Sequence[Marked], one: Attribution, other: Attribution) -> bool:
    """Tell whether the second quotation is the rest of the first, with its cue alone between, and no "that"."""
    first, second = marked[one.stretches[-1]], marked[other.stretches[0]]
    if one.person is not other.person or first.paragraph != second.paragraph:
        return False
    if one.candidate is None or one.candidate.cue is None or other.candidate is None:
        return False
    if "direct" not in (one.type, other.type) and one.type != "written":
        return False
    between = Span(first.span.end, second.span.start)
    if not between.holds(one.candidate.cue) or parse.text[slice(*between)].rstrip().endswith(" that"):
        return False
    same_cue = other.candidate.cue == one.candidate.cue
    goes_on = other.candidate.continues in one.stretches
    return (same_cue or goes_on) and _one_clause(parse, between)


def _one_clause(parse: Parse, between: Span) -> bool:
    """Tell whether a stretch of narration is at most one sentence."""
    return sum(sentence.span.overlaps(between) and any(
        word.quoted is None and word.upos != "PUNCT" and between.holds(word.span) for word in sentence.words
    ) for number in parse.sentences_near(between) for sentence in (parse.sentences[number],)) <= 1  # fmt: skip


def _quote(
    parse: Parse, marked: Sequence[Marked], decision: Attribution, number: int, speakers: Mapping[int, Speaker]
) -> Quote:
    spans = tuple(marked[index].span for index in decision.stretches)
    mention, cue = _named_by(parse, marked[decision.stretches[0]], decision.candidate)
    return Quote(
        id=f"q{number}",
        spans=spans,
        text=" ".join(parse.text[slice(*span)] for span in spans),
        type=decision.type,
        kind=_kind(decision, mention),
        cue=cue,
        mention=mention.span if mention is not None else None,
        speaker=speakers[id(decision.person)] if decision.person is not None else None,
        confidence=round(decision.probability, 4),
        evidence=decision.evidence,
        alternatives=tuple(Alternative(speakers[id(person)], chance) for person, chance in decision.others),
    )


def _named_by(parse: Parse, stretch: Marked, candidate: Candidate | None) -> tuple[Mention | None, Span | None]:
    """Return the words that name the speaker here, and the cue; None, None where the quotation has none of its own.

    The sentence beside a quotation names its speaker if it reports speech and stands in the same paragraph, or ends in
    a colon above it: *Ann Lee said she was tired. “I have not slept.”*
    """
    if candidate is None or candidate.mention is None or candidate.cue is None:
        return None, None
    if candidate.rule == "neighbour":
        sentence = parse.sentences[candidate.mention.sentence]
        verb = next((word for word in sentence.words if word.span.start == candidate.cue.start), None)
        speaks = verb is not None and verb_class(verb.lemma) in ("speech", "writing")
        introduces = parse.text[sentence.span.start : sentence.span.end + 1].rstrip().endswith(":")
        if not speaks or not (sentence.paragraph == stretch.paragraph or introduces):
            return None, None
    return candidate.mention, candidate.cue


def _kind(decision: Attribution, mention: Mention | None) -> QuoteKind | None:
    """Return how the text attributes: by name or first description, by pronoun or later description, or not at all."""
    if decision.person is None:
        return None
    if mention is None:
        return "implicit"
    if mention.form == "name":
        return "explicit"
    first = decision.person.type in ("unnamed", "group") and decision.person.spans[:1] == [mention.span]
    return "explicit" if first and mention.form == "description" else "anaphoric"


def _speakers(attributions: Sequence[Attribution]) -> dict[int, Speaker]:
    """Return the public entry of everybody who speaks or was considered, numbered in that order."""
    people: dict[int, Person] = {}
    for decision in attributions:
        if decision.person is not None:
            people.setdefault(id(decision.person), decision.person)
    for decision in attributions:
        for person, _ in decision.others:
            people.setdefault(id(person), person)
    taken = {person.known.id for person in people.values() if person.known is not None and person.known.id is not None}
    free = (name for name in (f"s{number}" for number in range(1, len(people) + len(taken) + 1)) if name not in taken)
    return {
        key: _speaker(
            person, person.known.id if person.known is not None and person.known.id is not None else next(free)
        )
        for key, person in people.items()
    }


def _speaker(person: Person, speaker_id: str) -> Speaker:
    honorific = next((title for form in person.forms if (title := courtesy_title(form.honorific)) is not None), None)
    roles: tuple[Role, ...] = tuple(best_first(person.roles))
    return Speaker(
        id=speaker_id,
        name=person.known.name if person.known is not None else full_name(person),
        type=person.type,
        aliases=tuple(dict.fromkeys(person.surface)) or (person.name,),
        mentions=tuple(sorted(set(person.spans))),
        roles=roles,
        honorific=honorific,
    )


def full_name(person: Person) -> str:
    """Return the fullest form of a name in the text, without honorific; an unnamed speaker's words without "the".

    Whoever is called otherwise is reported so: Mr. Emerson, not Emerson, in a novel with a George Emerson.
    """
    if person.called is not None:
        return person.called
    if person.type == "person" and person.forms:
        fullest = max(person.forms, key=lambda form: (len(form.words), form.honorific is None))
        return " ".join(fullest.text.split())  # a name may run over a line break
    name = person.name
    return name[4:] if name[:4].lower() == "the " else name
