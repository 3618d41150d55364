"""Attribution by layout: NAME: “…” as in transcripts, and “…” – Name as under a motto."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.cues.candidate import Candidate, speaker_kind, verb_class
from quoteattr.marks import Marked
from quoteattr.mentions import Mention, entity_mention
from quoteattr.model import Span
from quoteattr.nlp.parse import Entity, Parse
from quoteattr.text import APOSTROPHES

#: What may stand before the colon: up to six words, code points.
LONGEST_LABEL = 100
_LABEL = re.compile(r"^\W{0,3}(\b[^:]+?)\s?[:\N{HORIZONTAL BAR}]\s?$")
#: What a name before a colon may follow: a dash, as behind a heading, or the end of a sentence.
_BEFORE_LABEL = re.compile(r"(?<=\s)[\N{EN DASH}\N{EM DASH}-]\s+|(?<=\w\w)[.!?]\s+(?=[^\W\d_a-z])")
_LABEL_WORD = re.compile(rf"[^\W\d_][\w.{APOSTROPHES}-]*|\([^()]*\)")
#: A headline up to its quotation, in code points: its speaker, a colon, and no end of a sentence.
LONGEST_HEADLINE = 150
_HEADING = re.compile(r"^\W{0,3}(\b[^:]+?):\s(?=[^\W\d_])(?!.*[.!?:;]\s)", re.DOTALL)
#: An entry of a list up to its quotation, in code points: who speaks, and what is told of him or her.
LONGEST_ENTRY = 160
_ENTRY = re.compile(r"^\W{0,3}(\b[^:]+?)\s?(?::|\s[\N{EN DASH}\N{EM DASH}-])\s?$", re.DOTALL)
_TOLD_OF = re.compile(r"\s?(?:[,(]|of\b|from\b|$)")
_WHO = frozenset(("who", "whose"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
#: How far behind a quotation a signature's name may begin: a role may precede it. Code points.
LONGEST_SIGNATURE = 80
_SIGNED = re.compile(r"^\s{0,6}(?:--?|[\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}~])\s?(?=\w)")


def layout_candidates(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], index: int
) -> Iterator[Candidate]:
    """Yield the readings that the layout of the paragraph suggests.

    Catches *CLINTON: “…”*, *“…” Bush: “…”*, the list's *Ann Lee, mayor – “…”*, the headline *Bush: Cuts are ‘madness’*
    and *“…” – Ann Lee, mayor*, the signature also in a paragraph of its own. Must not catch *He had one rule: “…”*,
    where a verb stands before the colon (that reading comes from the verb).

    Args:
        parse: The parsed text.
        paragraphs: Of the text.
        marked: All stretches.
        index: The stretch in question.
    """
    yield from _labels(parse, paragraphs, marked, index)
    yield from _entries(parse, paragraphs, marked, index)
    yield from _headlines(parse, paragraphs, marked, index)
    yield from _signatures(parse, paragraphs, marked, index)


def _labels(parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], index: int) -> Iterator[Candidate]:
    """Yield a reading for a label that a colon parts from the quotation: *CLINTON: “…”*."""
    paragraph, stretch = marked[index].paragraph, marked[index].span
    start = paragraphs[paragraph].start
    if index and marked[index - 1].paragraph == paragraph:
        start = marked[index - 1].span.end
    reach = max(start, stretch.start - LONGEST_LABEL)
    behind = reach + max(
        (match.end() for match in _BEFORE_LABEL.finditer(parse.text[reach : stretch.start])), default=0
    )
    label = _LABEL.match(parse.text[behind : stretch.start]) if behind == start or behind > reach else None
    if label is None or not _is_label(label.group(1)):
        return
    words = Span(behind + label.start(1), behind + label.start(1) + len(label.group(1).rstrip()))
    mention = _name_in(parse, words) or (_label(parse, words) if behind == start else None)
    if mention is not None:
        kind = speaker_kind(parse, mention) if mention.entity else "label"
        cue = _trimmed(parse.text, words.end, stretch.start)
        amid = ("colon:headline",) if behind > start else ()  # as sure as a headline's speaker
        yield Candidate("colon", cue, mention, None, ("colon", f"colon:{kind}", *amid))


def _entries(parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], index: int) -> Iterator[Candidate]:
    """Yield a reading for a name with what is told of it, and a colon or dash: *Ann Lee, who runs the mill: “…”*."""
    start, stretch = paragraphs[marked[index].paragraph].start, marked[index].span
    entry = _ENTRY.match(parse.text[start : stretch.start]) if stretch.start - start <= LONGEST_ENTRY else None
    if entry is None or (index and marked[index - 1].paragraph == marked[index].paragraph):
        return
    words = Span(start + entry.start(1), start + entry.end(1))
    name = next((name for name in _names_in(parse, words) if name.type == "PER"), None)
    if name is None:
        return
    before, behind = parse.text[words.start : name.span.start], parse.text[name.span.end : words.end]
    if (before.strip() and not _is_label(before)) or not _TOLD_OF.match(behind):
        return
    told = [word for word in parse.sentences[name.sentence].words if name.span.end <= word.span.start < words.end]
    tells = any(word.xpos in _FINITE for word in told) and not any(word.text.lower() in _WHO for word in told)
    if not tells and not any(verb_class(word.lemma) in ("speech", "writing", "thought") for word in told):
        cue = _trimmed(parse.text, words.end, stretch.start)
        yield Candidate("colon", cue, entity_mention(name), None, ("colon", "colon:PER", "colon:headline"))


def _headlines(parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], index: int) -> Iterator[Candidate]:
    """Yield a reading for a name and a colon that open the sentence of the quotation: *Bush: Cuts are ‘madness’*."""
    start, stretch = paragraphs[marked[index].paragraph].start, marked[index].span
    before = parse.text[start : min(stretch.start, start + LONGEST_HEADLINE)]
    label = _HEADING.match(before)
    if label is None or len(before) < stretch.start - start or not _is_label(label.group(1)):
        return
    words = Span(start + label.start(1), start + label.end(1))
    mention = _name_in(parse, words)
    if mention is not None and mention.entity is not None:
        features = ("colon", f"colon:{mention.entity.type}", "colon:headline")
        yield Candidate("colon", Span(words.end, words.end + 1), mention, None, features)


def _signatures(parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], index: int) -> Iterator[Candidate]:
    """Yield a reading for a name behind a dash: *“…” – Ann Lee, mayor*."""
    paragraph, stretch = marked[index].paragraph, marked[index].span
    end = paragraphs[paragraph].end
    if not parse.text[stretch.end : end].strip() and paragraph + 1 < len(paragraphs):
        end = paragraphs[paragraph + 1].end
    signed = _SIGNED.match(parse.text[stretch.end : min(end, stretch.end + LONGEST_SIGNATURE)])
    if signed is None:
        return
    start = stretch.end + signed.end()
    mention = _name_in(parse, Span(start, min(end, start + LONGEST_SIGNATURE)))
    if mention is not None and mention.entity is not None:
        near = "near" if mention.span.start == start else "off"
        features = ("dash", f"dash:{mention.entity.type}:{near}")
        yield Candidate("dash", _trimmed(parse.text, stretch.end, start), mention, None, features)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a range without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_label(text: str) -> bool:
    """Tell whether words can be a speaker's label: up to six, each beginning with a letter, or in brackets."""
    parts = text.split("(", 1)
    words = parts[0].split()
    return 0 < len(words) <= 6 and all(_LABEL_WORD.fullmatch(word) for word in words) and "(" not in parts[-1][1:]


def _name_in(parse: Parse, span: Span) -> Mention | None:
    """Return the name of a person or body in a stretch of text, or None: the person's that ends it, or the first."""
    names = _names_in(parse, span)
    ending = (name for name in names if name.type == "PER" and name.span.end == span.end)
    found = next(ending, names[0] if names else None)
    return None if found is None else entity_mention(found)


def _names_in(parse: Parse, span: Span) -> list[Entity]:
    return [
        name
        for number in parse.sentences_near(span)
        for name in parse.entities_of.get(number, ())
        if span.holds(name.span) and name.type in ("PER", "ORG")
    ]


def _label(parse: Parse, span: Span) -> Mention | None:
    """Return the words of a label as a mention, where they are a noun phrase: "Reporter", "THE COURT"; else None."""
    for number in parse.sentences_near(span):
        sentence = parse.sentences[number]
        inside = [index for index, word in enumerate(sentence.words) if span.holds(word.span)]
        noun = sentence.words[inside[-1]].text.lower() if inside else ""
        if len(noun) < 2 or noun in lexicon.words("document_nouns"):
            return None  # Interview: “…”
        if inside and all(sentence.words[index].upos in ("PROPN", "NOUN", "ADJ", "DET") for index in inside):
            return Mention(span, number, inside[-1], "description", None, span, False)
    return None
