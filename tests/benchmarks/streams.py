"""How fast ``Attributor.pipe`` is by the clock: ``tests/benchmarks/streams.py TEXTS.jsonl.gz …``.

Prints words a second for texts one by one, in batches, and in batches in two processes, all in one run over the same
texts, and the ratio to the first. Loading the models is left out, but for that of the two processes, which is said.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quoteattr import Attributor
from quoteattr.evaluation.records import read_records

WAYS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("one by one", {"batch_size": 1}),
    ("batches of 32", {"batch_size": 32}),
    ("batches of 32, two processes", {"batch_size": 32, "n_process": 2}),
)


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="JSON Lines with a field text")
    texts = [record.text("text") for path in parser.parse_args(argv).texts for record in read_records(path)]
    words = sum(len(text.split()) for text in texts)
    attributor = Attributor()
    attributor("“We left,” said Ann Lee.")
    sys.stdout.write(f"{len(texts)} texts, {words:,} words\n")
    first = None
    for name, options in WAYS:
        started = time.perf_counter()
        came = found = 0.0
        for number, document in enumerate(attributor.pipe(texts, **options)):
            came = came if number else time.perf_counter() - started
            found += len(document.quotes)
        seconds = time.perf_counter() - started
        first = first or seconds
        sys.stdout.write(
            f"{name:<30}{words / seconds:7,.0f} words/s, {first / seconds:.2f} x; {found:,.0f} quotations; "
            f"first document after {came:.1f} s\n"
        )


if __name__ == "__main__":
    main()
