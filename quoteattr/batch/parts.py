"""The side folder of a run, from which it goes on after it was killed.

    OUT.parts/plan.json        what is being done; a run with another plan does not touch it
    OUT.parts/000000.parquet   the rows of the first documents
    OUT.parts/000000.json      their tally; written last, so that a part with a tally is whole
    OUT.report.json            the sum, with the plan; written when OUT is there

Every file is written under another name and then renamed, which happens at once or not at all: whenever the run is
killed, a part is there or is not. Parts are joined when all are there, and then removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from quoteattr.batch.formats import Format, Row
from quoteattr.errors import InputError

#: What a run does, as JSON; runs of equal plans have equal outputs.
Plan = dict[str, Any]

NEW = ".new"  # the end of a name that is not yet the file's


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was done, of a part or of all.

    Attributes:
        documents: Read.
        words: Theirs, parted by white space.
        quotations: Found, nonquotes not counted.
        unattributed: Of these, without a speaker.
        seconds: By the clock.
        failures: ``doc_id`` and reason of each document that could not be attributed.
    """

    documents: int = 0
    words: int = 0
    quotations: int = 0
    unattributed: int = 0
    seconds: float = 0.0
    failures: Sequence[Sequence[str]] = field(default=())

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            documents=self.documents + other.documents,
            words=self.words + other.words,
            quotations=self.quotations + other.quotations,
            unattributed=self.unattributed + other.unattributed,
            seconds=round(self.seconds + other.seconds, 3),
            failures=[*self.failures, *other.failures],
        )


class Parts:
    """The side folder of an output file."""

    def __init__(self, output: Path, form: Format, plan: Plan, number: int) -> None:
        """Take the output and the number of its parts; nothing is read or written yet."""
        self._output, self._form, self._plan, self._number = output, form, plan, number
        self.folder = output.with_name(output.name + ".parts")
        self._report = output.with_name(output.name + ".report.json")

    def finished(self) -> Tally | None:
        """Return the report if the output is there and is that of this plan; else None."""
        if not (self._output.exists() and self._report.exists()):
            return None
        report = json.loads(self._report.read_text(encoding="utf-8"))
        if report.pop("plan") != self._plan:
            return None
        report.pop("words_per_s")
        shutil.rmtree(self.folder, ignore_errors=True)  # where the run was killed while it did
        return Tally(**report)

    def open(self) -> None:
        """Make the folder, or go on with it.

        Raises:
            InputError: It is that of another plan.
        """
        plan = self.folder / "plan.json"
        if not plan.exists():
            self.folder.mkdir(exist_ok=True)
            _write(plan, lambda path: _write_json(path, self._plan))
        elif json.loads(plan.read_text(encoding="utf-8")) != self._plan:
            raise InputError(
                f"{self.folder} holds an unfinished run with other inputs, settings or version: finish that one, or "
                f"delete it: rm -r {self.folder}"
            )

    def missing(self) -> list[int]:
        """Return the numbers of the parts that are not there."""
        return [number for number in range(self._number) if not self._tally(number).exists()]

    def write(self, number: int, rows: Sequence[Row], tally: Tally) -> None:
        """Add a part."""
        _write(self._rows(number), lambda path: self._form.write_part(path, rows))
        _write(self._tally(number), lambda path: _write_json(path, asdict(tally)))

    def join(self) -> Tally:
        """Write the output and the report, and remove the folder."""
        total = sum(self._tallies(), start=Tally())
        _write(self._output, lambda path: self._form.join(path, map(self._rows, range(self._number))))
        rate = {"words_per_s": round(total.words / total.seconds, 1) if total.seconds else None}
        _write(self._report, lambda path: _write_json(path, {"plan": self._plan, **asdict(total), **rate}))
        shutil.rmtree(self.folder)
        return total

    def _tallies(self) -> Iterator[Tally]:
        for number in range(self._number):
            yield Tally(**json.loads(self._tally(number).read_text(encoding="utf-8")))

    def _rows(self, number: int) -> Path:
        return self.folder / f"{number:06}{self._form.suffix}"

    def _tally(self, number: int) -> Path:
        return self.folder / f"{number:06}.json"


def _write(path: Path, write: Callable[[Path], None]) -> None:
    """Have a file written so that it is there whole or not at all."""
    new = path.with_name(path.name + NEW)
    write(new)
    with new.open("rb+") as written:
        os.fsync(written.fileno())
    new.replace(path)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
