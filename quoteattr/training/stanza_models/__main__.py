"""Command line: ``python -m quoteattr.training.stanza_models {prepare,train,assemble,evaluate} …``.

The steps, in their order:

prepare   corpora -> DATA: Stanza's training files (leave a corpus out by not naming its folder)
train     DATA -> RUN: one file a model, with a log beside it
assemble  RUN -> MODELS: half precision, resources.json, ready for Attributor(models=MODELS)
evaluate  MODELS on the test parts in DATA
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

from quoteattr.training.stanza_models import assemble, entities, evaluate, train, treebanks, vectors

#: GUM's genres whose texts carry non-commercial or no-derivatives licences.
RESTRICTED_GENRES = ("conversation", "essay", "fiction", "letter", "podcast", "whow")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all four steps."""
    top = argparse.ArgumentParser(
        prog="python -m quoteattr.training.stanza_models",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        fromfile_prefix_chars="@",
    )
    steps = top.add_subparsers(dest="step", required=True)

    step = steps.add_parser("prepare", help="corpora to training files", fromfile_prefix_chars="@")
    step.add_argument("data", type=Path, help="folder to write")
    step.add_argument("--vectors", type=Path, required=True, help="JSON with words, vectors, dimensions (GloVe order)")
    step.add_argument("--vocabulary", type=int, default=60_000, help="words to keep of the vectors")
    step.add_argument("--ewt", type=Path, help="folder with en_ewt-ud-{train,dev,test}.conllu[.gz]")
    step.add_argument("--gum", type=Path, help="folder with en_gum-ud-{train,dev,test}.conllu[.gz]")
    step.add_argument("--worldwide", type=Path, help="checkout of en-worldwide-newswire, or 4class.*.bio[.gz]")
    step.add_argument("--litbank", type=Path, help="checkout of litbank")
    step.add_argument("--leave-out-genres", nargs="*", default=RESTRICTED_GENRES, metavar="GENRE", help="of GUM")
    step.add_argument("--leave-out-books", nargs="*", default=entities.PDNC_BOOKS, metavar="BOOK", help="of LitBank")
    step.add_argument(
        "--leave-out-articles",
        nargs="*",
        default=(),
        metavar="NAME",
        help="of WorldWide; @FILE reads names from a file",
    )

    step = steps.add_parser("train", help="training files to trained models")
    step.add_argument("data", type=Path)
    step.add_argument("run", type=Path, help="folder to write")
    step.add_argument("--length", choices=train.STEPS, default="small")
    step.add_argument("--only", choices=train.MODELS, help="train one model alone")

    step = steps.add_parser("assemble", help="trained models to one folder that loads offline")
    step.add_argument("data", type=Path)
    step.add_argument("run", type=Path)
    step.add_argument("models", type=Path, help="folder to write")
    step.add_argument("--single-precision", action="store_true", help="keep float32: twice the size, same answers")

    step = steps.add_parser("evaluate", help="scores on the test parts")
    step.add_argument("data", type=Path)
    step.add_argument("models", type=Path)
    return top


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one step; progress goes to standard error."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    top = parser()
    options = top.parse_args(arguments)
    if options.step == "prepare":
        if not (options.ewt or options.gum):
            top.error("prepare needs a treebank: --ewt, --gum or both")
        if not options.worldwide:
            top.error("prepare needs --worldwide: the name model is judged on its development part")
        options.data.mkdir(parents=True, exist_ok=True)
        pretrain = vectors.prepare(options.vectors, options.vocabulary, options.data)
        folders = {"ewt": options.ewt, "gum": options.gum}
        given = {name: folder for name, folder in folders.items() if folder}
        treebanks.prepare(given, set(options.leave_out_genres), pretrain, options.data)
        entities.prepare(
            options.worldwide,
            options.litbank,
            options.data,
            articles=set(options.leave_out_articles),
            books=set(options.leave_out_books),
        )
    elif options.step == "train":
        train.train(options.data, options.run, length=options.length, only=options.only)
    elif options.step == "assemble":
        assemble.assemble(options.data, options.run, options.models, half=not options.single_precision)
    else:
        evaluate.evaluate(options.data, options.models)


if __name__ == "__main__":
    main()
