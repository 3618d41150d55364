"""The quotations of a story and those who may speak them, as numbers: what there is to weigh."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import torch
from torch import Tensor

from quoteattr.fiction.aliases import Naming
from quoteattr.fiction.anchors import Story
from quoteattr.fiction.cast import is_narrator
from quoteattr.fiction.conversations import called_names
from quoteattr.fiction.decode import Lead, Ruling
from quoteattr.fiction.manner import count_words
from quoteattr.fiction.readings import Reading, reports_speech
from quoteattr.fiction.told import narrated
from quoteattr.fiction.vocatives import called_gender, own_gender
from quoteattr.model import Gender
from quoteattr.speakers.names import read_name

#: A character to whom the scorer gives less everywhere, and whom no rule finds, speaks nothing.
LEAST_LEAD = 0.01
#: Words of narration and paragraphs beyond which a gap grows no larger.
WIDEST_GAP, FARTHEST = 200, 3
#: Nobody but the narrator speaks this far before the text first names him or her, in code points: in the novels of PDNC
#: train 0.2 % of the quotations are so far before.
LONG_BEFORE = 1000
#: What a character for whom nothing speaks has of a share, so that logarithms stay finite.
_LITTLE = 0.3
#: Logarithms of counts of words are divided by this, so that they lie between 0 and 2.
_LOGS = 3
_SIGNS = {"F": 1.0, "M": -1.0}
#: Columns of ``Talk.people`` and of ``Talk.rows``.
PEOPLE, ROWS = 4, 27


@dataclass(frozen=True, slots=True)
class Talk:
    """The quotations of a story and the characters who may speak them.

    Attributes:
        voices: Those characters, as indices into the cast; "characters" below are indices into this.
        turns: (quotations,): number of each one's turn; quotations in one paragraph are a turn.
        names: (quotations, characters): how much the scorer gives to a character's names.
        links: (quotations, quotations), sparse: how much it gives to earlier quotations.
        anchors: (quotations, characters): how sure a rule is of whoever is named beside a reporting verb.
        agrees: (quotations, characters), -1..1: whether the words beside it state the character's gender; 0 where
            nothing is known.
        called: (quotations, characters), whom it calls by name.
        addressed: (quotations, characters), -1..1: how the gender of whom it calls ("sir") fits each character.
        spoken_of: (quotations, characters), whom it names.
        possible: (quotations, characters): False where the text first names a character long after the quotation,
            or has "she said" beside it and he is a man.
        told: Tables of (quotations, characters): whom the narration names, see ``narrated``.
        words: (quotations, words), sparse: how often each quotation has each word.
        rows: (quotations, ROWS): the quotation by itself.
        people: (characters, PEOPLE): is the narrator, is only described, logarithms of the shares of anchors and names.
        beliefs: (quotations, characters): what the left-to-right decision makes of the scorer.
    """

    voices: list[int]
    turns: Tensor
    names: Tensor
    links: Tensor
    anchors: Tensor
    agrees: Tensor
    called: Tensor
    addressed: Tensor
    spoken_of: Tensor
    possible: Tensor
    told: tuple[Tensor, ...]
    words: Tensor
    rows: Tensor
    people: Tensor
    beliefs: Tensor


def make_talk(
    story: Story,
    namings: Sequence[Naming],
    leads: Sequence[Lead],
    anchors: Mapping[int, tuple[int, float]],
    said: Sequence[Gender | None],
    rulings: Sequence[Ruling],
) -> Talk:
    """Return a story's quotations as numbers.

    Args:
        story: With at least one spoken quotation.
        namings: Where the text names a character, in text order.
        leads: What the scorer says of each quotation.
        anchors: What the rules are sure of: (character, how sure).
        said: The gender that the words beside each quotation state.
        rulings: Of the decision from left to right.
    """
    heard = {who for lead in leads for who, chance in lead.names.items() if chance >= LEAST_LEAD}
    voices = sorted(heard | {who for who, _ in anchors.values()})
    column = {who: number for number, who in enumerate(voices)}
    size = (len(leads), len(voices))
    names, anchored, beliefs = torch.zeros(size), torch.zeros(size), torch.zeros(size)
    for place, (lead, ruling) in enumerate(zip(leads, rulings, strict=True)):
        _fill(names[place], lead.names.items(), column)
        _fill(beliefs[place], ruling.shares, column)
    for place, entry in anchors.items():
        _fill(anchored[place], [entry], column)
    called, spoken_of = _in_quotations(story, namings, column)
    turns = _turns(story)
    spoken = list(_spoken(story))
    female = _female(story, voices, said, rulings)
    agrees = _agrees(story, voices, said, spoken, female)
    return Talk(
        voices=voices, turns=torch.tensor(turns), names=names, links=_links(leads), anchors=anchored,
        agrees=agrees, called=called, addressed=_calls(spoken)[:, None] * female[None, :], spoken_of=spoken_of,
        possible=_met(story, namings, voices, anchors) & ~_contradicted(story, agrees),
        told=narrated(story, namings, column, agrees), words=count_words(spoken),
        rows=_rows(story, turns, anchors), people=_people(story, voices, namings, anchors), beliefs=beliefs,
    )  # fmt: skip


def _fill(row: Tensor, shares: Iterable[tuple[int, float]], column: Mapping[int, int]) -> None:
    for who, share in shares:
        if who in column:
            row[column[who]] = share


def _links(leads: Sequence[Lead]) -> Tensor:
    found = [(place, other, chance) for place, lead in enumerate(leads) for other, chance in lead.earlier]
    places = torch.tensor([entry[:2] for entry in found], dtype=torch.long).view(-1, 2).t()
    values = torch.tensor([entry[2] for entry in found])
    return torch.sparse_coo_tensor(places, values, (len(leads), len(leads)), check_invariants=True).coalesce()


def _spoken(story: Story) -> Iterator[str]:
    """Yield the words of each quotation."""
    for reading in story.readings:
        yield "\n".join(story.parse.text[slice(*story.marked[stretch].content)] for stretch in reading.chain)


def _turns(story: Story) -> list[int]:
    """Return the number of each quotation's turn."""
    turns: list[int] = []
    for place in range(len(story.readings)):
        turns.append(turns[-1] + (not story.goes_on(place)) if turns else 0)
    return turns


def _in_quotations(story: Story, namings: Sequence[Naming], column: Mapping[int, int]) -> tuple[Tensor, Tensor]:
    """Return whom each quotation calls by name, and whom it names at all."""
    answering = story.cast.answering()
    called, spoken_of = (torch.zeros(len(story.readings), len(column)) for _ in range(2))
    starts = [naming.span.start for naming in namings]
    for place, reading in enumerate(story.readings):
        for stretch in reading.chain:
            start, end = story.marked[stretch].content
            for name in called_names(story.parse.text[start:end]):
                _fill(called[place], [(who, 1.0) for who in _answering(name, answering)], column)
            for naming in namings[bisect_left(starts, start) : bisect_left(starts, end)]:
                _fill(spoken_of[place], [(who, 1.0) for who in naming.who], column)
    return called, spoken_of


def _answering(called: str, answering: Mapping[str, int]) -> list[int]:
    """Return who answers to a name; nobody where none or several do."""
    name = read_name(called)
    keys = (called.casefold(), *((name.text.casefold(), name.surname) if name is not None else ()))
    return [answering[key] for key in keys if key in answering][:1]


def _met(
    story: Story, namings: Sequence[Naming], voices: Sequence[int], anchors: Mapping[int, tuple[int, float]]
) -> Tensor:
    """Return whether the text has named each character by a quotation, or does so soon after."""
    starts = [story.first(place).span.start for place in range(len(story.readings))]
    met = [(starts[place], who) for place, (who, _) in anchors.items()]
    met += [(naming.span.start, who) for naming in namings for who in naming.who]
    met += [(span.start, who) for who in voices for span in story.cast.people[who].spans]
    first = {who: start for start, who in sorted(met, reverse=True)}
    if story.cast.narrator is not None:
        first[story.cast.narrator] = 0
    return torch.tensor([first.get(who, 0) for who in voices])[None] <= torch.tensor(starts)[:, None] + LONG_BEFORE


def _contradicted(story: Story, agrees: Tensor) -> Tensor:
    """Return whether words beside a quotation, with a verb of saying, state another gender than a character's."""
    parse = story.parse
    said = [one.candidate is not None and reports_speech(parse, one.candidate) for one in story.readings]
    return torch.tensor(said)[:, None] & (agrees == -1)


def _female(story: Story, voices: Sequence[int], said: Sequence[Gender | None], rulings: Sequence[Ruling]) -> Tensor:
    """Return 1 for each woman, -1 for each man; between them where only the words beside what one says tell."""
    votes: dict[int, list[float]] = {who: [0.0, 0.0] for who in voices}
    for gender, ruling in zip(said, rulings, strict=True):
        for who, chance in ruling.shares:
            if gender in _SIGNS and who in votes:
                votes[who][gender == "F"] += chance
    genders = {who: story.cast.people[who].gender for who in voices}
    return torch.tensor(
        [
            (women - men) / (women + men + 2) if genders[who] is None else _sign(genders[who])
            for who, (men, women) in votes.items()
        ]
    )


def _agrees(
    story: Story, voices: Sequence[int], said: Sequence[Gender | None], spoken: Sequence[str], female: Tensor
) -> Tensor:
    """Return how the gender that the words beside a quotation, or its own, state of its speaker fits each character."""
    signs = torch.tensor([_sign(one or own_gender(words)) for one, words in zip(said, spoken, strict=True)])
    agrees = signs[:, None] * female[None, :]
    if story.cast.narrator in voices:  # who has "I" beside his or her quotations
        agrees[torch.tensor([gender is not None for gender in said]), voices.index(story.cast.narrator)] = -1
    return agrees


def _calls(spoken: Sequence[str]) -> Tensor:
    """Return the sign of whom each quotation calls, (quotations,): 1 for a woman, -1 for a man, 0 for nobody."""
    return torch.tensor([_sign(called_gender(words)) for words in spoken])


def _sign(gender: Gender | None) -> float:
    return 0.0 if gender is None else _SIGNS.get(gender, 0.0)


def _people(
    story: Story, voices: Sequence[int], namings: Sequence[Naming], anchors: Mapping[int, tuple[int, float]]
) -> Tensor:
    named: Counter[int] = Counter(naming.who[0] for naming in namings if len(naming.who) == 1)
    anchored = Counter(who for who, _ in anchors.values())
    cast = story.cast
    table = [
        [
            float(who == cast.narrator),
            float(cast.people[who].type == "unnamed" and who != cast.narrator),
            math.log((anchored[who] + _LITTLE) / (len(anchors) + 1)),
            math.log((named[who] + _LITTLE) / (len(namings) + 1)),
        ]
        for who in voices
    ]
    return torch.tensor(table).view(-1, PEOPLE)


def _rows(story: Story, turns: Sequence[int], anchors: Mapping[int, tuple[int, float]]) -> Tensor:
    """Return each quotation by itself: words beside it, its place in the paragraph, gaps, questions, length."""
    text, count = story.parse.text, len(story.readings)
    sure = {turns[place] for place in anchors}
    runs = {turn: list(run) for turn, run in groupby(range(count), key=turns.__getitem__)}
    gaps = {turn: _gap(story, runs[turn - 1][-1], runs[turn][0]) for turn in runs if turn}
    nothing = [0.0] * FARTHEST + [1.0, math.log1p(WIDEST_GAP) / _LOGS]
    table = []
    for place, reading in enumerate(story.readings):
        run = runs[turns[place]]
        first, last = story.first(place), story.last(place)
        asked = [place >= back and "?" in text[slice(*story.last(place - back).span)][-3:] for back in range(2)]
        flags = [
            *_beside(story, reading),
            place in anchors,
            turns[place] in sure,
            turns[place] - 1 in sure,
            turns[place] + 1 in sure,
            place == run[0],
            place == run[-1],
            not text[story.paragraphs[first.paragraph].start : first.span.start].strip(),
            not text[last.span.end : story.paragraphs[last.paragraph].end].strip(),
            *asked,
        ]
        length = math.log1p(len(text[slice(*first.content)].split())) / _LOGS
        before, behind = gaps.get(turns[place], nothing), gaps.get(turns[place] + 1, nothing)
        table.append([*map(float, flags), length, *before, *behind])
    return torch.tensor(table).view(-1, ROWS)


def _beside(story: Story, reading: Reading) -> list[bool]:
    """Return what sort of words beside a quotation may name the speaker, and whether with a verb of saying."""
    candidate = reading.candidate
    mention = candidate.mention if candidate is not None else None
    form: str | None = None
    if mention is not None:
        form = "I" if is_narrator(story.parse, mention) else mention.form
    verb = candidate is not None and reports_speech(story.parse, candidate)
    return [*(form == one for one in (None, "pronoun", "I", "description", "name")), verb]


def _gap(story: Story, place: int, following: int) -> list[float]:
    """Return what lies between two turns: paragraphs apart, one-hot, and the logarithm of the words."""
    end, start = story.last(place), story.first(following)
    apart = min(FARTHEST, start.paragraph - end.paragraph)
    told = len(story.parse.text[end.span.end : start.span.start].split())
    return [*(float(apart == one) for one in range(FARTHEST + 1)), math.log1p(min(told, WIDEST_GAP)) / _LOGS]
