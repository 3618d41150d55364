"""The settings of an ``Attributor``: what a user would change, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quoteattr.model import KnownSpeaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that decides a result besides the text; ships to other processes in place of weights.

    Attributes:
        lang: Language code.
        models: Folder of the Stanza models.
        known_speakers: People whom the caller knows.
        min_confidence: A speaker less probable than this (0..1) is not reported.
    """

    lang: str
    models: Path
    known_speakers: tuple[KnownSpeaker, ...] = ()
    min_confidence: float = 0.0
