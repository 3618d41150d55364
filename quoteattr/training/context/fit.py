"""Fitting the network: the type is what is wanted; who is named, and by which verb, teaches the encoder to see it."""

from __future__ import annotations

import math
import random
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.context.network import TypeNetwork
from quoteattr.context.surroundings import QUOTED, TOLD
from quoteattr.encoder.network import is_frozen
from quoteattr.encoder.pieces import CLS
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


class Window(NamedTuple):
    """A range of an example's pieces; stretches that open at or behind ``fresh`` are learnt."""

    example: Example
    start: int
    end: int
    fresh: int

    def stretches(self) -> list[int]:
        """Return the numbers of the stretches to learn that are wholly inside."""
        return [
            number
            for number, (opening, closing) in enumerate(self.example.pieces.stretches)
            if self.fresh <= opening and closing < self.end
        ]


def windows(example: Example, first: int) -> Iterator[Window]:
    """Yield windows over a text from a piece on, cut at paragraphs where these are short enough."""
    pieces = example.pieces
    stops = [at for at in pieces.breaks if at > first] + [len(pieces.numbers)]
    fresh = first
    while fresh < len(pieces.numbers):
        low = max(first, fresh - CONTEXT)
        at = bisect_left(pieces.breaks, low)
        if first < low and at < len(pieces.breaks):
            low = min(pieces.breaks[at], fresh)
        limit = low + WINDOW - 1
        at = bisect_left(stops, limit + 1) - 1
        end = stops[at] if at >= 0 and stops[at] > fresh else min(limit, len(pieces.numbers))
        yield Window(example, low, end, fresh)
        fresh = end


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

    def loss(self, batch: Sequence[Window]) -> tuple[Tensor, int]:
        """Return the sum of some windows' losses, and of how many stretches."""
        longest = max(window.end - window.start for window in batch) + 1
        numbers = [_padded([CLS, *w.example.pieces.numbers[w.start : w.end]], longest) for w in batch]
        flags = [_padded([TOLD, *w.example.pieces.flags[w.start : w.end]], longest) for w in batch]
        lengths = [window.end - window.start + 1 for window in batch]
        everywhere = torch.arange(longest).expand(len(batch), -1)
        states = self.network.encoder(torch.tensor(numbers), torch.tensor(flags), lengths, everywhere)
        losses = [self._loss(window, row[1:length]) for window, row, length in zip(batch, states, lengths, strict=True)]
        return torch.stack([loss for loss, _ in losses]).sum(), sum(count for _, count in losses)

    def _loss(self, window: Window, states: Tensor) -> tuple[Tensor, int]:
        example = window.example
        learnt = [(number, answer) for number in window.stretches() if (answer := example.answers[number]) is not None]
        total = states.new_zeros(())
        if learnt:
            ends = torch.tensor([example.pieces.stretches[number] for number, _ in learnt]) - window.start
            stretches = self.dropout(states[ends].flatten(1))
            types = self.network.scores(stretches).log_softmax(-1)
            for row, (_, answer) in zip(types, learnt, strict=True):
                total = total - row[list(answer.types)].logsumexp(0)
            total = total + self._pointed(window, [answer for _, answer in learnt], stretches, states, ends)
        if example.tags is not None:
            own = window.fresh - window.start
            total = total + TAG_WEIGHT * functional.binary_cross_entropy_with_logits(
                self.tags(states[own:]), example.tags[window.fresh : window.end], reduction="sum"
            )
        return total, len(learnt)

    def _pointed(
        self, window: Window, answers: Sequence[Answer], stretches: Tensor, states: Tensor, ends: Tensor
    ) -> Tensor:
        total = states.new_zeros(())
        flags = torch.tensor(window.example.pieces.flags[window.start : window.end])
        dropped, steps = self.dropout(states), _steps(ends, len(states))
        for column, (pointer, weight) in enumerate(zip(self.pointers, POINTER_WEIGHTS, strict=True)):
            in_quotations = column == len(POINTER_WEIGHTS) - 1
            shares = pointer(stretches, dropped, steps, None if in_quotations else (flags == QUOTED)[None])
            for row, answer in zip(shares, answers, strict=True):
                places = answer.places[column]
                if places is None:
                    continue
                here = [at - window.start for at in places if window.start <= at < window.end]
                if here or not places or in_quotations:
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


def _one_pass(examples: Sequence[Example], chance: random.Random) -> list[Window]:
    """Return the windows of one pass in a random order, cut anew."""
    found = []
    for example in examples:
        for _ in range(example.weight):
            long = len(example.pieces.numbers) > 2 * WINDOW
            first = min(chance.randrange(WINDOW), len(example.pieces.numbers) // 4) if long else 0
            for window in windows(example, first):
                if window.stretches() or (example.tags is not None and chance.random() < UNMARKED_SHARE):
                    found.append(window)
    chance.shuffle(found)
    return found
