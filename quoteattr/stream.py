"""A stream of texts and tags: batches, processes, what an error does, and the progress bar."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from quoteattr.config import Settings
from quoteattr.errors import InputError
from quoteattr.model import Document
from quoteattr.outcomes import Failure, Outcome, Refused, attribute_batch, check_text
from quoteattr.pool import attribute_batches

OnError = Literal["raise", "skip", "return"]

#: Texts parsed together; see docs/scale.md, "Batches".
BATCH_SIZE = 32

#: A batch ends early when its texts have this many code points (35,000 words of news): bounds the memory for parses.
BATCH_LENGTH = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a stream is worked on; see ``Attributor.pipe``."""

    settings: Settings
    batch_size: int = BATCH_SIZE
    n_process: int = 1
    max_length: int | None = None
    on_error: OnError = "raise"
    progress: bool = False

    def __post_init__(self) -> None:
        """Check the options.

        Raises:
            InputError: One is of the wrong kind.
        """
        check_count("batch_size", self.batch_size)
        check_count("n_process", self.n_process)
        if self.max_length is not None:
            check_count("max_length", self.max_length)
        if self.on_error not in ("raise", "skip", "return"):
            raise InputError(f"on_error takes 'raise', 'skip' or 'return', not {self.on_error!r}: on_error='return'")


def stream(
    pairs: Iterable[tuple[object, object]], plan: Plan, total: int | None = None
) -> Iterator[tuple[Document | Failure, object]]:
    """Yield what becomes of each text, with its tag, in order.

    Args:
        pairs: Texts and tags.
        plan: How to work.
        total: Number of texts, for the bar; None: not known.
    """
    tags: deque[object] = deque()
    results = _results(_batched(_texts(pairs, tags, plan.n_process), plan.batch_size), plan)
    with closing(results), _bar(total, plan) as bar:
        for index, outcome in enumerate(chain.from_iterable(results)):
            tag = tags.popleft()
            if bar is not None:
                bar.update()
            if not isinstance(outcome, Exception):
                yield outcome, tag
            elif plan.on_error == "return":
                yield Failure(index, outcome), tag
            elif plan.on_error == "raise":
                raise outcome


def _results(batches: Iterator[list[object]], plan: Plan) -> Generator[list[Outcome]]:
    if plan.n_process > 1:
        yield from attribute_batches(batches, plan.settings.without_progress(), plan.n_process, plan.max_length)
    else:
        for batch in batches:
            yield attribute_batch(batch, plan.settings, plan.max_length)


def _texts(pairs: Iterable[tuple[object, object]], tags: deque[object], n_process: int) -> Iterator[object]:
    for text, tag in pairs:
        tags.append(tag)
        yield text if n_process == 1 else _fit_to_send(text)


def _fit_to_send(text: object) -> str | Refused:
    """Return a text for another process; what cannot travel is refused here."""
    if isinstance(text, Refused):
        return text
    try:
        words, source = check_text(text)
        if source is not None:
            raise InputError("a stanza.Document does not travel to another process: n_process=1")
    except InputError as problem:
        return Refused(problem)
    return words


def _batched(texts: Iterator[object], size: int) -> Iterator[list[object]]:
    """Yield lists of at most ``size`` texts, fewer where they are long; all before an error of the iterator itself."""
    batch: list[object] = []
    length = 0
    problem = None
    while True:
        try:
            text = next(texts)
        except StopIteration:
            break
        except Exception as error:
            problem = error
            break
        batch.append(text)
        length += len(text) if isinstance(text, str) else 0
        if len(batch) >= size or length >= BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
    if problem is not None:
        raise problem


def _bar(total: int | None, plan: Plan) -> AbstractContextManager[Any]:
    if not plan.progress:
        return nullcontext()
    from tqdm.auto import tqdm  # comes with stanza

    bar: AbstractContextManager[Any] = tqdm(total=total, unit="text")
    return bar


def check_count(name: str, value: object) -> None:
    """Raise ``InputError`` for what is not a whole number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InputError(f"{name} takes a whole number from 1 on, not {value!r}: {name}=2")
