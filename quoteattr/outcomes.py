"""What becomes of the texts of a batch: of each a document, or an error of its own.

A batch goes through the parser together; what comes before and after is done text by text. Where the parser fails on a
batch, each of its texts is tried alone, so that only the guilty one is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteattr import pipeline
from quoteattr.config import Settings
from quoteattr.errors import InputError, ModelError, TextTooLongError
from quoteattr.model import Document

Outcome = Document | Exception


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that could not be attributed: what ``pipe(…, on_error="return")`` yields in its place.

    Attributes:
        index: The text's place in the input, from 0.
        error: What was raised.
    """

    index: int
    error: Exception

    @property
    def reason(self) -> str:
        """The error's class and message on one line."""
        return f"{type(self.error).__name__}: {' '.join(str(self.error).split())}"


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands in a batch for a text that was refused before it got there."""

    error: Exception


def attribute_batch(texts: Sequence[object], settings: Settings, max_length: int | None = None) -> list[Outcome]:
    """Return for each text its document, or the error that it raised.

    Args:
        texts: Held in memory together, with their parses.
        settings: Of the attributor.
        max_length: A longer text (in code points) is a ``TextTooLongError``; None: no limit.

    Raises:
        ModelError: The models cannot be loaded: no text's fault.
    """
    outcomes: list[pipeline.State | Outcome] = [_marked(text, settings, max_length) for text in texts]
    waiting = [index for index, state in enumerate(outcomes) if isinstance(state, pipeline.State)]
    states = [state for state in outcomes if isinstance(state, pipeline.State)]
    for index, parsed in zip(waiting, _parsed(states, settings), strict=True):
        outcomes[index] = _finished(parsed, settings)
    return [outcome for outcome in outcomes if not isinstance(outcome, pipeline.State)]


def check_text(text: object) -> tuple[str, object | None]:
    """Return the text and, where a Stanza document was given, that document.

    Raises:
        InputError: It is neither.
    """
    if isinstance(text, str):
        return str(text), None
    if type(text).__module__.startswith("stanza.") and isinstance(getattr(text, "text", None), str):
        return text.text, text  # type: ignore[attr-defined]
    if isinstance(text, bytes | bytearray):
        raise InputError("text is bytes, not str: quoteattr.attribute(text.decode('utf-8'))")
    raise InputError(
        f"text is {type(text).__name__}, not str: quoteattr.attribute(open('article.txt', encoding='utf-8').read())"
    )


def _marked(text: object, settings: Settings, max_length: int | None) -> pipeline.State | Exception:
    if isinstance(text, Refused):
        return text.error
    try:
        words, source = check_text(text)
        if max_length is not None and len(words) > max_length:
            raise TextTooLongError(
                f"the text has {len(words):,} code points, more than max_length={max_length:,}: give it in chapters"
            )
        return pipeline.marks_stage(pipeline.State(text=words, source=source), settings)
    except Exception as problem:
        return problem


def _parsed(states: Sequence[pipeline.State], settings: Settings) -> list[pipeline.State | Exception]:
    try:
        return list(pipeline.parse_stages(states, settings))
    except Exception as problem:
        if isinstance(problem, ModelError) and all(state.source is None for state in states):
            raise
        if len(states) == 1:
            return [problem]
    return [found for state in states for found in _parsed([state], settings)]


def _finished(state: pipeline.State | Exception, settings: Settings) -> Outcome:
    if isinstance(state, Exception):
        return state
    try:
        return pipeline.finish(state, settings)
    except ModelError:
        raise
    except Exception as problem:
        return problem
