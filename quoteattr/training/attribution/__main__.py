"""Train ``attribution.json``, with two networks that have each seen half of the texts (``training.context --half``).

    python -m quoteattr.training.attribution --context-a FOLDER --context-b FOLDER CORPORA OUT [--without polnear]

Without the two networks only the cue and the reference ranker are fitted, and the others stay the packaged ones.
``--folds`` also prints how often the library is right, end to end, on training documents that the weights have not
seen: the figures that stand beside those on ``dev``.
"""

from __future__ import annotations

import argparse
import logging
from functools import cache
from pathlib import Path

import torch

from quoteattr.attribution import Look
from quoteattr.config import Settings
from quoteattr.context.look import Context
from quoteattr.context.network import TypeNetwork
from quoteattr.context.weights import WEIGHTS_FILE, read_network
from quoteattr.encoder.weights import SCORER_FILE
from quoteattr.ranking import RANKERS, load_model, save_rankers
from quoteattr.resources import models_folder, packaged_models
from quoteattr.training.attribution.folds import Training, held_out_lines
from quoteattr.training.attribution.parses import ParsedGold, parsed_documents
from quoteattr.training.context.__main__ import CORPORA, HALVES

logger = logging.getLogger(__name__)


def main() -> None:
    """Read the corpora, report each ranker's accuracy over folds, write the weights trained on everything."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.attribution", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with one folder a corpus, each with train.jsonl.gz")
    parser.add_argument("out", type=Path, help="the attribution.json to write")
    for half in HALVES:
        parser.add_argument(f"--context-{half}", type=Path, help=f"folder of a network trained with --half {half}")
    parser.add_argument("--without", nargs="*", default=[], choices=CORPORA, help="corpora to leave out")
    parser.add_argument("--models", default=None, help="Stanza models to parse with (default: the packaged ones)")
    parser.add_argument("--cache", type=Path, default=Path("parses"), help="folder for parses (default: ./parses)")
    parser.add_argument("--folds", action="store_true", help="print end-to-end figures on held-out folds")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    settings = Settings(lang="en", models=models_folder("en", options.models))
    halves = [options.context_a, options.context_b]
    if any(halves) and not all(halves):
        parser.error("give both --context-a and --context-b, or neither")
    packaged = packaged_models("en")
    fitted = RANKERS if all(halves) else ("cue", "reference")
    seen = [read_network((half or packaged) / WEIGHTS_FILE, packaged / SCORER_FILE) for half in halves]
    documents: list[ParsedGold] = []
    looks: dict[str, Look] = {}
    for name in CORPORA:
        if name not in options.without:
            found = list(parsed_documents(options.corpora / name / "train.jsonl.gz", settings, options.cache))
            documents += found
            for unseen, chosen in zip(reversed(seen), HALVES.values(), strict=True):
                looks |= {document.gold.doc_id: look_with(unseen, document) for document in found[chosen]}
            logger.info("%s: %d documents so far", name, len(documents))
    training = Training.of(documents, looks, load_model(packaged), fitted)
    for line in training.report():
        logger.info("%s", line)
    model = training.model()
    save_rankers({name: getattr(model, name) for name in RANKERS}, options.out)
    if options.folds:
        for line in held_out_lines(training, settings):
            logger.info("%s", line)


def look_with(network: TypeNetwork, document: ParsedGold) -> Look:
    """Return what a network makes of the stretches of a document, each looked at once."""
    state = document.state
    return cache(Context(state.text, state.paragraphs, state.marked, packaged_models("en"), lambda _: network))


if __name__ == "__main__":
    main()
