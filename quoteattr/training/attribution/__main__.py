"""Train ``attribution.json``: ``python -m quoteattr.training.attribution CORPORA OUT [--without polnear]``.

``--folds`` also prints how often the library is right, end to end, on training documents that the weights have not
seen: the figures that stand beside those on ``dev``.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import torch

from quoteattr.config import Settings
from quoteattr.ranking import AttributionModel
from quoteattr.resources import models_folder
from quoteattr.training.attribution.folds import Training, held_out_lines
from quoteattr.training.attribution.parses import ParsedGold, parsed_documents

CORPORA = ("worldnews", "polnear")

logger = logging.getLogger(__name__)


def main() -> None:
    """Read the corpora, report each ranker's accuracy over folds, write the weights trained on everything."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.attribution", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with one folder a corpus, each with train.jsonl.gz")
    parser.add_argument("out", type=Path, help="the attribution.json to write")
    parser.add_argument("--without", nargs="*", default=[], choices=CORPORA, help="corpora to leave out")
    parser.add_argument("--models", default=None, help="Stanza models to parse with (default: the packaged ones)")
    parser.add_argument("--cache", type=Path, default=Path("parses"), help="folder for parses (default: ./parses)")
    parser.add_argument("--folds", action="store_true", help="print end-to-end figures on held-out folds")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    settings = Settings(lang="en", models=models_folder("en", options.models))
    documents: list[ParsedGold] = []
    for name in CORPORA:
        if name not in options.without:
            documents += parsed_documents(options.corpora / name / "train.jsonl.gz", settings, options.cache)
            logger.info("%s: %d documents so far", name, len(documents))
    training = Training.of(documents)
    for line in training.report():
        logger.info("%s", line)
    write(training.model(), options.out)
    if options.folds:
        for line in held_out_lines(training, settings):
            logger.info("%s", line)


def write(model: AttributionModel, path: Path) -> None:
    """Write a model's weights, a line each, in order of their names."""
    rankers = {name: dict(sorted(getattr(model, name).weights.items())) for name in ("cue", "type", "reference")}
    path.write_text(json.dumps(rankers, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
