"""A reviewer's decisions: each gives a new document, and stands in the evidence of its quotation."""

from __future__ import annotations

from dataclasses import replace
from types import EllipsisType
from typing import get_args

from quoteattr.errors import InputError
from quoteattr.model import UTTERANCES, Document, Evidence, Quote, QuoteType, Speaker


def correct(
    document: Document,
    quote_id: str,
    *,
    speaker: Speaker | str | EllipsisType | None = ...,
    type: QuoteType | None = None,
) -> Document:
    """Return the document with another speaker or type for one quotation.

    Args:
        document: The document as it is.
        quote_id: ``Quote.id``.
        speaker: A ``Speaker``; or the id, name or alias of one in the document; or a new name, which becomes a person.
            None: nobody knows. Left out: as it is.
        type: Another type; None leaves it. ``scare``, ``title`` and ``term`` take no speaker.

    Raises:
        InputError: There is no such quotation or type, the name fits several speakers, or nothing is corrected.
    """
    quote = _find(document, quote_id)
    if speaker is ... and type is None:
        raise InputError(f'correct() changes nothing here: doc.correct({quote_id!r}, speaker="Ann Lee")')
    if type is not None and type not in get_args(QuoteType):
        raise InputError(f"{type!r} is no type; the types are {', '.join(get_args(QuoteType))}")
    kind_of = type or quote.type
    if kind_of not in UTTERANCES:
        if isinstance(speaker, Speaker | str):
            raise InputError(f"{quote_id} is {kind_of}, which nobody utters: give it type='direct' with the speaker")
        whom = None
    else:
        whom = quote.speaker if isinstance(speaker, EllipsisType) else _speaker(document, speaker)
    step = Evidence("corrected", f"a reviewer says: {whom.name if whom else 'no speaker'}, {kind_of}")
    return _with(document, _decided(quote, whom, kind_of, step))


def accept(document: Document, quote_id: str) -> Document:
    """Return the document with a quotation that a reviewer holds for right as it is.

    Raises:
        InputError: There is no such quotation.
    """
    quote = _find(document, quote_id)
    return _with(document, _decided(quote, quote.speaker, quote.type, Evidence("accepted", "a reviewer agrees")))


def reject(document: Document, quote_id: str) -> Document:
    """Return the document without the speaker of a quotation, which a reviewer holds for wrong.

    Raises:
        InputError: There is no such quotation.
    """
    quote = _find(document, quote_id)
    step = Evidence("rejected", f"a reviewer says that it is not {quote.speaker.name if quote.speaker else 'known'}")
    return _with(document, _decided(quote, None, quote.type, step))


def _find(document: Document, quote_id: str) -> Quote:
    for quote in (*document.quotes, *document.nonquotes):
        if quote.id == quote_id:
            return quote
    raise InputError(f"there is no quotation {quote_id!r}: [quote.id for quote in doc.quotes]")


def _speaker(document: Document, wanted: Speaker | str | None) -> Speaker | None:
    """Return the speaker that is meant; a name that nobody in the document has makes a new one."""
    if wanted is None or isinstance(wanted, Speaker):
        return wanted
    considered = [other.speaker for quote in document.quotes for other in quote.alternatives]
    known = {speaker.id: speaker for speaker in (*considered, *document.speakers)}
    if wanted in known:
        return known[wanted]
    named = [speaker for speaker in known.values() if wanted in (speaker.name, *speaker.aliases)]
    if len(named) > 1:
        raise InputError(f"{wanted!r} may be {' or '.join(speaker.id for speaker in named)}: give the id")
    if named:
        return named[0]
    number = next(number for number in range(1, len(known) + 2) if f"s{number}" not in known)
    return Speaker(id=f"s{number}", name=wanted, type="person")


def _decided(quote: Quote, speaker: Speaker | None, type: QuoteType, step: Evidence) -> Quote:
    """Return the quotation as the reviewer left it; cue, mention and kind stay while the speaker does."""
    same = speaker == quote.speaker
    return replace(
        quote,
        type=type,
        speaker=speaker,
        kind=quote.kind if same else None,
        mention=quote.mention if same else None,
        confidence=1.0 if speaker is not None else 0.0,
        evidence=(*quote.evidence, step),
        alternatives=tuple(other for other in quote.alternatives if other.speaker != speaker),
    )


def _with(document: Document, decided: Quote) -> Document:
    """Return the document with one quotation replaced wherever it stands, and with those as speakers who still speak.

    A conversation that is left with one quotation is none.
    """
    found = [decided if quote.id == decided.id else quote for quote in (*document.quotes, *document.nonquotes)]
    found.sort(key=lambda quote: quote.spans)
    quotes = tuple(quote for quote in found if quote.type in UTTERANCES)
    by_id = {quote.id: quote for quote in quotes}
    talks = (
        replace(talk, quotes=tuple(by_id[quote.id] for quote in talk.quotes if quote.id in by_id))
        for talk in document.conversations
    )
    return replace(
        document,
        quotes=quotes,
        nonquotes=tuple(quote for quote in found if quote.type not in UTTERANCES),
        speakers=tuple({quote.speaker.id: quote.speaker for quote in quotes if quote.speaker is not None}.values()),
        conversations=tuple(talk for talk in talks if len(talk.quotes) > 1),
    )
