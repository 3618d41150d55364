"""The values that quoteattr returns: plain, frozen, comparable.

Every span is ``[start, end)`` in code points of the text that the user gave, so that ``text[start:end]`` is what
the reader sees. What is not known is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, Literal, NamedTuple, SupportsIndex, overload

from rapidfuzz import fuzz, process, utils

from quoteattr.errors import InputError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from matplotlib.axes import Axes

    from quoteattr.export.rows import Row
    from quoteattr.plot.document import PlotName

SCHEMA_VERSION = 1

QuoteType = Literal["direct", "mixed", "written", "scare", "title", "term"]
QuoteKind = Literal["explicit", "anaphoric", "implicit"]
SpeakerType = Literal["person", "org", "group", "unnamed"]
RoleKind = Literal["position", "affiliation"]
Gender = Literal["M", "F", "N"]
Genre = Literal["news", "fiction"]

UTTERANCES: tuple[QuoteType, ...] = ("direct", "mixed", "written")
#: Marked words that nobody utters.
NONQUOTES: tuple[QuoteType, ...] = ("scare", "title", "term")

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
        name: The name to report; in a story also a description ("the convict"), or "narrator".
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
        said: The words of each quotation that the document attributes to them, in text order. Filled in by the
            ``Document``; no part of equality.
    """

    id: str
    name: str
    type: SpeakerType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    roles: tuple[Role, ...] = ()
    honorific: str | None = None
    said: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def role(self) -> str | None:
        """The best position's words, or None where the text gives none (an affiliation alone is not a role)."""
        return next((role.text for role in self.roles if role.kind == "position"), None)

    def __str__(self) -> str:
        return self.name

    def _repr_html_(self) -> str:
        from quoteattr.display.card import speaker_card

        return speaker_card(self)


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
        spans: One for each uninterrupted stretch, in text order, marks, or the dash instead of them, included.
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

    def _repr_html_(self) -> str:
        from quoteattr.display.card import quote_card

        return quote_card(self)


class Quotes(tuple[Quote, ...]):
    """Quotations in order: a tuple that a notebook shows as a table."""

    __slots__ = ()

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> Quote: ...
    @overload
    def __getitem__(self, key: slice, /) -> Quotes: ...
    def __getitem__(self, key: SupportsIndex | slice, /) -> Quote | Quotes:
        return Quotes(super().__getitem__(key)) if isinstance(key, slice) else super().__getitem__(key)

    def _repr_html_(self) -> str:
        from quoteattr.display.table import quotes_table

        return quotes_table(self)


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

    def __post_init__(self) -> None:
        said: dict[Speaker, list[str]] = {}
        for quote in self.quotes:
            if quote.speaker is not None:
                said.setdefault(quote.speaker, []).append(quote.text)
        told = {speaker: replace(speaker, said=tuple(words)) for speaker, words in said.items()}
        quotes = (replace(quote, speaker=told[quote.speaker]) if quote.speaker else quote for quote in self.quotes)
        object.__setattr__(self, "quotes", Quotes(quotes))
        object.__setattr__(self, "nonquotes", Quotes(self.nonquotes))
        object.__setattr__(self, "speakers", tuple(told.get(who) or replace(who, said=()) for who in self.speakers))

    def __repr__(self) -> str:
        named = sum(quote.speaker is not None for quote in self.quotes)
        return (
            f"Document({_count(len(self.quotes), 'quote')}, "
            f"{named} attributed to {_count(len(self.speakers), 'speaker')}, "
            f"{len(self.text)} code points)"
        )

    def _repr_html_(self) -> str:
        from quoteattr.display.document import document_view

        return document_view(self)

    def by_speaker(self) -> dict[Speaker | None, Quotes]:
        """Return each speaker's quotations, in order of first appearance; under None those without a speaker."""
        grouped: dict[Speaker | None, list[Quote]] = {}
        for quote in self.quotes:
            grouped.setdefault(quote.speaker, []).append(quote)
        return {speaker: Quotes(quotes) for speaker, quotes in grouped.items()}

    def segments(self) -> tuple[Segment, ...]:
        """Return the whole text as stretches of the narrator and of the quotations, in order and without gaps.

        ``"".join(doc.text[slice(*segment.span)] for segment in doc.segments()) == doc.text``. Marked words that are
        nobody's utterance are the narrator's; of spans that overlap, the earlier one is read first. Empty for an empty
        text.
        """
        spoken = sorted((span, number) for number, quote in enumerate(self.quotes) for span in quote.spans)
        segments: list[Segment] = []
        at = 0
        for span, number in spoken:
            if span.start > at:
                segments.append(Segment(span=Span(at, span.start)))
            if span.end > at:
                segments.append(Segment(span=Span(max(at, span.start), span.end), quote=self.quotes[number]))
                at = span.end
        if at < len(self.text):
            segments.append(Segment(span=Span(at, len(self.text))))
        return tuple(segments)

    def find(self, words: str) -> Quotes:
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
            return Quotes()
        # partial_ratio slides the shorter string along the longer one: a quotation shorter than the query holds it not
        held = {
            number: content
            for number, quote in enumerate(self.quotes)
            if len(content := utils.default_process(quote.text)) >= len(wanted) * FIND_CUTOFF / 100
        }
        found = process.extract(wanted, held, scorer=fuzz.partial_ratio, score_cutoff=FIND_CUTOFF, limit=None)
        return Quotes(self.quotes[number] for _, _, number in sorted(found, key=lambda hit: (-hit[1], hit[2])))

    def to_dict(self) -> dict[str, object]:
        """Return plain lists, dicts, strings and numbers, from which ``from_dict`` makes an equal document.

        Speakers stand once, under ``speakers`` (and ``candidates`` for those only considered); quotations name them by
        id.
        """
        from quoteattr.plain import document_to_dict

        return document_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Document:
        """Return the document that ``to_dict`` was called on.

        Raises:
            InputError: ``data`` is not of this schema version, or a field is missing or of the wrong kind.
        """
        from quoteattr.plain import document_from_dict

        return document_from_dict(data)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return ``to_dict`` as JSON text; lone surrogates are escaped, so the result always encodes."""
        from quoteattr.plain import json_text

        return json_text(self.to_dict(), indent=indent)

    def correct(
        self, quote_id: str, *, speaker: Speaker | str | EllipsisType | None = ..., type: QuoteType | None = None
    ) -> Document:
        """Return the document with another speaker or type for one quotation; ``quoteattr.review`` says more."""
        from quoteattr.review import correct

        return correct(self, quote_id, speaker=speaker, type=type)

    def accept(self, quote_id: str) -> Document:
        """Return the document with a quotation that a reviewer holds for right as it is."""
        from quoteattr.review import accept

        return accept(self, quote_id)

    def reject(self, quote_id: str) -> Document:
        """Return the document without the speaker of a quotation, which a reviewer holds for wrong."""
        from quoteattr.review import reject

        return reject(self, quote_id)

    def to_html(self, path: str | PathLike[str], *, title: str | None = None) -> None:
        """Write a page that needs nothing else: to read on a screen or a telephone, and to print.

        Args:
            path: The file to write.
            title: Of the page; None takes the first line of the text.
        """
        from quoteattr.display.document import document_page

        Path(path).write_text(document_page(self, title), encoding="utf-8")

    def to_displacy(self) -> dict[str, object]:
        """Return what ``spacy.displacy.render(…, style="ent", manual=True)`` draws: quotations labelled by speaker."""
        from quoteattr.export.displacy import as_displacy

        return as_displacy(self)

    def plot(self, what: PlotName = "speakers", *, ax: Axes | None = None) -> Axes:
        """Draw who speaks how much, or another plot, and return matplotlib's axes (``pip install 'quoteattr[plot]'``).

        Args:
            what: ``"speakers"``, ``"timeline"``, ``"addressees"``, ``"together"`` or ``"roles"``. ``quoteattr.plot``
                has a function for each, with more settings, which also takes many documents.
            ax: The axes to draw on; None makes a figure.
        """
        from quoteattr.plot.document import plot

        return plot(self, what, ax=ax)

    def to_tei(self, *, title: str = "Quotations and their speakers") -> str:
        """Return a TEI P5 document in which the text stands whole; ``title`` is for its header."""
        from quoteattr.export.tei import as_tei

        return as_tei(self, title)

    def to_web_annotation(self, source: str) -> dict[str, object]:
        """Return a W3C Web Annotation page as plain data; ``source`` is the address of the text."""
        from quoteattr.export.web_annotation import as_web_annotations

        return as_web_annotations(self, source)

    def to_brat(self) -> str:
        """Return the content of brat's ``.ann`` file; ``quoteattr.export.brat`` also writes it beside the text."""
        from quoteattr.export.brat import as_brat

        return as_brat(self)

    def to_conll(self, doc_id: str = "1") -> str:
        """Return tokens in columns with IOB tags, for trainers of sequence labellers."""
        from quoteattr.export.conll import as_conll

        return as_conll({doc_id: self})

    def to_script(self) -> str:
        """Return the text as lines for a reading with several voices: ``NARRATOR: …``."""
        from quoteattr.export.script import as_script

        return as_script(self)

    def rows(self, doc_id: str = "1") -> list[Row]:
        """Return a plain dict for each quotation, nonquotes included, in text order; the keys are always the same.

        Args:
            doc_id: What stands in the first column. ``quoteattr.export.rows`` takes many documents.
        """
        from quoteattr.export.rows import rows

        return rows({doc_id: self})

    def to_pandas(self, doc_id: str = "1") -> pandas.DataFrame:
        """Return ``rows`` as a pandas data frame (``pip install 'quoteattr[pandas]'``)."""
        from quoteattr.export.frames import to_pandas

        return to_pandas({doc_id: self})

    def to_polars(self, doc_id: str = "1") -> polars.DataFrame:
        """Return ``rows`` as a Polars data frame (``pip install 'quoteattr[polars]'``)."""
        from quoteattr.export.frames import to_polars

        return to_polars({doc_id: self})

    def to_arrow(self, doc_id: str = "1") -> pyarrow.Table:
        """Return ``rows`` as an Arrow table (``pip install 'quoteattr[arrow]'``)."""
        from quoteattr.export.frames import to_arrow

        return to_arrow({doc_id: self})

    def to_csv(self, path: str | PathLike[str], doc_id: str = "1") -> None:
        """Write ``rows`` as CSV that Excel opens right."""
        from quoteattr.export.interchange import to_csv

        to_csv({doc_id: self}, path)

    def to_xlsx(self, path: str | PathLike[str], doc_id: str = "1") -> None:
        """Write a workbook: a sheet of quotations, a sheet of speakers (``pip install 'quoteattr[excel]'``)."""
        from quoteattr.export.excel import to_xlsx

        to_xlsx({doc_id: self}, path)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
