"""Script lines for a reading with several voices."""

from __future__ import annotations

from quoteattr.model import Document, Segment

NARRATOR = "NARRATOR"
UNKNOWN = "UNKNOWN"  # kept apart from the narrator: somebody speaks, and the text does not say who


def as_script(document: Document) -> str:
    """Return ``NAME: words`` on a line for each of ``document.segments()``; the lines together hold all of the text.

    White space is reduced to single spaces, and a segment of nothing else has no line.
    """
    lines = ((_voice(segment), document.text[slice(*segment.span)].split()) for segment in document.segments())
    return "".join(f"{voice}: {' '.join(words)}\n" for voice, words in lines if words)


def _voice(segment: Segment) -> str:
    if segment.quote is None:
        return NARRATOR
    speaker = segment.speaker
    return UNKNOWN if speaker is None else " ".join(speaker.name.upper().replace(":", " ").split())
