"""Marks that are no quotation marks: apostrophes, feet, inches, minutes and seconds.

Costs are on the scale of ``reading.py``: 0 is what a careful writer types, 1 is odd, 2 is a misprint.
"""

from __future__ import annotations

import re

from quoteattr import lexicon
from quoteattr.marks.glyphs import LEFT_SINGLE, RIGHT_SINGLE

ELISION = 0.1  # “'em”, “ol'”
FEET_AND_INCHES = 0.0  # 6'2"
MEASURE = 0.5  # 5" pipe
FOOT = 0.2  # 5' wide
POSSESSIVE = 0.3  # “the boys' hats”
POSSESSIVE_AT_PAUSE = 0.6  # “the hats were the boys'.”
RIGHT_MARK_BEFORE_WORD = 0.8  # “the ’lectric light”: nobody opens a quotation with this mark on purpose
UNKNOWN_ELISION = 1.5  # “the 'lumbago”, “the butle' came”
LEFT_MARK_BEFORE_WORD = 2.5  # “the ‘lectric light”
AFTER_PUNCTUATION = 2.5  # “he went.' ”

_REACH = 24  # code points to look around a mark: longer than the words and measures that matter
_QUOTE = f"['{LEFT_SINGLE}{RIGHT_SINGLE}]"
_FRACTIONS = "\N{VULGAR FRACTION ONE HALF}\N{VULGAR FRACTION ONE QUARTER}\N{VULGAR FRACTION THREE QUARTERS}"

_WORD_AHEAD = re.compile(rf"[^\W\d_]+(?:{_QUOTE}[^\W\d_]+)?")
_WORD_BEHIND = re.compile(r"[^\W\d_]+\Z")
_YEAR_AHEAD = re.compile(r"\d\ds?(?![\w%]|[.,:]\d)")
_ENDING_AHEAD = re.compile(r"(?:s|d|m|ll|re|ve|t)\b", re.IGNORECASE)
_AND = re.compile(rf"(?<![^\W_]){_QUOTE}n{_QUOTE}(?![^\W_])", re.IGNORECASE)
_SMALL_NUMBER_BEHIND = re.compile(rf"(?<![\d,.])\d{{1,3}}(?:[.,/]\d{{1,3}})?\s?[{_FRACTIONS}]?\Z")
_FEET_BEHIND = re.compile(rf"(?<![\d,.])\d{{1,3}}(?:{_QUOTE}|\N{{PRIME}})\s?\d{{1,2}}(?:\.\d)?\s?[{_FRACTIONS}]?\Z")


def is_inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether the single mark at ``[start, end)`` belongs to a word: “don't”, “Jr.'s”, “rock 'n' roll”."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if before.isalnum() and after.isalnum():
        return True
    if _AND.match(text, start) or (start >= 2 and _AND.match(text, start - 2)):
        return True
    return before != "" and not before.isspace() and before not in "([{" and bool(_ENDING_AHEAD.match(text, end))


def is_elided_front(text: str, end: int) -> bool:
    """Tell whether the mark that ends at ``end`` stands for the front of a known word or year: “'em”, “'90s”."""
    if _YEAR_AHEAD.match(text, end):
        return True
    match = _WORD_AHEAD.match(text, end, end + _REACH)
    if not match:
        return False
    word = match.group().replace(RIGHT_SINGLE, "'")
    return word.lower() in lexicon.words("front_elisions") or (len(word) == 1 and word.islower() and word not in "aio")


def before_word(text: str, start: int, end: int) -> float:
    """Return what it costs to read the mark before a word as an apostrophe."""
    if is_elided_front(text, end):
        return ELISION
    if text[start] == LEFT_SINGLE:
        return LEFT_MARK_BEFORE_WORD
    return RIGHT_MARK_BEFORE_WORD if text[start] == RIGHT_SINGLE else UNKNOWN_ELISION


def after_word(text: str, start: int, end: int) -> float:
    """Return what it costs to read the mark behind a word, number or punctuation as an apostrophe."""
    before = text[start - 1]
    if before.isdigit():
        return FOOT
    if not before.isalpha():
        return AFTER_PUNCTUATION
    if _is_elided_back(text, start):
        return ELISION
    if before in "sSxXzZ":
        return POSSESSIVE if text[end : end + 1].isspace() else POSSESSIVE_AT_PAUSE
    return UNKNOWN_ELISION


def is_possessive_place(text: str, start: int, end: int) -> bool:
    """Tell whether an s stands before the mark and a word behind it: “the boys' hats”, “‘50,000 troops’ in area”."""
    return text[start - 1] in "sS" and text[end : end + 1].isspace() and text[end + 1 : end + 2].isalnum()


def after_number(text: str, start: int) -> float | None:
    """Return what it costs to read the double mark at ``start`` as inches or seconds; None where no number precedes."""
    behind = text[max(start - _REACH, 0) : start]
    if not behind or not (behind[-1].isdigit() or behind[-1] in _FRACTIONS):
        return None
    if _FEET_BEHIND.search(behind):
        return FEET_AND_INCHES
    return MEASURE if _SMALL_NUMBER_BEHIND.search(behind) else None


def _is_elided_back(text: str, start: int) -> bool:
    match = _WORD_BEHIND.search(text[max(start - _REACH, 0) : start])
    if not match:
        return False
    word = match.group().lower()
    return word in lexicon.words("back_elisions") or (len(word) > 3 and word.endswith("in"))
