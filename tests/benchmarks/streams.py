"""How fast ``Attributor.pipe`` is: ``tests/benchmarks/streams.py TEXTS.jsonl.gz …``.

Prints words a second by the clock and by CPU seconds, of all processes together, for texts one by one, in batches, in
batches read fast, and in batches in two processes, all in one run over the same texts, and by the clock the ratio to
the first. Loading the models is left out, but for that of the two processes, which is said.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quoteattr import Attributor
from quoteattr.evaluation.records import read_records

#: Name, whether it is the fast reading, and how the texts are handed over.
WAYS: tuple[tuple[str, bool, dict[str, Any]], ...] = (
    ("one by one", False, {"batch_size": 1}),
    ("batches of 32", False, {"batch_size": 32}),
    ("batches of 32, fast", True, {"batch_size": 32}),
    ("batches of 32, two processes", False, {"batch_size": 32, "n_process": 2}),
)


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="JSON Lines with a field text")
    texts = [record.text("text") for path in parser.parse_args(argv).texts for record in read_records(path)]
    words = sum(len(text.split()) for text in texts)
    Attributor()("“We left,” said Ann Lee.")
    sys.stdout.write(f"{len(texts)} texts, {words:,} words\n")
    first = None
    for name, fast, options in WAYS:
        started, used, own = time.perf_counter(), cpu_seconds(), time.process_time()
        came = found = 0.0
        for number, document in enumerate(Attributor(fast=fast).pipe(texts, **options)):
            came = came if number else time.perf_counter() - started
            found += len(document.quotes)
        seconds, used, own = time.perf_counter() - started, cpu_seconds() - used, time.process_time() - own
        first = first or seconds
        sys.stdout.write(
            f"{name:<30}{words / seconds:7,.0f} words/s, {first / seconds:.2f} x; {words / used:,.0f} words per CPU "
            f"second, {own / used:.0%} of it here; {found:,.0f} quotations; first document after {came:.1f} s\n"
        )
        sys.stdout.flush()


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and of those of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
