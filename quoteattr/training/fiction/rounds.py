"""Train the rounds of weighing, on novels that the scorer has not seen.

    python -m quoteattr.training.fiction.rounds --half-a FOLDER --half-b FOLDER --out FILE GOLD.jsonl.gz …

What a scorer says of novels that it was trained on is surer than what it will say of others; so one is first trained
on each half of the novels (``--half``), and the rounds learn from what each says of the other half, twice: with the
cast given, and as the library finds it. One half alone will do.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from quoteattr.config import Settings
from quoteattr.encoder.network import Shape
from quoteattr.encoder.pieces import TOKENIZER_FILE, load_tokenizer
from quoteattr.evaluation.gold import GoldDocument, GoldQuote
from quoteattr.evaluation.names import entity_forms, match_name
from quoteattr.evaluation.run import cast_of
from quoteattr.fiction.anchors import Story, find_anchors
from quoteattr.fiction.readings import read_quotations
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.story import listen, make_story
from quoteattr.fiction.talk import Talk
from quoteattr.fiction.weighing import ROUNDS, SERIES, Look, Round, look_at, weigh_once
from quoteattr.fiction.weights import load_spoken, save_rounds
from quoteattr.model import Span
from quoteattr.pipeline import people_stage
from quoteattr.ranking import load_model
from quoteattr.resources import packaged_models
from quoteattr.training.attribution.parses import parsed_documents
from quoteattr.training.fiction.__main__ import say
from quoteattr.training.halves import Half, halves

#: A marked stretch is a gold quotation if more than this share of it is.
LEAST_SHARE = 0.5
#: Full learning rate, falling to nothing; decay, dropout.
RATE, DECAY, DROPOUT = 3e-3, 0.1, 0.2
#: Quotations a step, passes.
SIZE, PASSES = 128, 8


@dataclass(frozen=True, slots=True)
class Heard:
    """A novel to learn from.

    Attributes:
        name: Its ``doc_id``.
        talk: Its quotations.
        right: (quotations, characters): whether the character bears the name of the gold speaker.
        counts: (quotations,): whether it is a gold quotation.
    """

    name: str
    talk: Talk
    right: Tensor
    counts: Tensor


def main(argv: Sequence[str] | None = None) -> int:
    """Train; write the file that is shipped."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training.fiction.rounds", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="corpora in the gold format")
    for half in ("a", "b"):
        parser.add_argument(f"--half-{half}", type=Path, help=f"folder of a scorer trained with --half {half}")
    parser.add_argument("--cache", type=Path, default=Path(".parses"), help="folder for parses")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    settings = Settings(lang="en", models=packaged_models("en"))
    heard = list(_hear_all(options.gold, {"a": options.half_a, "b": options.half_b}, settings, options.cache))
    if not heard:
        parser.error("nothing to learn from: give --half-a or --half-b")
    series = [fit_rounds(heard, seed=options.seed + number, say=say) for number in range(SERIES)]
    save_rounds(series, options.out)
    return 0


def _hear_all(
    gold: Sequence[Path], scorers: Mapping[Half, Path | None], settings: Settings, cache: Path
) -> Iterator[Heard]:
    for learnt, folder in scorers.items():
        if folder is None:
            continue
        scorer = Scorer(Shape())
        scorer.load_state_dict(load_file(folder / "scorer.safetensors"))
        scorer.eval()
        for path in gold:
            chosen = {name for name, half in halves(path).items() if half != learnt}
            for known in (True, False):
                for one in hear(path, chosen, settings, scorer, cache, known=known):
                    say(f"{one.name}, {int(one.counts.sum())} quotations")
                    yield one


def hear(
    path: Path, chosen: Container[str], settings: Settings, scorer: Scorer, cache: Path, *, known: bool
) -> Iterator[Heard]:
    """Yield texts of a gold file as the library reads them.

    Args:
        path: In the gold format.
        chosen: Which texts, by ``doc_id``.
        settings: Language and models.
        scorer: That has not seen these texts.
        cache: Folder for parses.
        known: Whether the cast is given.
    """
    tokenizer, model = load_tokenizer(settings.models / TOKENIZER_FILE), load_model(settings.models)
    spoken = load_spoken(settings.models)
    for document in parsed_documents(path, settings, cache, chosen):
        given = replace(settings, known_speakers=cast_of(document.gold) if known else ())
        state = people_stage(replace(document.state, genre="fiction"), given)
        if state.parse is None or not state.marked:
            continue
        readings = read_quotations(state.parse, state.paragraphs, state.marked, model, spoken)
        story = make_story(state.parse, state.paragraphs, state.marked, state.people, readings)
        talk = listen(story, find_anchors(story), scorer, tokenizer) if story.readings else None
        if talk is not None and talk.voices:
            yield Heard(document.gold.doc_id, talk, *_right(story, talk, document.gold))


def fit_rounds(heard: Sequence[Heard], *, seed: int, say: Callable[[str], None]) -> list[Round]:
    """Return a series of rounds, fitted one after the other, each on what those before it believe."""
    torch.manual_seed(seed)
    rounds: list[Round] = []
    beliefs = [one.talk.beliefs for one in heard]
    for number in range(ROUNDS):
        say(f"round {number + 1}")
        one = _fit(heard, beliefs, say)
        rounds.append(one)
        with torch.no_grad():  # sparse tensors know no inference mode
            beliefs = [weigh_once(text.talk, before, one) for text, before in zip(heard, beliefs, strict=True)]
    return rounds


def _fit(heard: Sequence[Heard], beliefs: Sequence[Tensor], say: Callable[[str], None]) -> Round:
    looks, targets = [], []
    for text, before in zip(heard, beliefs, strict=True):
        look = look_at(text.talk, before)
        right = text.right.gather(1, look.who) & look.possible
        looks.append(Look(*(table[text.counts] for table in look)))
        targets.append(torch.cat([right, ~right.any(1, keepdim=True)], dim=1)[text.counts])
    everything, target = Look(*map(torch.cat, zip(*looks, strict=True))), torch.cat(targets)
    one = Round(dropout=DROPOUT)
    optimizer = torch.optim.AdamW(one.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, PASSES * (len(target) // SIZE + 1))
    for number in range(PASSES):
        total = 0.0
        for chosen in torch.randperm(len(target)).split(SIZE):
            shares = one(Look(*(table[chosen] for table in everything)))
            loss = -shares.masked_fill(~target[chosen], -1e4).logsumexp(1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
        say(f"pass {number + 1} loss {total / len(target):.3f}")
    return one.eval()


def _right(story: Story, talk: Talk, gold: GoldDocument) -> tuple[Tensor, Tensor]:
    """Return which characters are the gold speaker of each quotation, and which quotations are gold ones."""
    forms = entity_forms(gold.entities)
    names = [story.cast.people[who].name for who in talk.voices]
    fitting: dict[tuple[str | None, str | None], Tensor] = {}
    right = torch.zeros(len(story.readings), len(names), dtype=torch.bool)
    counts = torch.zeros(len(story.readings), dtype=torch.bool)
    for place, quote in enumerate(_gold_of(story, gold)):
        if quote is None:
            continue
        counts[place] = True
        key = (quote.speaker, quote.speaker_name)
        if key not in fitting:
            fitting[key] = torch.tensor([match_name(name, *key, forms).lenient for name in names], dtype=torch.bool)
        right[place] = fitting[key]
    return right, counts


def _gold_of(story: Story, gold: GoldDocument) -> list[GoldQuote | None]:
    pieces = sorted((Span(*span), number) for number, quote in enumerate(gold.quotes) for span in quote.spans)
    starts = [span.start for span, _ in pieces]
    found: list[GoldQuote | None] = []
    for reading in story.readings:
        owner = None
        for stretch in reading.chain:
            span = story.marked[stretch].span
            at = bisect_right(starts, span.end)
            for piece, number in pieces[max(0, at - 6) : at]:
                shared = min(span.end, piece.end) - max(span.start, piece.start)
                if shared > LEAST_SHARE * (span.end - span.start):
                    owner = gold.quotes[number]
        found.append(owner)
    return found


if __name__ == "__main__":
    sys.exit(main())
