"""Quotations of a text, paragraph by paragraph, from its marks alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quoteattr.marks.candidates import Candidate, find_candidates
from quoteattr.marks.dashes import behind_dash, speaks_behind_dashes
from quoteattr.marks.glyphs import CHARACTERS, DASHES, GLYPHS
from quoteattr.marks.reading import Opened, Stretch, read
from quoteattr.model import Span

#: A document quotes with single marks when these end spoken clauses this many times as often as double ones pair.
SINGLE_MARK_MAJORITY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch of text in quotation marks, inside one paragraph.

    Attributes:
        span: Where it stands, marks included; to the last visible character of the paragraph if nothing closes it.
        content: The words, without the marks and the blanks at their inner sides; never marks or blanks alone.
        paragraph: Index into the paragraphs given.
        opening: The opening mark as the text has it, or the dash; empty where it is missing and the quotation begins
            with the paragraph (“By owning cows, they escape poverty,” says Baguma, without the first mark), or goes on
            behind the narrator's words in a paragraph that a dash opens.
        closed: False where the paragraph ends, or the same mark opens again, before a closing mark.
        continues: Whether it is the same quotation as the one before it, which was left open at the end of the last
            paragraph, or right before this one opens.
        nested: Quotations directly inside this one, marks included, in text order.
        dashed: Whether it stands in a paragraph of dialogue that a dash opens; it needs no closing mark.
    """

    span: Span
    content: Span
    paragraph: int
    opening: str
    closed: bool
    continues: bool
    nested: tuple[Span, ...] = ()
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with marks in it, and how they pair."""

    number: int
    span: Span
    marks: Sequence[Candidate]
    stretches: Sequence[Stretch] = ()


def find_marked(text: str, paragraphs: Sequence[Span]) -> tuple[Marked, ...]:
    """Return every stretch of ``text`` in quotation marks, in text order and without overlap.

    Marks are paired within a paragraph. Single marks count where they clearly pair; one that nothing closes opens a
    quotation only in a document whose dialogue stands in single marks. Where dialogue stands behind dashes instead,
    what is spoken in such a paragraph is a stretch, and the dash its mark.

    Args:
        text: Any string.
        paragraphs: Ranges of ``text`` in order, as ``quoteattr.text.paragraphs`` yields them.
    """
    unread = [
        _Paragraph(number, span, marks)
        for number, span in enumerate(paragraphs)
        if (marks := find_candidates(text, span))
    ]
    paired = _pair(unread, single_may_stay_open=False)
    if _speaks_in_single_marks(paired):
        paired = _pair(unread, single_may_stay_open=True)
    marked: list[Marked] = []
    for paragraph in paired:
        marked += _quotations(text, paragraph, marked[-1] if marked else None)
    opened = sum(one.span.start == _without_blanks(text, *paragraphs[one.paragraph]).start for one in marked)
    if speaks_behind_dashes(text, paragraphs, opened):
        marked = _with_dashes(text, paragraphs, marked)
    return tuple(marked)


def _with_dashes(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> list[Marked]:
    """Return the stretches with those behind dashes; marks in such a paragraph are nested in them, or left out."""
    found = {number: dashed for number, span in enumerate(paragraphs) if (dashed := behind_dash(text, span))}
    inside: dict[int, list[Span]] = {}
    for one in marked:
        inside.setdefault(one.paragraph, []).append(one.span)
    spoken = [
        Marked(
            span=Span(dash.start, content.end) if content.start == dash.end else content,
            content=content,
            paragraph=number,
            opening=text[slice(*dash)].rstrip() if content.start == dash.end else "",
            closed=True,
            continues=False,
            nested=tuple(inner for inner in inside.get(number, ()) if content.holds(inner)),
            dashed=True,
        )
        for number, (dash, contents) in found.items()
        for content in contents
    ]
    return sorted([*spoken, *(one for one in marked if one.paragraph not in found)], key=lambda one: one.span.start)


def outside(text: str, marked: Sequence[Marked]) -> list[str]:
    """Return the stretches of a text outside its marks: one before each marked stretch, and one behind the last."""
    starts, ends = [one.span.start for one in marked], [one.span.end for one in marked]
    return [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]


def _pair(unread: Sequence[_Paragraph], *, single_may_stay_open: bool) -> list[_Paragraph]:
    """Return the paragraphs with their marks paired; each knows what the one before it left open."""
    paired: list[_Paragraph] = []
    for paragraph in unread:
        left_open = _left_open(paired[-1]) if paired and paired[-1].number == paragraph.number - 1 else None
        stretches = read(paragraph.marks, left_open=left_open, single_may_stay_open=single_may_stay_open)
        paired.append(replace(paragraph, stretches=stretches))
    return paired


def _left_open(paragraph: _Paragraph) -> Opened | None:
    """Return the quotation that is open at the end of the paragraph, None if there is none."""
    for stretch in paragraph.stretches:
        if stretch.opening is not None and stretch.closing is None and stretch.until is None:
            glyph = paragraph.marks[stretch.opening].glyph
            return Opened(glyph.family, glyph.style)
    return None


def _speaks_in_single_marks(paired: Sequence[_Paragraph]) -> bool:
    """Tell whether single marks are the document's dialogue marks, by the pairs that end at punctuation."""
    single = double = 0
    for paragraph in paired:
        for stretch in paragraph.stretches:
            if stretch.depth or stretch.opening is None or stretch.closing is None:
                continue
            if paragraph.marks[stretch.opening].glyph.family != "single":
                double += 1
            elif paragraph.marks[stretch.closing].after_pause:
                single += 1
    return single > SINGLE_MARK_MAJORITY * double


def _quotations(text: str, paragraph: _Paragraph, before: Marked | None) -> list[Marked]:
    """Return the outermost quotations of a paragraph; ``before`` is the last one above it, None if there is none."""
    found: list[Marked] = []
    outer = [place for place, stretch in enumerate(paragraph.stretches) if stretch.depth == 0]
    for place, following in pairwise([*outer, len(paragraph.stretches)]):
        stretch = paragraph.stretches[place]
        inside = [
            _ranges(text, paragraph, inner) for inner in paragraph.stretches[place + 1 : following] if inner.depth == 1
        ]
        span, content = _ranges(text, paragraph, stretch)
        if not _has_words(text, content):
            continue
        opening = None if stretch.opening is None else paragraph.marks[stretch.opening]
        last = found[-1] if found else before
        found.append(
            Marked(
                span=span,
                content=content,
                paragraph=paragraph.number,
                opening=text[opening.start : opening.end] if opening else "",
                closed=stretch.closing is not None,
                continues=last is not None and _continues(text, last, paragraph, span, opening),
                nested=tuple(inner for inner, words in inside if _has_words(text, words)),
            )
        )
    return found


def _continues(text: str, last: Marked, paragraph: _Paragraph, span: Span, opening: Candidate | None) -> bool:
    """Tell whether the quotation at ``span`` is the ``last`` one going on."""
    if last.closed or last.paragraph < paragraph.number - 1 or text[last.span.end : span.start].strip():
        return False
    if text[last.content.end - 1] in DASHES:  # cut short by somebody else, its closing mark forgotten
        return False
    return opening is None or last.opening == "" or GLYPHS[last.opening].family == opening.glyph.family


def _ranges(text: str, paragraph: _Paragraph, stretch: Stretch) -> tuple[Span, Span]:
    """Return where a stretch stands with its marks, and without them and the blanks at their inner sides."""
    opening = None if stretch.opening is None else paragraph.marks[stretch.opening]
    closing = None if stretch.closing is None else paragraph.marks[stretch.closing]
    until = paragraph.span.end if stretch.until is None else paragraph.marks[stretch.until].start
    content = _without_blanks(
        text, opening.end if opening else paragraph.span.start, closing.start if closing else until
    )
    span = Span(opening.start if opening else content.start, closing.end if closing else content.end)
    return span, content


def _without_blanks(text: str, start: int, end: int) -> Span:
    """Return the range without the blanks at its ends; an empty range at ``start`` where there is nothing else."""
    words = text[start:end]
    start += len(words) - len(words.lstrip()) if not words.isspace() else 0
    return Span(start, start + len(words.strip()))


def _has_words(text: str, content: Span) -> bool:
    """Tell whether anything but marks and blanks stands there."""
    return any(char not in CHARACTERS and not char.isspace() for char in text[content.start : content.end])
