"""Fitting the scorer: gold antecedents, and speakers carried along its own chain of quotations."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from quoteattr.encoder.windows import Window, windows
from quoteattr.fiction.passages import WINDOW
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.tasks import NUMBERS, Known, Task, make_task
from quoteattr.training.fiction.examples import Example
from quoteattr.training.fiction.renaming import pools, rename

#: Learning rates of the encoder and of what is new.
ENCODER_RATE, HEAD_RATE = 1e-4, 1e-3
WARM_UP = 0.05  # share of the steps
LEAST_RATE = 0.02  # share of the full rate, at the end
CONTEXT = 90  # pieces of context before the fresh part of a window
#: Probability below which a right speaker costs no more.
FLOOR = 1e-3
#: How often a window is told no speakers, or no genders; and more speakers than the text names, up to which share.
SHOWN_NOTHING, SHOWN_MORE, MOST_SHOWN = 0.15, 0.4, 0.6
#: Share of the named speakers that are told, of all where nothing says which are named, and of wrong ones among them.
NAMED_SHOWN, OTHERS_SHOWN, SHOWN_WRONGLY = 0.92, 0.3, 0.03
#: Share of the people whose gender is not told.
GENDER_UNTOLD = 0.15


@dataclass(frozen=True, slots=True)
class Target:
    """What is right in a window.

    Attributes:
        right: (units, mentions + units + 1): the antecedents that lead to the speaker; "none" where no other does.
        people: (mentions, speakers): whose name each is; a row sums to 1 or, for nobody's, to 0.
        speaker: (units,): column of the speaker, -1 where unknown.
        given: (units,): units whose speaker is taken as given, when others are found through them.
        counts: (units,): units that are learnt from.
    """

    right: Tensor
    people: Tensor
    speaker: Tensor
    given: Tensor
    counts: Tensor


def make_target(example: Example, window: Window, task: Task) -> Target:
    """Return what is right in a window of an example."""
    speakers = [example.speakers[index] for index in task.units]
    bearers = [example.bearers[index] for index in task.mentions]
    columns = {
        who: at
        for at, who in enumerate(sorted({w for w in speakers if w is not None} | {w for b in bearers for w in b}))
    }
    people = torch.zeros(len(bearers), max(1, len(columns)))
    for row, owners in enumerate(bearers):
        for who in owners:
            people[row, columns[who]] = 1 / len(owners)
    speaker = torch.tensor([-1 if who is None else columns[who] for who in speakers]).long()
    known = speaker >= 0
    named = (people.T[speaker.clamp(min=0)] > 0) & known[:, None]
    spoke = (speaker[:, None] == speaker[None, :]) & known[:, None]
    right = torch.cat([named, spoke], dim=1) & task.allowed
    right = torch.cat([right, ~right.any(1, keepdim=True)], dim=1)
    fresh = torch.tensor([example.passage.units[index].opening >= window.fresh for index in task.units]).bool()
    return Target(right, people, speaker, known & (task.sure | ~fresh), known & fresh)


def loss_of(shares: Tensor, target: Target) -> Tensor:
    """Return the sum of a window's losses: for the right antecedents, and for the speaker at the end of the chain."""
    direct = -torch.where(target.right, shares, -1e4).logsumexp(-1)[target.counts]
    chained = carried(shares, target)
    found = chained.gather(1, target.speaker.clamp(min=0)[:, None]).squeeze(1)
    reachable = target.counts & ~target.given & ~target.right[:, -1]
    carry = -(found[reachable] + FLOOR).log()
    return direct.sum() + carry.sum()


def carried(shares: Tensor, target: Target) -> Tensor:
    """Return each unit's probabilities over speakers, (units, speakers), carried from quotation to quotation."""
    count, names = len(target.speaker), target.people.shape[0]
    probabilities = shares.exp()
    units = probabilities[:, names : names + count]
    earlier, later = units.tril(-1), units.triu(1)
    given = torch.nn.functional.one_hot(target.speaker.clamp(min=0), target.people.shape[1]).float()
    by_name = probabilities[:, :names] @ target.people + later @ given
    keep = (~target.given).float()[:, None]
    by_name = by_name * keep + given * (1 - keep)
    earlier = earlier * keep
    system = torch.eye(count) - earlier
    return torch.linalg.solve_triangular(system, by_name, upper=False, unitriangular=True)


def batches(examples: Sequence[Example], size: int, seed: int) -> Iterator[list[tuple[Example, Window, Task]]]:
    """Yield one pass over all windows with something to learn, cut, shuffled and renamed anew by the seed."""
    chance = random.Random(seed)
    names = pools(examples)
    todo: list[tuple[Example, Window]] = []
    for example in examples:
        length = len(example.passage.pieces)
        first = min(chance.randrange(WINDOW), length // 4)
        cut = windows(example.passage.breaks, length, longest=WINDOW, context=CONTEXT, first=first)
        todo += [(example, window) for window in cut]
    chance.shuffle(todo)
    batch: list[tuple[Example, Window, Task]] = []
    for example, window in todo:
        task = make_task(example.passage, window, shown(example, window, chance), _numbers(chance))
        if not any(
            example.speakers[index] is not None and example.passage.units[index].opening >= window.fresh
            for index in task.units
        ):
            continue
        batch.append((example, window, rename(example, names, task, chance)))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def shown(example: Example, window: Window, chance: random.Random) -> Known:
    """Return what a window is told of its people: mostly, not always, and seldom wrongly.

    As a rule that is who speaks where the text names the speaker. Sometimes it is nothing, sometimes other quotations
    as well, whose speakers might have been found before.
    """
    nothing = chance.random() < SHOWN_NOTHING
    others = chance.random() * MOST_SHOWN if chance.random() < SHOWN_MORE else 0.0
    if not any(example.sure):  # nothing says who is named on the spot
        others = OTHERS_SHOWN
    speakers: list[int | None] = [None] * len(example.speakers)
    inside = [at for at, unit in enumerate(example.passage.units) if window.start <= unit.opening < window.end]
    there = [who for at in inside if (who := example.speakers[at]) is not None]
    for at in inside if not nothing else ():
        if example.speakers[at] is not None and chance.random() < (NAMED_SHOWN if example.sure[at] else others):
            speakers[at] = chance.choice(there) if chance.random() < SHOWN_WRONGLY else example.speakers[at]
    untold = 1.0 if chance.random() < SHOWN_NOTHING else GENDER_UNTOLD
    genders = {who: gender for who, gender in example.genders.items() if chance.random() >= untold}
    return Known(example.bearers, genders, speakers)


def _numbers(chance: random.Random) -> list[int]:
    return chance.sample(range(1, NUMBERS), NUMBERS - 1)


def rate_at(step: int, steps: int) -> float:
    """Return the share of the full learning rate: up in a line, then down in a line."""
    warm = max(1, int(steps * WARM_UP))
    return min((step + 1) / warm, max(LEAST_RATE, (steps - step) / (steps - warm)))


def fit(
    scorer: Scorer,
    optimizer: torch.optim.Optimizer,
    examples: Callable[[int], Sequence[Example]],
    *,
    passes: int,
    most: int | None,
    size: int,
    seed: int,
    done: int,
    save: Callable[[int], None],
    every: float,
    say: Callable[[str], None],
) -> None:
    """Train.

    Args:
        scorer: Changed in place.
        optimizer: Its groups' ``full`` holds their full rates.
        examples: Makes the texts of a pass.
        passes: Over all windows.
        most: Steps at which to stop earlier; the learning rate falls towards there. None for no limit.
        size: Windows a step.
        seed: Decides the order.
        done: Steps done already, when resumed.
        save: Called with the number of steps done.
        every: Seconds between two saves.
        say: Takes a line of progress.
    """
    steps = passes * sum(1 for _ in batches(examples(0), size, seed))
    steps = min(steps, most or steps)
    say(f"{steps} steps")
    step, saved, started, total, count = 0, time.monotonic(), time.monotonic(), 0.0, 0
    scorer.train()
    for number in range(passes):
        for batch in batches(examples(number), size, seed + number) if step < steps else ():
            if step >= done:
                torch.manual_seed(seed + step)
                for group in optimizer.param_groups:
                    group["lr"] = group["full"] * rate_at(step, steps)
                shares = scorer([task for _, _, task in batch])
                targets = [make_target(*entry) for entry in batch]
                learnt = sum(int(target.counts.sum()) for target in targets)
                loss = torch.stack([loss_of(s, t) for s, t in zip(shares, targets, strict=True)]).sum() / max(8, learnt)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
                optimizer.step()
                total, count = total + float(loss.detach()), count + 1
                if count == 50:
                    say(f"step {step + 1} loss {total / count:.3f} after {time.monotonic() - started:.0f} s")
                    total, count = 0.0, 0
                if time.monotonic() - saved > every:
                    save(step + 1)
                    saved = time.monotonic()
            step += 1
            if step == steps:
                break
    save(step)
