"""Train the network that judges marked words by the words around them.

    python -m quoteattr.training.context --novels SCORER.safetensors --out FOLDER ../shared/corpora

It starts from the scorer of novels (``scorer.safetensors`` of ``quoteattr.training.fiction``). With ``--half a`` or
``--half b`` it learns from every other text only: what such networks say of the texts that they have not seen is what
``quoteattr.training.attribution`` learns from. ``--without`` leaves a corpus out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from quoteattr.context.weights import save_network
from quoteattr.encoder.pieces import TOKENIZER_FILE, load_tokenizer
from quoteattr.resources import packaged_models
from quoteattr.training.context.examples import Example, read_examples
from quoteattr.training.context.fit import Learner, fit
from quoteattr.training.fiction.__main__ import say

#: How many times a text of each corpus is read in a pass.
CORPORA = {"worldnews": 3, "polnear": 1}
#: Which texts of a corpus are in each half, by their order in its file.
HALVES = {"a": slice(0, None, 2), "b": slice(1, None, 2)}
DROPOUT = 0.1


def main(argv: Sequence[str] | None = None) -> int:
    """Train; write ``learner.safetensors``, everything, and ``context.safetensors``, what is shipped."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.context", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with one folder a corpus, each with train.jsonl.gz")
    parser.add_argument("--novels", type=Path, required=True, help="scorer.safetensors to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], choices=CORPORA, help="corpora to leave out")
    parser.add_argument("--half", choices=HALVES, help="learn from half of each corpus only")
    parser.add_argument("--passes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=600, help="seconds between checkpoints")
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    learner = Learner(DROPOUT)
    take_encoder(learner, options.novels)
    tokenizer = load_tokenizer(packaged_models("en") / TOKENIZER_FILE)
    chosen = HALVES[options.half] if options.half else slice(None)
    examples: list[Example] = []
    for name, weight in CORPORA.items():
        if name not in options.without:
            examples += read_examples(options.corpora / name / "train.jsonl.gz", tokenizer, chosen, weight)
    say(f"{len(examples)} texts, {sum(answer is not None for e in examples for answer in e.answers)} stretches")

    def save() -> None:
        save_file(
            {name: weights.contiguous() for name, weights in learner.state_dict().items()},
            options.out / "learner.safetensors",
        )
        save_network(learner.network.state_dict(), options.out / "context.safetensors")

    fit(learner, examples, passes=options.passes, seed=options.seed, save=save, every=options.every, say=say)
    return 0


def take_encoder(learner: Learner, path: Path) -> None:
    """Copy the first layers of a scorer's encoder."""
    own = learner.network.encoder.state_dict()
    scorer = load_file(path)
    learner.network.encoder.load_state_dict({name: scorer[f"encoder.{name}"] for name in own})


if __name__ == "__main__":
    sys.exit(main())
