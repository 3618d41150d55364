"""The run of ``quoteattr batch``: what is to be done, what of it is missing, and doing that."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from quoteattr.api import Attributor
from quoteattr.batch.formats import Row, format_of
from quoteattr.batch.inputs import Reader, Record, arrow_types, find_files
from quoteattr.batch.parts import Parts, Plan, Tally
from quoteattr.batch.survey import survey
from quoteattr.export.results import result_rows
from quoteattr.model import Document
from quoteattr.outcomes import Failure
from quoteattr.resources import models_version, package_version
from quoteattr.stream import BATCH_SIZE, check_count

#: Documents in a part: as many are done again at most, for each process, when a run was killed.
PART_SIZE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to work; no option changes a row but ``max_length``.

    Attributes:
        batch_size: See ``Attributor.pipe``, as for the next two.
        n_process: Processes.
        max_length: Code points.
        part_size: Documents in a part.
        progress: Show a bar.
    """

    batch_size: int = BATCH_SIZE
    n_process: int = 1
    max_length: int | None = None
    part_size: int = PART_SIZE
    progress: bool = False

    def __post_init__(self) -> None:
        """Check the size of parts; ``pipe`` checks the rest.

        Raises:
            InputError: It is no whole number from 1 on.
        """
        check_count("part_size", self.part_size)


def run(inputs: Sequence[str], output: Path, reader: Reader, attributor: Attributor, options: Options) -> Tally:
    """Attribute all documents into one table, going on where a run of the same plan was ended.

    Args:
        inputs: Files, folders and patterns.
        output: ``.parquet`` or ``.jsonl``.
        reader: How tables are read.
        attributor: Whose settings count.
        options: How to work.

    Raises:
        InputError: An input or the output is not what it should be.
        OSError: A table cannot be read, or the output not be written.
        QuoteattrError: Models or packages are missing.
    """
    files = find_files(inputs, leave_out=partial(_is_own, output))
    found = survey(reader.records(files))
    only_parquet = all(path.suffix == ".parquet" for path in files)
    form = format_of(output, found.columns, arrow_types(files), only_parquet=only_parquet)
    plan = _plan(files, reader, attributor, options)
    parts = Parts(output, form, plan, -(-found.documents // options.part_size))
    if (done := parts.finished()) is not None:
        return done
    parts.open()
    missing = parts.missing()
    remaining = Remaining(reader.records(files), found.documents, missing, options.part_size)
    start = time.perf_counter()
    for number, rows, tally in _worked(remaining, attributor, options):
        now = time.perf_counter()
        parts.write(number, rows, tally + Tally(seconds=now - start))
        start = now
    return parts.join()


def _is_own(output: Path, path: Path) -> bool:
    """Tell whether a file of an input folder is the output, or stands beside it because of it."""
    own, found = output.resolve(), path.resolve()
    beside = found.parent == own.parent and found.name.startswith(own.name)
    return beside or own.with_name(own.name + ".parts") in found.parents


def _plan(files: Sequence[Path], reader: Reader, attributor: Attributor, options: Options) -> Plan:
    settings = attributor.settings
    return {
        "quoteattr": package_version("quoteattr"),
        "models": models_version(settings.lang, settings.models),
        "lang": settings.lang,
        "known_speakers": [asdict(known) for known in settings.known_speakers],
        "min_confidence": settings.min_confidence,
        "genre": settings.genre,
        "fast": settings.fast,
        "text_column": reader.text_column,
        "id_column": reader.id_column,
        "max_length": options.max_length,
        "part_size": options.part_size,
        "files": [[path.as_posix(), path.stat().st_size, path.stat().st_mtime_ns] for path in files],
    }


@dataclass(frozen=True, slots=True)
class Remaining:
    """The documents of the missing parts: each with its tag, the number of its part and the record.

    Attributes:
        records: All documents.
        documents: Their number.
        parts: Numbers of the missing parts.
        part_size: Documents in a part.
    """

    records: Iterable[Record]
    documents: int
    parts: Sequence[int]
    part_size: int

    def __len__(self) -> int:
        return sum(min(self.part_size, self.documents - number * self.part_size) for number in self.parts)

    def __iter__(self) -> Iterator[tuple[object, tuple[int, Record]]]:
        wanted = set(self.parts)
        for index, record in enumerate(self.records):
            if index // self.part_size in wanted:
                yield record.text, (index // self.part_size, record)


def _worked(remaining: Remaining, attributor: Attributor, options: Options) -> Iterator[tuple[int, list[Row], Tally]]:
    """Yield number, rows and tally of each part, as soon as its last document is done."""
    results = attributor.pipe(
        remaining,
        as_tuples=True,
        on_error="return",
        batch_size=options.batch_size,
        n_process=options.n_process,
        max_length=options.max_length,
        progress=options.progress,
    )
    for number, group in groupby(results, key=_part):
        rows: list[Row] = []
        tally = Tally()
        for result, (_, record) in group:
            further = {f"further.{name}": value for name, value in record.further.items()}
            rows += [{**row, **further} for row in result_rows(record.doc_id, result)]
            tally += _tally(result, record)
        yield number, rows, tally


def _part(result: tuple[Any, tuple[int, Record]]) -> int:
    return result[1][0]


def _tally(result: Document | Failure, record: Record) -> Tally:
    if isinstance(result, Failure):
        return Tally(documents=1, failures=[(record.doc_id, result.reason)])
    return Tally(
        documents=1,
        words=len(result.text.split()),
        quotations=len(result.quotes),
        unattributed=sum(quote.speaker is None for quote in result.quotes),
    )
