"""``quoteattr batch``: its options, and the lines that it ends with."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoteattr.batch.parts import Tally

#: Failures that are printed; all stand in the table and in the report.
SHOWN = 10

STOPPED = 130  # exit code after Ctrl-C, as of a shell


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    found = argparse.ArgumentParser(
        prog="quoteattr batch",
        description="Attribute many documents into one table. Stopped or killed, the same command goes on.",
    )
    found.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="text file, folder, pattern, or table: .jsonl, .csv, .parquet"
    )
    found.add_argument("-o", "--output", required=True, metavar="OUT", help="table to write: .parquet or .jsonl")
    found.add_argument("--text-column", default="text", metavar="NAME", help="of tables; default: %(default)s")
    found.add_argument("--id-column", metavar="NAME", help="of tables: becomes doc_id; default: file and row")
    found.add_argument("--processes", type=int, default=1, metavar="N", help="default: %(default)s")
    found.add_argument("--batch-size", type=int, metavar="N", help="documents parsed together")
    found.add_argument("--part-size", type=int, metavar="N", help="documents saved together")
    found.add_argument("--max-length", type=int, metavar="N", help="longer documents (in characters) fail")
    found.add_argument("--known", metavar="FILE.json", help="known speakers, as for quoteattr FILE")
    found.add_argument("--genre", choices=("news", "fiction"), help="default: decided for each document")
    found.add_argument("--fast", action="store_true", help="skim texts: more speed, fewer names and roles")
    found.add_argument("--progress", action="store_true", help="show a bar on standard error")
    found.add_argument("--models", metavar="DIR", help="folder of Stanza models; default: those of the package")
    return found


def report_lines(tally: Tally, output: Path) -> Iterator[str]:
    """Yield what is printed at the end of a run."""
    rate = f"{tally.words / tally.seconds:,.0f} words/s" if tally.seconds else "nothing to do"
    yield (
        f"{output}: {tally.documents:,} documents, {tally.quotations:,} quotations, {tally.unattributed:,} of them "
        f"without a speaker, {len(tally.failures):,} documents failed; {tally.words:,} words, {rate}"
    )
    for doc_id, reason in tally.failures[:SHOWN]:
        yield f"failed: {doc_id}: {reason}"
    if len(tally.failures) > SHOWN:
        yield f"… and {len(tally.failures) - SHOWN:,} more: column error of the table, and {output.name}.report.json"


def given(options: argparse.Namespace, names: Sequence[str]) -> dict[str, int]:
    """Return those of the options that were given."""
    return {name: value for name in names if (value := getattr(options, name)) is not None}
