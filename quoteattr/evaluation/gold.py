"""Gold documents, and the predictions that are compared with them: frozen values, read from and written to JSON Lines.

A gold line holds ``doc_id``, ``text``, ``quotes`` and, where the corpus names people, ``entities``. A prediction line
holds ``doc_id`` and ``quotes``. All spans are ``[start, end)`` in code points of the gold ``text``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quoteattr.errors import GoldError, InputError
from quoteattr.evaluation.records import Record, read_records
from quoteattr.model import NONQUOTES, UTTERANCES, Document, Evidence, Quote, Span

#: Styles of gold that are utterances in quotation marks.
UTTERANCE_STYLES = frozenset(UTTERANCES)
#: Styles for marked words that nobody utters. All others (indirect, broken, other) are neither rewarded nor fined.
NONQUOTE_STYLES = frozenset(NONQUOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """Somebody to whom a gold document attributes words.

    Attributes:
        id: As the quotations name them.
        name: The annotators' form.
        aliases: Other forms, by corpus: those of the text, or of a cast.
        type: ``person``, ``org``, ``group``, ``unnamed``, another of the corpus's own, or None.
        roles: All roles that the text gives, best first; empty where it gives none or the corpus annotates none.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str | None = None
    roles: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def is_unnamed(self) -> bool:
        """Whether name and role are one phrase ("a hospital spokesman")."""
        return self.type == "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """A quotation as annotated; what the corpus does not annotate is None.

    Attributes:
        spans: The stretches, in text order.
        style: ``direct``, ``mixed``, ``written``, a nonquote's ``scare``, ``title``, ``term``, or another.
        kind: ``explicit``, ``anaphoric``, ``implicit`` or None.
        cue: The reporting verb or phrase.
        mention: The words that name the speaker.
        speaker: The entity's id.
        speaker_name: The entity's name.
        role: The speaker's best role.
        addressees: The entities spoken to, by id; empty where nobody is told or the corpus annotates none.
    """

    spans: tuple[Span, ...]
    style: str
    kind: str | None = None
    cue: Span | None = None
    mention: Span | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    role: str | None = None
    addressees: tuple[str, ...] = ()

    @property
    def has_speaker(self) -> bool:
        """Whether the corpus says who speaks, by entity or by name."""
        return self.speaker is not None or bool(self.speaker_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """An annotated text."""

    doc_id: str
    text: str
    quotes: tuple[GoldQuote, ...]
    entities: tuple[GoldEntity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A quotation as some system reports it; what it does not say is None.

    ``style`` of a nonquote marks words that the system itself holds for nobody's utterance. ``addressees`` are names.
    ``evidence`` is empty for systems that give no reasons.
    """

    spans: tuple[Span, ...]
    style: str | None = None
    mention: Span | None = None
    speaker_name: str | None = None
    cue: Span | None = None
    role: str | None = None
    kind: str | None = None
    confidence: float | None = None
    addressees: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_nonquote(self) -> bool:
        """Whether the system says that the marked words are no quotation."""
        return self.style in NONQUOTE_STYLES


def read_gold(path: str | Path) -> Iterator[GoldDocument]:
    """Yield the documents of a gold file (``.jsonl`` or ``.jsonl.gz``), in order.

    A line may also be a document as ``to_jsonl`` writes it, which a reviewer has gone over.

    Raises:
        GoldError: a line is not in the format; the message names file and line.
        OSError: the file cannot be opened.
    """
    return (_gold_document(record) for record in read_records(path))


def read_predictions(path: str | Path) -> dict[str, tuple[Prediction, ...]]:
    """Return each document's predictions by ``doc_id``; of several lines for one document the last counts.

    Raises:
        GoldError: a line is not in the format; the message names file and line.
        OSError: the file cannot be opened.
    """
    return {
        record.text("doc_id"): tuple(_prediction(quote) for quote in record.records("quotes", required=True))
        for record in read_records(path)
    }


def write_predictions(path: str | Path, predictions: Mapping[str, Sequence[Prediction]]) -> None:
    """Write one line for each document, in the order of ``predictions``.

    Raises:
        OSError: the file cannot be written.
    """
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        for doc_id, quotes in predictions.items():
            # ASCII only, so that a lone surrogate in a name cannot break the file
            out.write(json.dumps({"doc_id": doc_id, "quotes": [prediction_to_dict(quote) for quote in quotes]}) + "\n")


def predictions_of(document: Document) -> tuple[Prediction, ...]:
    """Return what the library says of a text, quotations and nonquotes together, in text order."""
    return tuple(_prediction_of(quote) for quote in sorted((*document.quotes, *document.nonquotes), key=_position))


def prediction_to_dict(prediction: Prediction) -> dict[str, object]:
    """Return the prediction in the fields of the file format; absent knowledge is None."""
    return {
        "spans": [list(span) for span in prediction.spans],
        "style": prediction.style,
        "speaker_mention": _as_list(prediction.mention),
        "speaker_name": prediction.speaker_name,
        "cue": _as_list(prediction.cue),
        "role": prediction.role,
        "kind": prediction.kind,
        "confidence": prediction.confidence,
        "addressees": list(prediction.addressees),
        "evidence": [{"rule": step.rule, "text": step.text} for step in prediction.evidence],
    }


def choose(documents: Iterable[GoldDocument], only: Sequence[str] = ()) -> Iterator[GoldDocument]:
    """Yield the documents whose id holds one of the strings in ``only``; all of them where it is empty."""
    return (document for document in documents if not only or any(part in document.doc_id for part in only))


def _prediction_of(quote: Quote) -> Prediction:
    return Prediction(
        spans=quote.spans,
        style=quote.type,
        mention=quote.mention,
        speaker_name=quote.speaker.name if quote.speaker else None,
        cue=quote.cue,
        role=quote.speaker.role if quote.speaker else None,
        kind=quote.kind,
        confidence=quote.confidence,
        addressees=tuple(speaker.name for speaker in quote.addressees),
        evidence=quote.evidence,
    )


def _position(quote: Quote) -> tuple[Span, ...]:
    return quote.spans


def _as_list(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def gold_of(document: Document, doc_id: str) -> GoldDocument:
    """Return a document that a reviewer has gone over as gold: what it says is held for right, unknown for unknown."""
    people = {
        speaker.id: speaker
        for quote in document.quotes
        for speaker in (quote.speaker, *quote.addressees)
        if speaker is not None
    }
    return GoldDocument(
        doc_id=doc_id,
        text=document.text,
        quotes=tuple(
            GoldQuote(
                spans=quote.spans,
                style=quote.type,
                kind=quote.kind,
                cue=quote.cue,
                mention=quote.mention,
                speaker=quote.speaker.id if quote.speaker else None,
                speaker_name=quote.speaker.name if quote.speaker else None,
                role=quote.speaker.role if quote.speaker else None,
                addressees=tuple(speaker.id for speaker in quote.addressees),
            )
            for quote in sorted((*document.quotes, *document.nonquotes), key=_position)
        ),
        entities=tuple(
            GoldEntity(
                id=speaker.id,
                name=speaker.name,
                aliases=speaker.aliases,
                type=speaker.type,
                roles=tuple(role.text for role in speaker.roles),
            )
            for speaker in people.values()
        ),
    )


def _gold_document(record: Record) -> GoldDocument:
    if "schema_version" in record.fields:
        try:
            return gold_of(Document.from_dict(record.fields), record.text("doc_id"))
        except InputError as problem:
            raise GoldError(f"{record.place}: {problem}") from problem
    text = record.text("text")
    quotes = record.records("quotes", required=True)
    return GoldDocument(
        doc_id=record.text("doc_id"),
        text=text,
        quotes=tuple(_gold_quote(quote, len(text)) for quote in quotes),
        entities=tuple(_gold_entity(entity) for entity in record.records("entities")),
    )


def _gold_entity(record: Record) -> GoldEntity:
    best, roles = record.optional_text("role"), record.texts("roles")
    return GoldEntity(
        id=record.text("id"),
        name=record.text("name"),
        aliases=record.texts("aliases"),
        type=record.optional_text("type"),
        roles=roles if not best or best in roles else (best, *roles),
    )


def _gold_quote(record: Record, length: int) -> GoldQuote:
    quote = GoldQuote(
        spans=record.spans("spans"),
        style=record.text("style"),
        kind=record.optional_text("kind"),
        cue=record.optional_span("cue"),
        mention=record.optional_span("speaker_mention"),
        speaker=record.optional_text("speaker"),
        speaker_name=record.optional_text("speaker_name"),
        role=record.optional_text("role"),
        addressees=record.texts("addressees"),
    )
    for span in (*quote.spans, *(span for span in (quote.cue, quote.mention) if span)):
        if not 0 <= span.start <= span.end <= length:
            raise GoldError(
                f"{record.place}: the span {list(span)} lies outside the text, which has {length} code points"
            )
    return quote


def _prediction(record: Record) -> Prediction:
    return Prediction(
        spans=record.spans("spans"),
        style=record.optional_text("style"),
        mention=record.optional_span("speaker_mention"),
        speaker_name=record.optional_text("speaker_name"),
        cue=record.optional_span("cue"),
        role=record.optional_text("role"),
        kind=record.optional_text("kind"),
        confidence=record.optional_number("confidence"),
        addressees=record.texts("addressees"),
        evidence=tuple(Evidence(step.text("rule"), step.text("text")) for step in record.records("evidence")),
    )
