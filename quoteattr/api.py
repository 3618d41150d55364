"""The public door: one call for one text, one object for many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, cast, overload

from quoteattr import pipeline
from quoteattr.config import Settings
from quoteattr.errors import InputError
from quoteattr.model import Document, Genre, KnownSpeaker
from quoteattr.outcomes import Failure, check_text
from quoteattr.resources import models_folder
from quoteattr.stream import BATCH_SIZE, OnError, Plan, stream

Tag = TypeVar("Tag")

#: What ``known_speakers`` takes: entries, or plain mappings with the same fields (JSON).
Known = Sequence[KnownSpeaker | Mapping[str, object]]

#: Called with the name of a step and the share of it that is done, 0..1.
Progress = Callable[[str, float], None]


def attribute(
    text: str | object,
    *,
    lang: str = "en",
    models: str | os.PathLike[str] | None = None,
    known_speakers: Known = (),
    min_confidence: float = 0.0,
    genre: Genre | None = None,
    fast: bool = False,
    progress: Progress | None = None,
) -> Document:
    """Return a text's quotations, each with its speaker and role as far as the text tells them.

    Models are loaded at the first call and kept. A text without quotation marks needs none.

    Args:
        text: The text, or a ``stanza.Document`` of it with trees and names.
        lang: Language code; ``"en"``.
        models: Folder of Stanza models; None for those in the package.
        known_speakers: People whom you know already: they win over what the text alone gives.
        min_confidence: Speakers less probable than this (0..1) are not reported, only listed among the alternatives.
        genre: ``"news"``, ``"fiction"``, or None: decided from the text, and said in ``doc.meta["genre"]``.
        fast: Read only the paragraphs that matter most to a quotation: more speed, fewer names and roles.
        progress: Called with the step at work and the share of it that is done, for a progress bar.

    Raises:
        InputError: An argument is of the wrong type.
        UnsupportedLanguageError: There are no rules for ``lang``.
        ModelNotFoundError: ``models`` holds no models.
        ModelError: They cannot be loaded.

    Example:
        >>> doc = attribute("“We will not go back,” said Mayor Ann Lee.")
        >>> doc.quotes[0].speaker.name
        'Ann Lee'
    """
    attributor = Attributor(
        lang, models=models, min_confidence=min_confidence, genre=genre, fast=fast, progress=progress
    )
    return attributor(text, known_speakers=known_speakers)


@dataclass(frozen=True, slots=True, init=False)
class Attributor:
    """A reusable attributor; immutable, comparable, and pickled as its settings, without weights.

    Attributes:
        settings: Language, models, known speakers, least confidence, genre, speed.
    """

    settings: Settings = field()

    def __init__(
        self,
        lang: str = "en",
        *,
        models: str | os.PathLike[str] | None = None,
        known_speakers: Known = (),
        min_confidence: float = 0.0,
        genre: Genre | None = None,
        fast: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Check the settings; models are loaded when the first text with quotation marks comes.

        Args:
            lang: Language code; ``"en"``.
            models: Folder of Stanza models; None for those in the package.
            known_speakers: Known to every text; see ``attribute``.
            min_confidence: Least probability (0..1) with which a speaker is reported.
            genre: ``"news"``, ``"fiction"``, or None: decided for each text.
            fast: See ``attribute``.
            progress: See ``attribute``.

        Raises:
            InputError: An argument is of the wrong type, or ``min_confidence`` is not within 0..1.
            UnsupportedLanguageError: There are no rules for ``lang``.
            ModelNotFoundError: ``models`` holds no models.
        """
        if not isinstance(lang, str):
            raise InputError(f"lang takes a language code, not {type(lang).__name__}: Attributor(lang='en')")
        if not isinstance(min_confidence, int | float) or not 0 <= min_confidence <= 1:
            raise InputError(f"min_confidence takes a number from 0 to 1, not {min_confidence!r}: min_confidence=0.9")
        if genre not in ("news", "fiction", None):
            raise InputError(f"genre takes 'news', 'fiction' or None, not {genre!r}: Attributor(genre='fiction')")
        if not isinstance(fast, bool):
            raise InputError(f"fast takes True or False, not {fast!r}: Attributor(fast=True)")
        pipeline.check_language(lang)
        settings = Settings(
            lang=lang,
            models=models_folder(lang, models),
            known_speakers=read_known(known_speakers),
            min_confidence=float(min_confidence),
            genre=genre,
            fast=fast,
            progress=progress,
        )
        object.__setattr__(self, "settings", settings)

    def __call__(self, text: str | object, *, known_speakers: Known = ()) -> Document:
        """Return the document of one text; ``known_speakers`` are added to those of the attributor."""
        return next(self.pipe([text], known_speakers=known_speakers))

    @overload
    def pipe(
        self,
        texts: Iterable[str | object],
        *,
        as_tuples: Literal[False] = False,
        known_speakers: Known = (),
        batch_size: int = BATCH_SIZE,
        n_process: int = 1,
        on_error: Literal["raise", "skip"] = "raise",
        max_length: int | None = None,
        progress: bool = False,
    ) -> Iterator[Document]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[str | object],
        *,
        as_tuples: Literal[False] = False,
        known_speakers: Known = (),
        batch_size: int = BATCH_SIZE,
        n_process: int = 1,
        on_error: Literal["return"],
        max_length: int | None = None,
        progress: bool = False,
    ) -> Iterator[Document | Failure]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str | object, Tag]],
        *,
        as_tuples: Literal[True],
        known_speakers: Known = (),
        batch_size: int = BATCH_SIZE,
        n_process: int = 1,
        on_error: Literal["raise", "skip"] = "raise",
        max_length: int | None = None,
        progress: bool = False,
    ) -> Iterator[tuple[Document, Tag]]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str | object, Tag]],
        *,
        as_tuples: Literal[True],
        known_speakers: Known = (),
        batch_size: int = BATCH_SIZE,
        n_process: int = 1,
        on_error: Literal["return"],
        max_length: int | None = None,
        progress: bool = False,
    ) -> Iterator[tuple[Document | Failure, Tag]]: ...
    def pipe(
        self,
        texts: Iterable[object],
        *,
        as_tuples: bool = False,
        known_speakers: Known = (),
        batch_size: int = BATCH_SIZE,
        n_process: int = 1,
        on_error: OnError = "raise",
        max_length: int | None = None,
        progress: bool = False,
    ) -> Iterator[object]:
        """Yield the document of each text, in order, one for each, and the same ones whatever the options.

        Reads a batch of texts when its first document is asked for, with several processes some batches ahead.

        Args:
            texts: Texts, or (text, tag) pairs with ``as_tuples``.
            as_tuples: Yield (document, tag) pairs.
            known_speakers: Added to those of the attributor.
            batch_size: Texts parsed together, which is faster than one by one; fewer where they are long.
            n_process: Processes to share the work; each loads the models, and computes with one thread. 1: this one.
            on_error: What a text that cannot be attributed does when its turn comes: raises its error, is left out, or
                gives a ``Failure`` in place of the document. No other text is lost.
            max_length: A longer text (in code points) is such an error; None: no limit.
            progress: Show a bar (tqdm) in the terminal or notebook.

        Raises:
            InputError: An option is of the wrong kind, at once; or, with ``"raise"``, a text is not a ``str``.
            TextTooLongError: With ``"raise"``: a text is longer than ``max_length``.
            WorkerError: A process did not start; or, with ``"raise"``, died over a text.
            ModelError: The models cannot be loaded, whatever ``on_error`` says.
        """
        plan = Plan(
            settings=self._settings(known_speakers),
            batch_size=batch_size,
            n_process=n_process,
            max_length=max_length,
            on_error=on_error,
            progress=progress,
        )
        total = len(texts) if isinstance(texts, Sized) else None
        if as_tuples:
            return stream(cast("Iterable[tuple[object, object]]", texts), plan, total)  # so the caller says
        return (outcome for outcome, _ in stream(((text, None) for text in texts), plan, total))

    def trace(self, text: str | object, *, known_speakers: Known = ()) -> dict[str, pipeline.State]:
        """Return what each stage of the pipeline found, by the stage's name, to see where an answer came from."""
        words, source = check_text(text)
        return pipeline.trace(words, self._settings(known_speakers), source)

    def _settings(self, known_speakers: Known) -> Settings:
        known = (*self.settings.known_speakers, *read_known(known_speakers))
        return replace(self.settings, known_speakers=known)


def read_known(known_speakers: Known) -> tuple[KnownSpeaker, ...]:
    """Check and unify known speakers.

    Raises:
        InputError: An entry is neither a ``KnownSpeaker`` nor a mapping with ``name``.
    """
    if isinstance(known_speakers, str | bytes | Mapping) or not isinstance(known_speakers, Iterable):
        raise InputError(
            f"known_speakers takes a list, not {type(known_speakers).__name__}: "
            "known_speakers=[KnownSpeaker(name='Ann Lee')]"
        )
    return tuple(_known(entry) for entry in known_speakers)


def _known(entry: KnownSpeaker | Mapping[str, object]) -> KnownSpeaker:
    if isinstance(entry, KnownSpeaker):
        fields: Mapping[str, object] = {name: getattr(entry, name) for name in KnownSpeaker.__slots__}
    elif isinstance(entry, Mapping):
        fields = entry
    else:
        raise InputError(
            f"a known speaker is a KnownSpeaker or a mapping, not {type(entry).__name__}: KnownSpeaker(name='Ann Lee')"
        )
    name, aliases = fields.get("name"), fields.get("aliases") or ()
    if isinstance(aliases, Iterable) and not isinstance(aliases, str):
        aliases = tuple(aliases)
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"a known speaker needs a name, not {name!r}: KnownSpeaker(name='Ann Lee')")
    if not isinstance(aliases, tuple) or not all(isinstance(alias, str) for alias in aliases):
        raise InputError(
            f"aliases takes a list of str, not {aliases!r}: KnownSpeaker(name='Ann Lee', aliases=('Lee',))"
        )
    for key in ("id", "role", "gender"):
        if not isinstance(fields.get(key), str | None):
            raise InputError(f"{key} of {name!r} takes a str or None, not {fields.get(key)!r}")
    if fields.get("gender") not in ("M", "F", "N", None):
        raise InputError(f"gender of {name!r} takes 'M', 'F', 'N' or None, not {fields.get('gender')!r}")
    return KnownSpeaker(
        name=name, aliases=aliases, id=fields.get("id"), role=fields.get("role"), gender=fields.get("gender")  # type: ignore[arg-type]
    )  # fmt: skip
