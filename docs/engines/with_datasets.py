"""Attribute a Parquet file with Hugging Face datasets.

``python docs/engines/with_datasets.py ARTICLES.parquet OUT.parquet``
``map(batched=True)`` hands over columns of some documents and takes back columns of any length: the quotations.
"""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # Spark and Dask set it for their workers, datasets does not

import datasets
import pyarrow as pa

from quoteattr.arrow import SCHEMA, attribute_batches

#: Documents that ``datasets`` hands over at a time; they are written to its cache together.
DOCUMENTS = 200


def attribute(columns: pa.Table, **settings: Any) -> pa.Table:
    """Return the rows of a table of documents."""
    return pa.Table.from_batches(attribute_batches(columns.to_batches(), **settings), schema=SCHEMA)


def run(source: str, target: str, workers: int, **settings: Any) -> None:
    """Attribute a Parquet file with ``text`` and ``doc_id`` into another."""
    articles = datasets.Dataset.from_parquet(source).with_format("arrow")
    quotations = articles.map(
        partial(attribute, **settings),
        batched=True,
        batch_size=DOCUMENTS,
        remove_columns=articles.column_names,
        features=datasets.Features.from_arrow_schema(SCHEMA),
        num_proc=workers if workers > 1 else None,
    )
    quotations.to_parquet(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", metavar="ARTICLES.parquet", help="with the columns doc_id and text")
    parser.add_argument("target", metavar="OUT.parquet")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    run(options.source, options.target, options.workers)
