"""Attribute a Parquet file with Spark.

``python docs/engines/with_spark.py ARTICLES.parquet OUT_FOLDER`` starts a small cluster on this machine. On another:
``spark-submit with_spark.py s3://…/articles s3://…/quotations --master yarn``, with quoteattr installed on every node.
There is no shuffle: each task reads its part of the files and writes its rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from quoteattr.arrow import SCHEMA, attribute_batches

#: Two executors with a core and 1 GiB each, on this machine; every executor is a JVM with a Python worker of its own.
LOCAL_CLUSTER = "local-cluster[2,1,1024]"

#: Documents in a record batch: some minutes of work at most are lost with a task.
DOCUMENTS = 200


def session(master: str) -> SparkSession:
    """Return a session whose Python workers stay alive between tasks, so that models are loaded once for each."""
    return (
        SparkSession.builder.master(master)
        .appName("quoteattr")
        .config("spark.python.worker.reuse", "true")
        .config("spark.executorEnv.OMP_NUM_THREADS", "1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", DOCUMENTS)
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )


def run(source: str, target: str, master: str, partitions: int | None = None, **settings: Any) -> None:
    """Attribute a Parquet file or folder with ``text`` and ``doc_id`` into a folder of Parquet files.

    Args:
        source: What Spark reads.
        target: A folder; replaced if it is there.
        master: Spark's address.
        partitions: Tasks; None: as Spark cuts the files. Only small files need it: it moves the texts.
        settings: Of ``attribute_batches``.
    """
    spark = session(master)
    try:
        articles = spark.read.parquet(source).select("doc_id", "text")
        if partitions is not None:
            articles = articles.repartition(partitions)
        attribute: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]] = partial(
            attribute_batches, **settings
        )
        articles.mapInArrow(attribute, from_arrow_schema(SCHEMA)).write.mode("overwrite").parquet(target)
    finally:
        spark.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", metavar="ARTICLES.parquet", help="with the columns doc_id and text")
    parser.add_argument("target", metavar="OUT_FOLDER")
    parser.add_argument("--master", default=LOCAL_CLUSTER, help="default: %(default)s")
    parser.add_argument("--partitions", type=int, help="tasks; default: as Spark cuts the files")
    options = parser.parse_args()
    run(options.source, options.target, options.master, options.partitions)
