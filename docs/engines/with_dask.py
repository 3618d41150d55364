"""Attribute a Parquet file with Dask.

``python docs/engines/with_dask.py ARTICLES.parquet OUT_FOLDER`` starts worker processes on this machine;
``--scheduler tcp://…`` takes a cluster that is there. A task is a row group: it reads its texts and writes its rows
itself, so that only names of files pass through the scheduler, and a task that is repeated writes the same file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from dask.distributed import Client, LocalCluster

from quoteattr.arrow import SCHEMA, attribute_batches

#: Documents in a record batch; bounds the memory of a worker.
DOCUMENTS = 200


def attribute_group(source: str, group: int, target: str, **settings: Any) -> int:
    """Attribute one row group into a file of its own, and return the number of its rows."""
    with pq.ParquetFile(source) as file:
        batches = file.iter_batches(DOCUMENTS, row_groups=[group], columns=["doc_id", "text"])
        rows = pa.Table.from_batches(attribute_batches(batches, **settings), schema=SCHEMA)
    path = Path(target) / f"{group:06}.parquet"
    pq.write_table(rows, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)
    return rows.num_rows


def run(source: str, target: str, client: Client, **settings: Any) -> int:
    """Attribute a Parquet file with ``text`` and ``doc_id`` into a folder of them, and return the number of rows."""
    Path(target).mkdir(exist_ok=True)
    with pq.ParquetFile(source) as file:
        groups = range(file.num_row_groups)
    tasks = [client.submit(attribute_group, source, group, target, pure=False, **settings) for group in groups]
    return sum(client.gather(tasks))


def local(workers: int) -> LocalCluster:
    """Return worker processes on this machine, one thread each."""
    return LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", metavar="ARTICLES.parquet", help="with the columns doc_id and text")
    parser.add_argument("target", metavar="OUT_FOLDER", help="on a disk that all workers see")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scheduler", help="address of a running cluster")
    options = parser.parse_args()
    if options.scheduler:
        with Client(options.scheduler) as client:
            run(options.source, options.target, client)
    else:
        with local(options.workers) as cluster, Client(cluster) as client:
            run(options.source, options.target, client)
