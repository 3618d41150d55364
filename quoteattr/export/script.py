"""Script lines for a reading with several voices."""

from __future__ import annotations

from collections.abc import Iterator

from quoteattr.model import Document, Span, Speaker

NARRATOR = "NARRATOR"
UNKNOWN = "UNKNOWN"  # kept apart from the narrator: somebody speaks, and the text does not say who


def as_script(document: Document) -> str:
    """Return ``NAME: words`` on a line for each change of voice; the lines together hold all of the text.

    White space is reduced to single spaces. Marked words that are nobody's utterance are the narrator's.
    """
    return "".join(f"{voice}: {words}\n" for voice, words in _turns(document))


def _turns(document: Document) -> Iterator[tuple[str, str]]:
    """Yield voice and words, without turns of white space alone; of what overlaps, the earlier stretch is read."""
    voices = [(span, _voice(quote.speaker)) for quote in document.quotes for span in quote.spans]
    at = 0
    for span, voice in [*sorted(voices), (Span(len(document.text), len(document.text)), NARRATOR)]:
        for words, who in (
            (document.text[at : span.start], NARRATOR),
            (document.text[max(at, span.start) : span.end], voice),
        ):
            if words.strip():
                yield who, " ".join(words.split())
        at = max(at, span.end)


def _voice(speaker: Speaker | None) -> str:
    return UNKNOWN if speaker is None else " ".join(speaker.name.upper().replace(":", " ").split())
