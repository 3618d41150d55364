"""Train the weights that tell whether marked words of a story are spoken: “Come in!”, not the “grand hotel”.

    python -m quoteattr.training.fiction.spoken --out FILE ../shared/corpora/{pdnc,litbank}/train.jsonl.gz

What gold has as a quotation is spoken, what it has not is not: a word that somebody uses, a title, an inscription.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from quoteattr.attribution import chains
from quoteattr.config import Settings
from quoteattr.fiction.readings import best_reading, spoken_options
from quoteattr.fiction.weights import SPOKEN, SPOKEN_FILE
from quoteattr.quotetype import type_facts
from quoteattr.ranking import AttributionModel, load_model, save_rankers
from quoteattr.resources import packaged_models
from quoteattr.speakers.history import History
from quoteattr.training.attribution.examples import Example, gold_for
from quoteattr.training.attribution.fit import accuracy, fit
from quoteattr.training.attribution.parses import ParsedGold, parsed_documents

#: Weight of the squared weights.
PENALTY = 10.0
FOLDS = 5

logger = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> None:
    """Report the accuracy over folds, write the weights trained on everything."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.fiction.spoken", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="corpora in the gold format")
    parser.add_argument("--cache", type=Path, default=Path(".parses"), help="folder for parses")
    parser.add_argument("--out", type=Path, required=True, help=f"the {Path(SPOKEN_FILE).name} to write")
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    settings = Settings(lang="en", models=packaged_models("en"))
    model = load_model(settings.models)
    examples: list[Example] = []
    for path in options.gold:
        for document in parsed_documents(path, settings, options.cache):
            examples += read_examples(document, model)
        logger.info("%s: %d marked stretches so far", path, len(examples))
    logger.info("right over %d folds by text: %.3f", FOLDS, _over_folds(examples))
    save_rankers({SPOKEN: fit(examples, penalty=PENALTY)}, options.out)


def read_examples(document: ParsedGold, model: AttributionModel) -> Iterator[Example]:
    """Yield the marked stretches of a story; the first of the two options is right where gold has a quotation."""
    state = document.state
    if state.parse is None:
        return
    history = History.before(state.parse, [])
    for chain in chains(state.marked):
        best, share = best_reading(state.parse, state.paragraphs, state.marked, chain, model, history)
        facts = type_facts(state.text, state.marked[chain[0]], state.parse, chain[0], best, share, {})
        quote = gold_for(document.gold, [state.marked[stretch].span for stretch in chain])
        yield Example(spoken_options(facts), frozenset((int(quote is None),)), document.gold.doc_id)


def _over_folds(examples: Sequence[Example]) -> float:
    names = sorted({example.document for example in examples})
    right = 0.0
    for fold in range(FOLDS):
        unseen = set(names[fold::FOLDS])
        held = [example for example in examples if example.document in unseen]
        ranker = fit([example for example in examples if example.document not in unseen], penalty=PENALTY)
        right += accuracy(ranker, held) * len(held)
    return right / len(examples)


if __name__ == "__main__":
    main()
