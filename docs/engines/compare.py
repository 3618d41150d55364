"""The same documents through one process and through every engine: the same rows, and how long it takes.

``python docs/engines/compare.py`` makes 2,000 short documents, runs all engines with two workers, and prints a line for
each; ``--documents 40 --only spark`` less. Ends with exit code 1 where an engine's rows differ.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.update({"HF_HUB_OFFLINE": "1", "SPARK_LOCAL_IP": "127.0.0.1", "OMP_NUM_THREADS": "1"})
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark's workers take the same environment, activated or not

import pyarrow as pa
import pyarrow.parquet as pq

from quoteattr.arrow import SCHEMA, attribute_batches

#: Row groups of the file of documents: what Dask has as tasks.
GROUPS = 8

NAMES = "Ann Lee,Tobias Renn,Ilse Quandt,Jon Aske,Petra Osei,Maren Holloway,Karl Pell,Rosa Stone,Emil Marsh".split(",")
ROLES = "mayor,harbour master,city engineer,baker,head teacher,union leader,judge".split(",")
VERBS = "said,told reporters,argued,warned,wrote".split(",")
CLAIMS = (
    "the bridge is safe,we will wait for the report,the money is there,nobody asked the river,the school stays open,"
    "it was a long night,I would do it again"
).split(",")


def articles(number: int) -> pa.Table:
    """Return made-up documents: news with quotations, some without any, and every fiftieth without a text."""
    chosen = random.Random(number)

    def text(place: int) -> str | None:
        if place % 50 == 7:
            return None
        if place % 10 == 3:
            return "The council met at noon. Nobody spoke, and the river rose."
        one, two = chosen.sample(NAMES, 2)
        first, second = chosen.sample(CLAIMS, 2)
        return (
            f"“{first.capitalize()},” {chosen.choice(ROLES)} {one} {chosen.choice(VERBS)} on Monday. The council had "
            f"met at noon. “{second.capitalize()},” {chosen.choice(('he', 'she'))} added.\nThe plan, said {two}, a "
            f"{chosen.choice(ROLES)}, was “a gift to the town”."
        )

    return pa.table({"doc_id": [f"d{place:06}" for place in range(number)], "text": [text(i) for i in range(number)]})


def one_process(source: Path, target: Path, workers: int) -> None:
    """Attribute without any engine."""
    rows = pa.Table.from_batches(attribute_batches(pq.read_table(source).to_batches()), schema=SCHEMA)
    pq.write_table(rows, target)


def spark(source: Path, target: Path, workers: int) -> None:
    """Attribute with Spark, an executor for each worker."""
    import with_spark

    with_spark.run(str(source), str(target), f"local-cluster[{workers},1,1024]", partitions=GROUPS)


def dask(source: Path, target: Path, workers: int) -> None:
    """Attribute with Dask."""
    import with_dask
    from dask.distributed import Client

    with with_dask.local(workers) as cluster, Client(cluster) as client:
        with_dask.run(str(source), str(target), client)


def datasets(source: Path, target: Path, workers: int) -> None:
    """Attribute with Hugging Face datasets."""
    os.environ["HF_HOME"] = str(source.parent)
    import with_datasets
    from datasets import disable_caching

    disable_caching()  # or a second run would find the rows of the first
    with_datasets.run(str(source), str(target), workers)


ENGINES: dict[str, Callable[[Path, Path, int], None]] = {"spark": spark, "dask": dask, "datasets": datasets}


def in_order(rows: pa.Table) -> list[dict[str, object]]:
    """Return rows in the order of documents and quotations, which no engine promises."""
    return rows.sort_by([("doc_id", "ascending"), ("start", "ascending")]).to_pylist()


def main() -> int:
    """Run all, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--only", choices=ENGINES, nargs="+", default=list(ENGINES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.parquet"
        pq.write_table(articles(options.documents), source, row_group_size=-(-options.documents // GROUPS))
        wanted, seconds = timed(one_process, source, folder / "one.parquet", 1)
        sys.stdout.write(f"{'one process':<12} {seconds:7.1f} s  {len(wanted)} rows\n")
        sys.stdout.flush()
        same = True
        for engine in options.only:
            for workers in options.workers:
                rows, seconds = timed(ENGINES[engine], source, folder / f"{engine}{workers}", workers)
                same = same and rows == wanted
                verdict = "the same" if rows == wanted else "OTHERS"
                sys.stdout.write(f"{engine:<12} {seconds:7.1f} s  {len(rows)} rows, {verdict}; {workers} workers\n")
                sys.stdout.flush()
    return 0 if same else 1


def timed(
    run: Callable[[Path, Path, int], None], source: Path, target: Path, workers: int
) -> tuple[list[dict[str, object]], float]:
    """Return an engine's rows and the seconds from its start to its end, loading and all."""
    start = time.perf_counter()
    run(source, target, workers)
    seconds = time.perf_counter() - start
    return in_order(pq.read_table(target).select(SCHEMA.names)), seconds


if __name__ == "__main__":
    sys.exit(main())
