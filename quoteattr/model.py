"""The values that quoteattr returns: plain, frozen, comparable.

Every span is ``[start, end)`` in code points of the text that the user gave, so that ``text[start:end]`` is what
the reader sees. What is not known is ``None``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process, utils

from quoteattr.errors import InputError

SCHEMA_VERSION = 1

QuoteType = Literal["direct", "mixed", "written", "scare", "title", "term"]
QuoteKind = Literal["explicit", "anaphoric", "implicit"]
SpeakerType = Literal["person", "org", "group", "unnamed"]
RoleKind = Literal["position", "affiliation"]
Gender = Literal["M", "F", "N"]
Genre = Literal["news", "fiction"]

UTTERANCES: tuple[QuoteType, ...] = ("direct", "mixed", "written")

#: RapidFuzz ``partial_ratio`` (0..100) from which a quotation holds words: a typo or a left-out "the" passes.
FIND_CUTOFF = 80.0


class Span(NamedTuple):
    """Half-open range ``[start, end)`` in code points of the original text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """One step of a decision, checkable against the text."""

    rule: str
    """Name of the rule or model that decided, as listed in the documentation: ``"verb-subject"``."""
    text: str
    """The reason as a sentence: ``"“said” has the subject “Dmitry Peskov”"``."""
    spans: tuple[Span, ...] = ()
    """The words it rests on, in the order in which the sentence names them."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the text says that somebody is, in its own words."""

    text: str
    span: Span | None
    """Where the words stand; None when the caller gave the role with ``known_speakers``."""
    kind: RoleKind = "position"
    """``position`` ("Kremlin spokesman") or ``affiliation`` alone ("Amnesty International")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSpeaker:
    """Somebody whom the caller knows already.

    Attributes:
        name: The name to report.
        aliases: Other forms under which the text may name them.
        id: Passed through as ``Speaker.id``; None lets quoteattr choose.
        role: Reported when the text itself states none.
        gender: ``M``, ``F``, ``N`` or None; decides which pronouns may refer to them.
    """

    name: str
    aliases: tuple[str, ...] = ()
    id: str | None = None
    role: str | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody, or some body, to whom the document attributes words.

    Attributes:
        id: Stable within the document; a known speaker's own id where the caller gave one.
        name: The fullest form in the text, without honorific or role; for ``unnamed`` the describing words.
        type: ``person``, ``org``, ``group`` ("activists") or ``unnamed`` ("a hospital spokesman").
        aliases: The forms that the text uses, in order of appearance.
        mentions: Where the text names or describes them (pronouns included where they were resolved).
        roles: In the text's own words, best first.
        honorific: "Mr", "Dr", "Sheikh", as the text has it, or None.
    """

    id: str
    name: str
    type: SpeakerType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    roles: tuple[Role, ...] = ()
    honorific: str | None = None

    @property
    def role(self) -> str | None:
        """The best position's words, or None where the text gives none (an affiliation alone is not a role)."""
        return next((role.text for role in self.roles if role.kind == "position"), None)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Alternative:
    """A speaker who was considered and not chosen."""

    speaker: Speaker
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in quotation marks, and whose they are.

    Attributes:
        id: ``"q1"``, ``"q2"``, … in text order, quotes and nonquotes together.
        spans: One for each uninterrupted stretch, in text order, marks included.
        text: The stretches' text, joined by a space.
        type: ``direct``, ``mixed``, ``written``; for nonquotes ``scare``, ``title``, ``term``.
        kind: ``explicit`` (named here), ``anaphoric`` (by pronoun or description), ``implicit`` (no attribution of its
            own); None for nonquotes and where no speaker was found.
        cue: The reporting verb or phrase, or None.
        mention: The words that name the speaker here, or None.
        speaker: The person or body, or None: not known, and ``evidence`` says why.
        confidence: Probability (0..1) that ``speaker`` is right; 0.0 where there is none.
        evidence: The steps of the decision, in order.
        alternatives: Other speakers considered, most probable first.
        addressees: Who is spoken to, in fiction and where it can be told; else empty.
    """

    id: str
    spans: tuple[Span, ...]
    text: str
    type: QuoteType
    kind: QuoteKind | None = None
    cue: Span | None = None
    mention: Span | None = None
    speaker: Speaker | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    addressees: tuple[Speaker, ...] = ()

    @property
    def start(self) -> int:
        """Code point at which the first stretch begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Code point behind the last stretch."""
        return self.spans[-1].end

    def __repr__(self) -> str:
        who = f"{self.speaker.name!r}" if self.speaker else "None"
        return f"Quote({self.text!r}, speaker={who}, type={self.type!r}, {self.start}:{self.end})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Quotations of a story that belong together.

    Attributes:
        id: ``"c1"``, ``"c2"``, … in text order.
        quotes: At least two, in text order.
    """

    id: str
    quotes: tuple[Quote, ...]

    @property
    def start(self) -> int:
        """Code point at which the first quotation begins."""
        return self.quotes[0].start

    @property
    def end(self) -> int:
        """Code point behind the last quotation."""
        return self.quotes[-1].end

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who speaks in it, in order of their first words."""
        return tuple({quote.speaker.id: quote.speaker for quote in self.quotes if quote.speaker}.values())

    @property
    def turns(self) -> tuple[tuple[Quote, ...], ...]:
        """The quotations, those of one speaker in a row together; one without a speaker is a turn of its own."""
        turns: list[list[Quote]] = []
        for quote in self.quotes:
            if turns and quote.speaker is not None and turns[-1][-1].speaker == quote.speaker:
                turns[-1].append(quote)
            else:
                turns.append([quote])
        return tuple(map(tuple, turns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the text that one voice reads.

    Attributes:
        span: Where it stands; each segment begins where the one before it ends.
        quote: The quotation that it is of, or None: the narrator's words.
    """

    span: Span
    quote: Quote | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Who says these words; None for the narrator's, and where the speaker is not known."""
        return None if self.quote is None else self.quote.speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and the quotations in it.

    Attributes:
        text: Exactly what the caller gave.
        lang: Language code of the rules used, ``"en"``.
        quotes: Utterances (direct, mixed, written), in text order.
        nonquotes: Marked words that are nobody's utterance (scare, title, term), in text order.
        speakers: Everybody to whom a quotation is attributed, in order of their first quotation.
        meta: Versions of the library and the models, and the ``genre`` by whose rules the text was read.
        conversations: Quotations grouped, in fiction; empty for news.
    """

    text: str
    lang: str
    quotes: tuple[Quote, ...] = ()
    nonquotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict, hash=False)
    conversations: tuple[Conversation, ...] = ()

    def __repr__(self) -> str:
        named = sum(quote.speaker is not None for quote in self.quotes)
        return (
            f"Document({_count(len(self.quotes), 'quote')}, "
            f"{named} attributed to {_count(len(self.speakers), 'speaker')}, "
            f"{len(self.text)} code points)"
        )

    def by_speaker(self) -> dict[Speaker | None, tuple[Quote, ...]]:
        """Return each speaker's quotations, in order of first appearance; under None those without a speaker."""
        grouped: dict[Speaker | None, list[Quote]] = {}
        for quote in self.quotes:
            grouped.setdefault(quote.speaker, []).append(quote)
        return {speaker: tuple(quotes) for speaker, quotes in grouped.items()}

    def segments(self) -> tuple[Segment, ...]:
        """Return the whole text as stretches of the narrator and of the quotations, in order and without gaps.

        ``"".join(doc.text[slice(*segment.span)] for segment in doc.segments()) == doc.text``. Marked words that are
        nobody's utterance are the narrator's. Empty for an empty text.
        """
        spoken = sorted((span, number) for number, quote in enumerate(self.quotes) for span in quote.spans)
        segments: list[Segment] = []
        at = 0
        for span, number in spoken:
            if span.start > at:
                segments.append(Segment(span=Span(at, span.start)))
            segments.append(Segment(span=span, quote=self.quotes[number]))
            at = span.end
        if at < len(self.text):
            segments.append(Segment(span=Span(at, len(self.text))))
        return tuple(segments)

    def find(self, words: str) -> tuple[Quote, ...]:
        """Return the quotations that hold these words, approximately, best first.

        Args:
            words: What to look for; case and punctuation do not matter.

        Returns:
            Quotations whose RapidFuzz ``partial_ratio`` with ``words`` is at least ``FIND_CUTOFF``; empty where none
            is, or where ``words`` holds no letter or digit.

        Raises:
            InputError: ``words`` is not a string.
        """
        if not isinstance(words, str):
            raise InputError(f"find() takes a str, not {type(words).__name__}: doc.find('baseless fabrications')")
        wanted = utils.default_process(words)
        if not wanted:
            return ()
        # partial_ratio slides the shorter string along the longer one: a quotation shorter than the query holds it not
        held = {
            number: content
            for number, quote in enumerate(self.quotes)
            if len(content := utils.default_process(quote.text)) >= len(wanted) * FIND_CUTOFF / 100
        }
        found = process.extract(wanted, held, scorer=fuzz.partial_ratio, score_cutoff=FIND_CUTOFF, limit=None)
        return tuple(self.quotes[number] for _, _, number in sorted(found, key=lambda hit: (-hit[1], hit[2])))

    def to_dict(self) -> dict[str, object]:
        """Return plain lists, dicts, strings and numbers, from which ``from_dict`` makes an equal document.

        Speakers stand once, under ``speakers`` (and ``candidates`` for those only considered); quotations name them by
        id.
        """
        speakers = {speaker.id: speaker for speaker in self.speakers}
        candidates = {
            other.id: other
            for quote in (*self.quotes, *self.nonquotes)
            for other in (*(considered.speaker for considered in quote.alternatives), *quote.addressees)
            if other.id not in speakers
        }
        return {
            "schema_version": SCHEMA_VERSION,
            "text": self.text,
            "lang": self.lang,
            "quotes": [_quote_to_dict(quote) for quote in self.quotes],
            "nonquotes": [_quote_to_dict(quote) for quote in self.nonquotes],
            "speakers": [_speaker_to_dict(speaker) for speaker in self.speakers],
            "candidates": [_speaker_to_dict(speaker) for speaker in candidates.values()],
            "meta": dict(self.meta),
            "conversations": [
                {"id": talk.id, "quotes": [quote.id for quote in talk.quotes]} for talk in self.conversations
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Document:
        """Return the document that ``to_dict`` was called on.

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

    def to_json(self, *, indent: int | None = None) -> str:
        """Return ``to_dict`` as JSON text; lone surrogates are escaped, so the result always encodes."""
        data = self.to_dict()
        try:
            json_text = json.dumps(data, ensure_ascii=False, indent=indent)
            json_text.encode()
        except UnicodeEncodeError:
            json_text = json.dumps(data, ensure_ascii=True, indent=indent)
        return json_text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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
