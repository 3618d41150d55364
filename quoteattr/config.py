"""The settings of an ``Attributor``: what a user would change, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from quoteattr.model import Genre, KnownSpeaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that decides a result besides the text; ships to other processes in place of weights.

    Attributes:
        lang: Language code.
        models: Folder of the Stanza models.
        known_speakers: People whom the caller knows.
        min_confidence: A speaker less probable than this (0..1) is not reported.
        genre: By whose rules texts are read; None decides it for each.
        fast: Whether texts are skimmed: only paragraphs that matter most to a quotation are read.
        progress: Called with the step's name and the share of it that is done, 0..1; None for nothing. Changes no
            result, and is left out when settings are compared.
    """

    lang: str
    models: Path
    known_speakers: tuple[KnownSpeaker, ...] = ()
    min_confidence: float = 0.0
    genre: Genre | None = None
    fast: bool = False
    progress: Callable[[str, float], None] | None = field(default=None, compare=False)

    def without_progress(self) -> Settings:
        """Return the settings as they are sent to another process."""
        return replace(self, progress=None)
