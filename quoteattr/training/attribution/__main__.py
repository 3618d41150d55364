"""Train ``attribution.json``: ``python -m quoteattr.training.attribution CORPORA OUT [--without polnear]``."""

from __future__ import annotations

import argparse
import json
import logging
from itertools import chain
from pathlib import Path

import torch

from quoteattr.config import Settings
from quoteattr.ranking import Ranker
from quoteattr.resources import models_folder
from quoteattr.training.attribution.examples import Example, Examples, collect
from quoteattr.training.attribution.fit import accuracy, fit
from quoteattr.training.attribution.parses import ParsedGold, parsed_documents

#: Training corpora, and the weight of the penalty on squared weights by ranker, chosen by five folds over documents.
CORPORA = ("worldnews", "polnear")
PENALTY = {"cue": 0.3, "type": 2.0, "reference": 1.0}
FOLDS = 5

logger = logging.getLogger(__name__)


def main() -> None:
    """Read the corpora, report each ranker's accuracy over folds, write the weights trained on everything."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.attribution", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with one folder a corpus, each with train.jsonl.gz")
    parser.add_argument("out", type=Path, help="the attribution.json to write")
    parser.add_argument("--without", nargs="*", default=[], choices=CORPORA, help="corpora to leave out")
    parser.add_argument("--models", default=None, help="Stanza models to parse with (default: the packaged ones)")
    parser.add_argument("--cache", type=Path, default=Path("parses"), help="folder for parses (default: ./parses)")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    settings = Settings(lang="en", models=models_folder("en", options.models))
    documents: list[ParsedGold] = []
    for name in CORPORA:
        if name not in options.without:
            documents += parsed_documents(options.corpora / name / "train.jsonl.gz", settings, options.cache)
            logger.info("%s: %d documents so far", name, len(documents))
    weights = train(documents)
    options.out.write_text(
        json.dumps({name: dict(sorted(ranker.weights.items())) for name, ranker in weights.items()}, indent=0) + "\n"
    )


def train(documents: list[ParsedGold]) -> dict[str, Ranker]:
    """Return the three rankers, the type ranker on top of cue readings by models that have not seen the document."""
    plain = Examples()
    collect(iter(documents), plain, None)
    rankers = {
        "cue": fit(plain.cue, penalty=PENALTY["cue"]),
        "reference": fit(plain.reference, penalty=PENALTY["reference"]),
    }
    typed = Examples()
    for fold in range(FOLDS):
        inside = [document for number, document in enumerate(documents) if number % FOLDS == fold]
        held = {document.gold.doc_id for document in inside}
        cue = fit([example for example in plain.cue if example.document not in held], penalty=PENALTY["cue"])
        collect(iter(inside), typed, cue)
    rankers["type"] = fit(typed.type, penalty=PENALTY["type"])
    for name, examples in (("cue", plain.cue), ("type", typed.type), ("reference", plain.reference)):
        logger.info(
            "%-9s %6d examples, accuracy over %d folds %.3f",
            name,
            len(examples),
            FOLDS,
            over_folds(examples, PENALTY[name]),
        )
    return {name: rankers[name] for name in ("cue", "type", "reference")}


def over_folds(examples: list[Example], penalty: float) -> float:
    """Return the accuracy over folds by document."""
    documents = sorted({example.document for example in examples})
    fold_of = {document: number % FOLDS for number, document in enumerate(documents)}
    shares = []
    for fold in range(FOLDS):
        held = [example for example in examples if fold_of[example.document] == fold]
        ranker = fit([example for example in examples if fold_of[example.document] != fold], penalty=penalty)
        shares.append(accuracy(ranker, held) * len(held))
    return sum(shares) / max(1, len(list(chain(examples))))


if __name__ == "__main__":
    main()
