"""Fitting the network: the type is what is wanted; who is named, and by which verb, teaches the encoder to see it."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.context.network import TypeNetwork
from quoteattr.encoder.network import is_frozen
from quoteattr.encoder.pieces import CLS, QUOTED, TOLD
from quoteattr.encoder.windows import Window, windows
from quoteattr.training.context.examples import Answer, Example
from quoteattr.training.fiction.fit import ENCODER_RATE, HEAD_RATE, rate_at

#: Pieces of a window, and how many of them, before its own part, are context. At use they are fewer: of 64 to 160
#: before and 24 to 160 behind, 96 before did best on halves not learnt from, with 64 behind or 32: 95.2 and 94.6 % of
#: the stretches of worldnews train were taken rightly for an utterance or not, 94.0 to 94.2 % with the others.
WINDOW, CONTEXT = 320, 160
#: Windows a step.
SIZE = 3
#: Width of what is compared when a stretch looks for its mention, its cue, its speaker's names.
COMPARED = 128
#: Weights of these three, and of a piece's tags, beside the type.
POINTER_WEIGHTS, TAG_WEIGHT = (1.0, 1.0, 0.7), 0.03
#: Share of windows without a stretch that are read for their tags.
UNMARKED_SHARE = 0.3
_AWAY = 10  # logarithmic steps of distance in pieces, to each side


class Part(NamedTuple):
    """A window of an example."""

    example: Example
    window: Window

    def stretches(self) -> list[int]:
        """Return the numbers of the stretches to learn that are wholly inside."""
        return [
            number
            for number, (opening, closing) in enumerate(self.example.pieces.stretches)
            if self.window.fresh <= opening and closing < self.window.end
        ]


def parts(example: Example, first: int = 0) -> Iterator[Part]:
    """Yield an example in windows from a piece on."""
    pieces = example.pieces
    for window in windows(pieces.breaks, len(pieces.numbers), longest=WINDOW, context=CONTEXT, first=first):
        yield Part(example, window)


class Pointer(nn.Module):
    """Scores every piece of a window as what a stretch looks for, and "nothing here"."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.asks, self.answers = nn.Linear(2 * width, COMPARED), nn.Linear(width, COMPARED)
        self.alone, self.nothing = nn.Linear(width, 1), nn.Linear(2 * width, 1)
        self.apart = nn.Embedding(2 * _AWAY + 1, 1)
        nn.init.zeros_(self.apart.weight)

    def forward(self, stretches: Tensor, states: Tensor, steps: Tensor, barred: Tensor | None) -> Tensor:
        """Return log-probabilities, (stretches, pieces + 1)."""
        scores = self.asks(stretches) @ self.answers(states).T / math.sqrt(COMPARED)
        scores = scores + self.alone(states).T + self.apart(steps).squeeze(-1)
        if barred is not None:
            scores = scores.masked_fill(barred, -1e4)
        shares: Tensor = torch.cat([scores, self.nothing(stretches)], dim=1).log_softmax(-1)
        return shares


class Learner(nn.Module):
    """The network with what it is taught besides."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.network = TypeNetwork(dropout)
        width = self.network.encoder.shape.width
        self.pointers = nn.ModuleList(Pointer(width) for _ in POINTER_WEIGHTS)
        self.tags = nn.Linear(width, 3)
        self.dropout = nn.Dropout(dropout)

    def loss(self, batch: Sequence[Part]) -> tuple[Tensor, int]:
        """Return the sum of some windows' losses, and of how many stretches."""
        lengths = [part.window.end - part.window.start + 1 for part in batch]  # [CLS] stands before
        longest = max(lengths)
        ranges = [(part.example.pieces, slice(part.window.start, part.window.end)) for part in batch]
        numbers = torch.tensor([_padded([CLS, *pieces.numbers[inside]], longest) for pieces, inside in ranges])
        flags = torch.tensor([_padded([TOLD, *pieces.flags[inside]], longest) for pieces, inside in ranges])
        states = self.network.encoder(numbers, flags, lengths, torch.arange(longest).expand(len(batch), -1))
        losses = [self._loss(part, row[1:length]) for part, row, length in zip(batch, states, lengths, strict=True)]
        return torch.stack([loss for loss, _ in losses]).sum(), sum(count for _, count in losses)

    def _loss(self, part: Part, states: Tensor) -> tuple[Tensor, int]:
        example, (start, end, fresh) = part.example, astuple(part.window)
        learnt = [(number, answer) for number in part.stretches() if (answer := example.answers[number]) is not None]
        total = states.new_zeros(())
        if learnt:
            ends = torch.tensor([example.pieces.stretches[number] for number, _ in learnt]) - start
            stretches = self.dropout(states[ends].flatten(1))
            types = self.network.scores(stretches).log_softmax(-1)
            for row, (_, answer) in zip(types, learnt, strict=True):
                total = total - row[list(answer.types)].logsumexp(0)
            total = total + self._pointed(part, [answer for _, answer in learnt], stretches, states, ends)
        if example.tags is not None:
            total = total + TAG_WEIGHT * functional.binary_cross_entropy_with_logits(
                self.tags(states[fresh - start :]), example.tags[fresh:end], reduction="sum"
            )
        return total, len(learnt)

    def _pointed(
        self, part: Part, answers: Sequence[Answer], stretches: Tensor, states: Tensor, ends: Tensor
    ) -> Tensor:
        start, end, _ = astuple(part.window)
        total = states.new_zeros(())
        quoted = (torch.tensor(part.example.pieces.flags[start:end]) == QUOTED)[None]
        dropped, steps = self.dropout(states), _steps(ends, len(states))
        for column, (pointer, weight) in enumerate(zip(self.pointers, POINTER_WEIGHTS, strict=True)):
            anywhere = column == len(POINTER_WEIGHTS) - 1  # names and earlier quotations
            shares = pointer(stretches, dropped, steps, None if anywhere else quoted)
            for row, answer in zip(shares, answers, strict=True):
                places = answer.places[column]
                if places is None:
                    continue
                here = [at - start for at in places if start <= at < end]
                if here or not places or anywhere:
                    total = total - weight * row[here or [-1]].logsumexp(0)
        return total


def _padded(values: list[int], longest: int) -> list[int]:
    return values + [0] * (longest - len(values))


def _steps(ends: Tensor, length: int) -> Tensor:
    """Return how far each piece is from each stretch, (stretches, pieces), as logarithmic steps."""
    at = torch.arange(length)[None]
    before, behind = (at - ends[:, :1]).clamp(max=0), (at - ends[:, 1:]).clamp(min=0)
    away = before + behind
    steps = (away.abs().clamp(min=1).float().log() / math.log(1.9)).long().clamp(max=_AWAY - 1) + 1
    return steps * away.sign() + _AWAY


def make_optimizer(learner: Learner) -> torch.optim.Optimizer:
    """Return AdamW over everything but what stays as MiniLM has it."""
    slow: list[nn.Parameter] = []
    fast: list[nn.Parameter] = []
    for name, parameter in learner.named_parameters():
        own = name.removeprefix("network.")
        parameter.requires_grad_(not is_frozen(own))
        if not is_frozen(own):
            (slow if own.startswith("encoder.") else fast).append(parameter)
    groups = [{"params": slow, "full": ENCODER_RATE, "lr": 0.0}, {"params": fast, "full": HEAD_RATE, "lr": 0.0}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def fit(
    learner: Learner, examples: Sequence[Example], *, passes: float, seed: int, save: Callable[[], None],
    every: float, say: Callable[[str], None],
) -> None:  # fmt: skip
    """Train.

    Args:
        learner: Changed in place.
        examples: Texts.
        passes: Over all windows.
        seed: Decides the order.
        save: Called now and then, and at the end.
        every: Seconds between two saves.
        say: Takes a line of progress.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    optimizer = make_optimizer(learner)
    todo = _one_pass(examples, chance)
    steps = int(passes * len(todo) / SIZE)
    say(f"{steps} steps")
    learner.train()
    saved, total, count = time.monotonic(), 0.0, 0
    for step in range(steps):
        if len(todo) < SIZE:
            todo += _one_pass(examples, chance)
        batch, todo = todo[:SIZE], todo[SIZE:]
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * rate_at(step, steps)
        loss, learnt = learner.loss(batch)
        optimizer.zero_grad()
        (loss / max(4, learnt)).backward()
        torch.nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
        optimizer.step()
        total, count = total + float(loss.detach()), count + learnt
        if step % 50 == 49:
            say(f"step {step + 1} loss {total / max(1, count):.3f}")
            total, count = 0.0, 0
        if time.monotonic() - saved > every:
            save()
            saved = time.monotonic()
    save()


def _one_pass(examples: Sequence[Example], chance: random.Random) -> list[Part]:
    """Return the windows of one pass in a random order, cut anew."""
    found = []
    for example in examples:
        length = len(example.pieces.numbers)
        for _ in range(example.weight):
            first = min(chance.randrange(WINDOW), length // 4) if length > 2 * WINDOW else 0
            for part in parts(example, first):
                if part.stretches() or (example.tags is not None and chance.random() < UNMARKED_SHARE):
                    found.append(part)
    chance.shuffle(found)
    return found
