"""Documents as plain data, and back: what ``to_dict``, ``from_dict`` and ``to_json`` of a ``Document`` do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from quoteattr.errors import InputError
from quoteattr.model import SCHEMA_VERSION, Alternative, Conversation, Document, Evidence, Quote, Role, Span, Speaker


def document_to_dict(document: Document) -> dict[str, object]:
    """Return plain lists, dicts, strings and numbers, from which ``document_from_dict`` makes an equal document."""
    speakers = {speaker.id: speaker for speaker in document.speakers}
    candidates = {
        other.id: other
        for quote in (*document.quotes, *document.nonquotes)
        for other in (*(considered.speaker for considered in quote.alternatives), *quote.addressees)
        if other.id not in speakers
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "text": document.text,
        "lang": document.lang,
        "quotes": [_quote_to_dict(quote) for quote in document.quotes],
        "nonquotes": [_quote_to_dict(quote) for quote in document.nonquotes],
        "speakers": [_speaker_to_dict(speaker) for speaker in document.speakers],
        "candidates": [_speaker_to_dict(speaker) for speaker in candidates.values()],
        "meta": dict(document.meta),
        "conversations": [
            {"id": talk.id, "quotes": [quote.id for quote in talk.quotes]} for talk in document.conversations
        ],
    }


def document_from_dict(data: Mapping[str, object]) -> Document:
    """Return the document that ``document_to_dict`` was called on.

    Raises:
        InputError: ``data`` is not of this schema version, or a field is missing or of the wrong kind.
    """
    if not isinstance(data, Mapping):
        raise InputError(
            f"Document.from_dict takes a dict, not {type(data).__name__}: Document.from_dict(json.loads(line))"
        )
    if data.get("schema_version") != SCHEMA_VERSION:
        raise InputError(
            f"schema_version is {data.get('schema_version')!r}, this version reads {SCHEMA_VERSION}: "
            "make the document again with quoteattr.attribute(text)"
        )
    try:
        return _document_from_dict(data)
    except (KeyError, TypeError, ValueError) as problem:
        raise InputError(f"not a quoteattr document, {type(problem).__name__}: {problem}") from problem


def json_text(data: object, *, indent: int | None = None) -> str:
    """Return plain data as JSON; lone surrogates are escaped, so the result always encodes."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(data, ensure_ascii=True, indent=indent)
    return text


def _span_to_list(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _speaker_to_dict(speaker: Speaker) -> dict[str, object]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "type": speaker.type,
        "aliases": list(speaker.aliases),
        "mentions": [_span_to_list(span) for span in speaker.mentions],
        "roles": [{"text": role.text, "span": _span_to_list(role.span), "kind": role.kind} for role in speaker.roles],
        "role": speaker.role,
        "honorific": speaker.honorific,
    }


def _quote_to_dict(quote: Quote) -> dict[str, object]:
    return {
        "id": quote.id,
        "spans": [_span_to_list(span) for span in quote.spans],
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "type": quote.type,
        "kind": quote.kind,
        "cue": _span_to_list(quote.cue),
        "mention": _span_to_list(quote.mention),
        "speaker": quote.speaker.id if quote.speaker else None,
        "confidence": quote.confidence,
        "evidence": [
            {"rule": step.rule, "text": step.text, "spans": [_span_to_list(span) for span in step.spans]}
            for step in quote.evidence
        ],
        "alternatives": [
            {"speaker": other.speaker.id, "probability": other.probability} for other in quote.alternatives
        ],
        "addressees": [speaker.id for speaker in quote.addressees],
    }


# Reading back: the values come from JSON, so types are checked by use; from_dict turns what fails into InputError.
def _span(value: object) -> Span | None:
    if value is None:
        return None
    if not isinstance(value, Sequence) or len(value) != 2 or not all(type(bound) is int for bound in value):
        raise ValueError(f"a span is [start, end], not {value!r}")
    return Span(*value)


def _spans(value: object) -> tuple[Span, ...]:
    spans = tuple(_span(item) for item in _list(value))
    return tuple(span for span in spans if span is not None)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"a list was expected, not {value!r}")
    return value


def _dicts(value: object) -> list[dict[str, object]]:
    items = _list(value)
    if not all(isinstance(item, dict) for item in items):
        raise TypeError(f"a list of objects was expected, not {value!r}")
    return items  # type: ignore[return-value]


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a string was expected, not {value!r}")
    return value


def _document_from_dict(data: Mapping[str, object]) -> Document:
    speakers = {_str(item["id"]): _speaker_from_dict(item) for item in _dicts(data["speakers"])}
    considered = {**{_str(item["id"]): _speaker_from_dict(item) for item in _dicts(data["candidates"])}, **speakers}
    meta = data["meta"]
    if not isinstance(meta, Mapping):
        raise TypeError(f"meta is an object, not {meta!r}")
    quotes = tuple(_quote_from_dict(item, considered) for item in _dicts(data["quotes"]))
    by_id = {quote.id: quote for quote in quotes}
    return Document(
        text=_str(data["text"]),
        lang=_str(data["lang"]),
        quotes=quotes,
        nonquotes=tuple(_quote_from_dict(item, considered) for item in _dicts(data["nonquotes"])),
        speakers=tuple(speakers.values()),
        meta=dict(meta),
        conversations=tuple(
            Conversation(id=_str(item["id"]), quotes=tuple(by_id[_str(key)] for key in _list(item["quotes"])))
            for item in _dicts(data.get("conversations", []))
        ),
    )


def _speaker_from_dict(item: Mapping[str, object]) -> Speaker:
    return Speaker(
        id=_str(item["id"]),
        name=_str(item["name"]),
        type=item["type"],  # type: ignore[arg-type]
        aliases=tuple(_str(alias) for alias in _list(item["aliases"])),
        mentions=_spans(item["mentions"]),
        roles=tuple(
            Role(_str(role["text"]), _span(role["span"]), role["kind"])  # type: ignore[arg-type]
            for role in _dicts(item["roles"])
        ),
        honorific=item["honorific"],  # type: ignore[arg-type]
    )


def _quote_from_dict(item: Mapping[str, object], speakers: Mapping[str, Speaker]) -> Quote:
    return Quote(
        id=_str(item["id"]),
        spans=_spans(item["spans"]),
        text=_str(item["text"]),
        type=item["type"],  # type: ignore[arg-type]
        kind=item["kind"],  # type: ignore[arg-type]
        cue=_span(item["cue"]),
        mention=_span(item["mention"]),
        speaker=None if item["speaker"] is None else speakers[_str(item["speaker"])],
        confidence=float(item["confidence"]),  # type: ignore[arg-type]
        evidence=tuple(
            Evidence(_str(step["rule"]), _str(step["text"]), _spans(step["spans"])) for step in _dicts(item["evidence"])
        ),
        alternatives=tuple(
            Alternative(speakers[_str(other["speaker"])], float(other["probability"]))  # type: ignore[arg-type]
            for other in _dicts(item["alternatives"])
        ),
        addressees=tuple(speakers[_str(key)] for key in _list(item.get("addressees", []))),
    )
