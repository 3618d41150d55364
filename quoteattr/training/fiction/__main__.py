"""Train the scorer of novels.

    python -m quoteattr.training.fiction --encoder FOLDER --out FOLDER ../shared/corpora/{pdnc,litbank}/train.jsonl.gz

then the rounds of weighing, with a scorer of each half of the novels (``--half``):

    python -m quoteattr.training.fiction.rounds --half-a FOLDER --half-b FOLDER --out FILE GOLD.jsonl.gz …

``--encoder`` is a folder with MiniLM-L6's ``model.safetensors`` and ``tokenizer.json``. A corpus is left out by not
naming it. Checkpoints are written every few minutes; the same command with ``--resume`` goes on from the last. What is
shipped can be the mean of the weights at the end and at an earlier checkpoint (``--average``).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from quoteattr.encoder.network import FROZEN, Shape
from quoteattr.encoder.pieces import load_tokenizer
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.weights import save_scorer
from quoteattr.training.fiction.examples import Example, read_examples
from quoteattr.training.fiction.fit import ENCODER_RATE, HEAD_RATE, fit

DROPOUT = 0.1


def main(argv: Sequence[str] | None = None) -> int:
    """Train; write ``scorer.safetensors`` to go on from, and ``shipped.safetensors``, a quarter as large, to use."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.fiction", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="corpora in the gold format")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--steps", type=int, help="stop after so many")
    parser.add_argument("--size", type=int, default=2, help="windows a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=240, help="seconds between checkpoints")
    parser.add_argument("--half", choices=("a", "b"), help="learn from half of each corpus only")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=Path, help="an earlier scorer.safetensors to go on from, instead of MiniLM-L6")
    parser.add_argument("--average", type=Path, help="an earlier scorer.safetensors, to ship the mean of both")
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    scorer = Scorer(Shape(layers=options.layers), dropout=DROPOUT)
    take_minilm(scorer, load_file(options.encoder / "model.safetensors"))
    if options.start is not None:
        scorer.load_state_dict(load_file(options.start), strict=False)
    optimizer = make_optimizer(scorer)
    done = 0
    if options.resume:
        scorer.load_state_dict(load_file(options.out / "scorer.safetensors"))
        state = torch.load(options.out / "optimizer.pt", weights_only=True)
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]

    def save(step: int) -> None:
        for name in ("scorer.safetensors", "optimizer.pt"):
            part = options.out / f"{name}.part"
            if name.endswith(".pt"):
                torch.save({"optimizer": optimizer.state_dict(), "done": step}, part)
            else:
                save_file({key: value.contiguous() for key, value in scorer.state_dict().items()}, part)
            part.replace(options.out / name)

    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")

    def examples(number: int) -> list[Example]:
        read = list(read_examples(options.gold, tokenizer, options.half, random.Random(options.seed + number)))
        say(f"{len(read)} texts, {sum(len(one.passage.pieces) for one in read)} pieces, "
            f"{sum(speaker is not None for one in read for speaker in one.speakers)} quotations")  # fmt: skip
        return read

    fit(
        scorer, optimizer, examples, passes=options.passes, most=options.steps, size=options.size, seed=options.seed,
        done=done, save=save, every=options.every, say=say,
    )  # fmt: skip
    weights = scorer.state_dict()
    if options.average is not None:
        earlier = load_file(options.average)
        weights = {name: (tensor + earlier[name]) / 2 for name, tensor in weights.items()}
    save_scorer(weights, options.out / "shipped.safetensors")
    return 0


def say(line: str) -> None:
    """Print a line of progress at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def take_minilm(scorer: Scorer, weights: Mapping[str, Tensor]) -> None:
    """Copy MiniLM's embeddings and first layers into the scorer; its flags start at zero."""
    encoder = scorer.encoder
    prefix = "bert." if any(key.startswith("bert.") for key in weights) else ""

    def of(name: str) -> Tensor:
        return weights[f"{prefix}{name}"]

    with torch.no_grad():
        encoder.pieces.weight.copy_(of("embeddings.word_embeddings.weight"))
        encoder.positions.weight.copy_(
            of("embeddings.position_embeddings.weight") + of("embeddings.token_type_embeddings.weight")[0]
        )
        encoder.flags.weight.zero_()
        for part in ("weight", "bias"):
            getattr(encoder.norm, part).copy_(of(f"embeddings.LayerNorm.{part}"))
            for number, layer in enumerate(encoder.layers):
                base = f"encoder.layer.{number}."
                joined = [of(f"{base}attention.self.{name}.{part}") for name in ("query", "key", "value")]
                getattr(layer.attention, part).copy_(torch.cat(joined))
                for ours, theirs in (
                    ("mix", "attention.output.dense"),
                    ("mix_norm", "attention.output.LayerNorm"),
                    ("widen", "intermediate.dense"),
                    ("narrow", "output.dense"),
                    ("narrow_norm", "output.LayerNorm"),
                ):
                    getattr(getattr(layer, ours), part).copy_(of(f"{base}{theirs}.{part}"))


def make_optimizer(scorer: Scorer) -> torch.optim.Optimizer:
    """Return AdamW over everything but the word pieces and the first layers, which stay as they are."""
    encoder = scorer.encoder
    for frozen in (encoder.pieces, encoder.positions, encoder.norm, *encoder.layers[:FROZEN]):
        frozen.requires_grad_(False)
    slow = [p for p in scorer.encoder.parameters() if p.requires_grad and p is not scorer.encoder.flags.weight]
    ids = {id(p) for p in slow}
    fast = [p for p in scorer.parameters() if p.requires_grad and id(p) not in ids]
    return torch.optim.AdamW(
        [
            {"params": slow, "full": ENCODER_RATE, "lr": 0.0},
            {"params": fast, "full": HEAD_RATE, "lr": 0.0},
        ],
        weight_decay=0.01,
    )


if __name__ == "__main__":
    sys.exit(main())
