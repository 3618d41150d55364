"""Predictions that are wrong in known ways, made from gold, the same on every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from quoteattr.evaluation.gold import UTTERANCE_STYLES, GoldDocument, GoldQuote, Prediction
from quoteattr.model import Span

Change = Callable[[Prediction, GoldDocument, random.Random], Iterable[Prediction]]


def gold_as_predictions(document: GoldDocument) -> list[Prediction]:
    """Return gold's own answers; of quotations nested in one another the fuller first."""
    names = {entity.id: entity.name for entity in document.entities}
    utterances = [quote for quote in document.quotes if quote.style in UTTERANCE_STYLES]
    return [
        Prediction(
            spans=quote.spans,
            style=quote.style,
            kind=quote.kind,
            mention=quote.mention,
            cue=quote.cue,
            role=quote.role,
            speaker_name=quote.speaker_name or names.get(quote.speaker or ""),
        )
        for quote in sorted(utterances, key=fullness, reverse=True)
    ]


def fullness(quote: GoldQuote) -> int:
    fields = (quote.cue, quote.mention, quote.speaker, quote.speaker_name, quote.role)
    return sum(bool(value) for value in fields)


def moved(span: Span, text: str, chance: random.Random, most: int) -> Span:
    """Return the span with both ends moved by up to ``most`` code points, inside the text."""
    start, end = (min(max(bound + chance.randint(-most, most), 0), len(text)) for bound in span)
    return Span(min(start, end), max(start, end))


def shift_spans(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    most = chance.choice((3, 20, 200))
    yield replace(quote, spans=tuple(moved(span, document.text, chance, most) for span in quote.spans))


def split_in_two(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    first, *others = quote.spans
    middle = (first.start + first.end) // 2
    yield replace(quote, spans=(Span(first.start, middle),), style="direct")
    yield replace(quote, spans=(Span(middle, first.end), *others), speaker_name="Nobody Known")


def join_to_neighbourhood(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    yield replace(quote, spans=(Span(quote.spans[0].start, min(quote.spans[-1].end + 400, len(document.text))),))


def report_twice(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    yield replace(quote, speaker_name=chance.choice((None, "Somebody Else", quote.speaker_name)))
    yield quote


def forget(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    return ()


def restyle(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    yield replace(quote, style=chance.choice(("scare", "title", "term", "direct", "mixed", "indirect", None)))


def false_alarm(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    yield quote
    start = chance.randrange(len(document.text))
    anywhere = (Span(start, min(start + chance.choice((10, 80, 500)), len(document.text))),)
    yield replace(quote, spans=anywhere, style=chance.choice(("direct", "mixed")))


def rename(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    name = quote.speaker_name or "Ann Lee"
    others = [form for entity in document.entities for form in entity.names] or ["Bob"]
    forms = (
        chance.choice(others),
        chance.choice(chance.choice(others).split() or [""]),
        name.split()[0],
        f"Mr. {name.split()[-1]}",
        f"The {name.upper()}'s",
        f"{name} Jr.",
        "the",
        "",
        None,
    )
    yield replace(quote, speaker_name=chance.choice(forms))


def move_mention(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    mention = moved(quote.mention or quote.spans[0], document.text, chance, chance.choice((4, 30)))
    yield replace(quote, mention=chance.choice((mention, None)), speaker_name=chance.choice((None, quote.speaker_name)))


def move_cue(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    cue = moved(quote.cue or quote.spans[-1], document.text, chance, chance.choice((1, 8)))
    yield replace(quote, cue=chance.choice((cue, None)))


def change_role(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    roles = [role for entity in document.entities for role in entity.roles] or ["harbour master"]
    words = (quote.role or "minister of fisheries").split()
    yield replace(quote, role=chance.choice((chance.choice(roles), " ".join(words[: len(words) // 2]), "the", None)))


CHANGES: tuple[Change, ...] = (
    shift_spans,
    split_in_two,
    join_to_neighbourhood,
    report_twice,
    forget,
    restyle,
    false_alarm,
    rename,
    move_mention,
    move_cue,
    change_role,
)


def everything(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    """Change half of the quotations, in up to two ways."""
    changed = [quote]
    if chance.random() < 0.5:
        for change in chance.sample(CHANGES, 2):
            changed = [after for before in changed for after in change(before, document, chance)]
    return changed


def perturbed(documents: Sequence[GoldDocument], change: Change) -> Mapping[str, Sequence[Prediction]]:
    """Return gold's own answers after ``change``, by document."""
    return {
        document.doc_id: [
            changed
            for number, quote in enumerate(gold_as_predictions(document))
            for changed in change(quote, document, random.Random(f"{document.doc_id} {number}"))
        ]
        for document in documents
    }


def unchanged(quote: Prediction, document: GoldDocument, chance: random.Random) -> Iterable[Prediction]:
    yield quote
