"""Dialogue behind dashes, as Joyce writes it, and French and Spanish: no marks, the narrator's words in between.

—The mockery of it! he said gaily. Your absurd name, an ancient Greek!
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quoteattr.inflection import pasts
from quoteattr.marks.glyphs import DASHES
from quoteattr.model import Span
from quoteattr.text import APOSTROPHES

#: A document speaks behind dashes when so many paragraphs open with one, so many times more than with a mark …
LEAST_DASHES, DASH_MAJORITY = 4, 3
#: … when so many have the narrator's words in between, or a colon before, and this share asks or exclaims: no list.
LEAST_REPORTS, LEAST_EXCLAIMED = 2, 1 / 6
#: "He said, you dreadful bard!": so many words and code points behind the verb, at most, and the speaker goes on.
_MOST_WORDS_TOLD, _MOST_TOLD = 3, 60

_CAPITAL = r"[^\W\d_a-z]"
#: Not the dashes of "— IV —".
_DASH = re.compile(
    rf"(?:--|[{DASHES}])\s*(?![IVXLC\d]+\s+[{DASHES}]\s*$)"
    rf"(?=[{APOSTROPHES}\N{{INVERTED QUESTION MARK}}\N{{INVERTED EXCLAMATION MARK}}]?(?:{_CAPITAL}|\d))"
)
_NAME = rf"(?:{_CAPITAL}[\w.{APOSTROPHES}-]*\s+){{0,3}}{_CAPITAL}[\w{APOSTROPHES}-]*"
_NOUN = r"(?:[Tt]he|an?|his|her|my|our|their|another)\s+(?:[a-z-]+\s+){0,2}[a-z-]+"
_SUBJECT = rf"(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\b|{_NOUN}|{_NAME})"
#: What the narrator says in between, up to the verb: "he said", "said Mr Dedalus"; not "he said he would".
_REPORT = re.compile(
    rf"""
    (?<=[,!?\N{{HORIZONTAL ELLIPSIS}}\N{{EM DASH}}]) \s+
    (?P<told> {_SUBJECT}\s+(?P<verb>[a-z]+) | (?P<verb_first>[a-z]+)\s+{_SUBJECT} ) \b
    (?! \s+(?:that|he|she|it|they|we|I|you|so|there|nothing)\b )
    """,
    re.VERBOSE,
)
#: Where the narrator's words end, or may end, with the blanks behind.
_END = re.compile(r"(?:[.!?:]+|,)(?:\s+|$)")
#: A comma before such words ends nothing: "he said, rubbing his hands".
_GOES_ON = re.compile(r"(?:and|with|as|while|then|when|who|without|in|at|to|his|her|\w+(?:ing|ed|ly))\b")
_EXCLAIMED = re.compile(r"[!?]")


def speaks_behind_dashes(text: str, paragraphs: Sequence[Span], opened: int) -> bool:
    """Tell whether a document's dialogue stands behind dashes.

    Args:
        text: The document's text.
        paragraphs: Of the text.
        opened: How many paragraphs open with a quotation mark.
    """
    dashed = [paragraph for paragraph in paragraphs if _DASH.match(text, *paragraph)]
    if len(dashed) < max(LEAST_DASHES, DASH_MAJORITY * opened):
        return False
    exclaimed = sum(_EXCLAIMED.search(text, *paragraph) is not None for paragraph in dashed)
    reported = sum(next(_reports(text, paragraph), None) is not None for paragraph in dashed)
    announced = sum(
        text[slice(*before)].rstrip().endswith(":") and _DASH.match(text, *behind) is not None
        for before, behind in pairwise(paragraphs)
    )
    return reported + announced >= LEAST_REPORTS and exclaimed >= LEAST_EXCLAIMED * len(dashed)


def behind_dash(text: str, paragraph: Span) -> tuple[Span, list[Span]] | None:
    """Return the dash that opens a paragraph, with the blanks behind it, and what is spoken; None without a dash."""
    dash = _DASH.match(text, *paragraph)
    if dash is None:
        return None
    reports = _reports(text, Span(dash.end(), paragraph.end))
    edges = [dash.end(), *(edge for report in reports for edge in report), paragraph.end]
    spoken = (Span(start, start + len(text[start:end].rstrip())) for start, end in list(pairwise(edges))[::2])
    return Span(*dash.span()), [one for one in spoken if one.end > one.start]


def _reports(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield where the narrator speaks in a paragraph, with the blanks behind."""
    at = paragraph.start
    while (report := _REPORT.search(text, at, paragraph.end)) is not None:
        at = report.end()
        if (report["verb"] or report["verb_first"]) in pasts("speech_verbs"):
            at = _told_until(text, report.end(), paragraph.end)
            yield Span(report.start("told"), at)


def _told_until(text: str, verb_end: int, end: int) -> int:
    for match in _END.finditer(text, verb_end, end):
        told = match.start() - verb_end
        short = told <= _MOST_TOLD and len(text[verb_end : match.start()].split()) <= _MOST_WORDS_TOLD
        if text[match.start()] != "," or (short and not _GOES_ON.match(text, match.end())):
            return match.end()
    return end
