"""Who says what in a story: sure readings as anchors, the scorer for the rest, decided conversation by conversation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from quoteattr.attribution import MOST_CERTAIN, Attribution
from quoteattr.encoder.pieces import TOKENIZER_FILE, load_tokenizer
from quoteattr.fiction.aliases import Naming
from quoteattr.fiction.anchors import Story, find_anchors, introductions, names_nobody, said_genders
from quoteattr.fiction.cast import make_cast
from quoteattr.fiction.decode import Lead, Ruling, decode
from quoteattr.fiction.narrator import name_narrator
from quoteattr.fiction.passages import make_passage
from quoteattr.fiction.readings import Reading, read_quotations
from quoteattr.fiction.scorer import Scorer
from quoteattr.fiction.scoring import lead, link
from quoteattr.fiction.talk import Talk, make_talk
from quoteattr.fiction.tasks import Known
from quoteattr.fiction.weighing import by_turn, weigh
from quoteattr.fiction.weights import load_rounds, load_scorer, load_spoken
from quoteattr.marks import Marked, outside
from quoteattr.model import Evidence, Gender, Span
from quoteattr.nlp.parse import Parse
from quoteattr.ranking import load_model
from quoteattr.speakers.person import Person

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: A speaker less probable than this is none.
LEAST_PROBABILITY = 0.4
#: Somebody only described beside a quotation is a character with a name who is at least so probable.
CLEARLY_NAMED = 0.65
#: A character less probable than this is not among those considered.
LEAST_SHARE = 0.01
#: A character's gender is taken from the pronouns of his or her quotations if so many say it, and so many times more
#: often than the other.
LEAST_PRONOUNS, MAJORITY = 3, 4
#: How surely a quotation has the speaker of the one before it in its paragraph: in the novels of PDNC train 99.9 % of
#: those that go on with a small letter do, 96 % of the others, of which the scorer may say otherwise.
SAME_SENTENCE, SAME_PARAGRAPH = 0.99, 0.8


def attribute_story(
    parse: Parse,
    paragraphs: Sequence[Span],
    marked: Sequence[Marked],
    people: Sequence[Person],
    folder: Path,
    progress: Callable[[float], None] | None = None,
) -> list[Attribution]:
    """Return the decision about every quotation of a story, in text order.

    Args:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches in quotation marks.
        people: Those whom the text names or the caller knows.
        folder: The packaged models.
        progress: Called with the share done, 0..1.
    """
    readings = read_quotations(parse, paragraphs, marked, load_model(folder), load_spoken(folder))
    story = make_story(parse, paragraphs, marked, people, readings)
    anchors = find_anchors(story)
    decided: Iterator[tuple[Ruling, str]] = iter(())
    if story.readings:
        talk = listen(story, anchors, load_scorer(folder), load_tokenizer(folder / TOKENIZER_FILE), progress)
        own = introductions(story, anchors)
        rulings = _rulings(story, talk, weigh(talk, load_rounds(folder)), anchors, own)
        why = ("introduced" if place in own else "named" if place in anchors else "" for place in range(len(rulings)))
        decided = zip(rulings, why, strict=True)
    return [
        _attribution(story, reading, *next(decided)) if reading.spoken else _nobodys(reading, marked)
        for reading in readings
    ]


def make_story(
    parse: Parse, paragraphs: Sequence[Span], marked: Sequence[Marked], people: Sequence[Person],
    readings: Sequence[Reading],
) -> Story:  # fmt: skip
    """Return a story with its cast, the narrator named where others call him or her by name."""
    spoken = [one for one in readings if one.spoken]
    story = Story(parse, paragraphs, marked, make_cast(parse, marked, people, readings), spoken)
    quoted = [story.words(place) for place in range(len(spoken))]
    narration = '""'.join(outside(parse.text, marked))
    name_narrator(parse.text, narration, story.cast, quoted, find_anchors(story))
    return story


def listen(
    story: Story,
    anchors: Mapping[int, tuple[int, float]],
    scorer: Scorer,
    tokenizer: Tokenizer,
    progress: Callable[[float], None] | None = None,
) -> Talk:
    """Return what there is to weigh: the scorer's opinion, decided from left to right, and what stands around.

    Args:
        story: With at least one spoken quotation.
        anchors: Quotations with a sure speaker.
        scorer: Not in training mode.
        tokenizer: Of the scorer.
        progress: Called with the share done, 0..1.
    """
    namings = story.cast.namings(story.parse.text)
    leads = _leads(story, namings, anchors, scorer, tokenizer, progress)
    said = said_genders(story)
    first = decode(leads, anchors, _fits(story, said, {}))
    rulings = decode(leads, anchors, _fits(story, said, _genders(said, first)))
    return make_talk(story, namings, leads, anchors, said, rulings)


def _leads(
    story: Story,
    namings: Sequence[Naming],
    anchors: Mapping[int, tuple[int, float]],
    scorer: Scorer,
    tokenizer: Tokenizer,
    progress: Callable[[float], None] | None,
) -> list[Lead]:
    """Return what the scorer says of each spoken quotation."""
    passage = make_passage(story.parse.text, story.paragraphs, story.marked, namings, tokenizer)
    narrator = () if story.cast.narrator is None else (story.cast.narrator,)
    bearers = [narrator if one.naming is None else namings[one.naming].who for one in passage.mentions]
    places: list[int | None] = [None] * len(story.marked)
    speakers: list[int | None] = [None] * len(story.marked)
    for place, reading in enumerate(story.readings):
        for stretch in reading.chain:
            places[stretch] = place
            speakers[stretch] = anchors[place][0] if place in anchors else None
    genders = {who: person.gender for who, person in enumerate(story.cast.people) if person.gender is not None}
    known = Known(bearers, genders, speakers)
    links = link(passage, known, scorer, progress)
    leads = [lead(links[reading.chain[0]], known, places) for reading in story.readings]
    return [_gone_on(story, place, one) for place, one in enumerate(leads)]


def _gone_on(story: Story, place: int, own: Lead) -> Lead:
    """Return what leads to a speaker, with what the quotation before it in the same paragraph says."""
    if not story.goes_on(place):
        return own
    same = SAME_SENTENCE if _ends_sentence(story, place) else SAME_PARAGRAPH
    names = {who: chance * (1 - same) for who, chance in own.names.items()}
    earlier = [(other, chance * (1 - same)) for other, chance in own.earlier]
    return Lead(names, (*earlier, (place - 1, same)), own.nobody * (1 - same))


def _ends_sentence(story: Story, place: int) -> bool:
    """Tell whether a quotation goes on with the sentence of the one before it: “Yes,” he said, *“but not today.”*."""
    return story.goes_on(place) and story.words(place).lstrip()[:1].islower()


def _beside_both(story: Story, place: int) -> bool:
    """Tell whether the words beside a quotation are those beside the one before: “Yes,” she said. *“Go on.”*."""
    if not story.goes_on(place):
        return False
    before, own = (story.readings[at].candidate for at in (place - 1, place))
    return before is not None and own is not None and own.mention is not None and before.mention == own.mention


def _of_sentences(story: Story, shares: Tensor) -> Tensor:
    """Return the probabilities with those of the parts of one sentence made equal."""
    begins = [not (_ends_sentence(story, place) or _beside_both(story, place)) for place in range(len(story.readings))]
    sentences = torch.tensor(begins).cumsum(0) - 1
    return by_turn(shares, sentences)[sentences]


def _genders(said: Sequence[Gender | None], rulings: Sequence[Ruling]) -> dict[int, Gender]:
    """Return the genders that the pronouns beside people's quotations show, of whom nothing else tells."""
    votes: dict[int, Counter[Gender]] = {}
    for gender, ruling in zip(said, rulings, strict=True):
        if gender is not None and ruling.shares:
            votes.setdefault(ruling.shares[0][0], Counter())[gender] += 1
    found: dict[int, Gender] = {}
    for who, counted in votes.items():
        (best, count), *rest = counted.most_common(2)
        if count >= LEAST_PRONOUNS and count >= MAJORITY * sum(other for _, other in rest):
            found[who] = best
    return found


def _fits(story: Story, said: Sequence[Gender | None], genders: Mapping[int, Gender]) -> Callable[[int, int], bool]:
    """Return the test whether the words beside a quotation allow a character."""
    known = [person.gender or genders.get(who) for who, person in enumerate(story.cast.people)]

    def fits(place: int, who: int) -> bool:
        if said[place] is None:
            return True
        return who != story.cast.narrator and known[who] in (None, said[place])

    return fits


def _rulings(
    story: Story, talk: Talk, shares: Tensor, anchors: Mapping[int, tuple[int, float]], own: Iterable[int]
) -> list[Ruling]:
    """Return each quotation's speakers by probability; where somebody gives the ``own`` name, nobody else."""
    shares = _of_sentences(story, shares)
    turns = talk.turns.tolist()
    described: dict[tuple[int, int], list[int]] = {}  # by turn and who is described: one person has one name there
    for place, (who, _) in anchors.items():
        if story.cast.people[who].type == "unnamed":
            described.setdefault((turns[place], who), []).append(place)
    chances = [dict(zip(talk.voices, row, strict=True)) for row in shares.tolist()]
    for (_, who), places in described.items():
        together = dict(zip(talk.voices, shares[places].mean(0).tolist(), strict=True))
        for place in places:
            chances[place] = _described_at_least(together, who)
    for place in own:  # the novels have too few for the rounds to have learnt it
        chances[place] = dict([anchors[place]])
    return [
        Ruling(tuple(sorted((e for e in found.items() if e[1] >= LEAST_SHARE), key=lambda entry: -entry[1])))
        if not names_nobody(story, reading)
        else Ruling(())
        for found, reading in zip(chances, story.readings, strict=True)
    ]


def _described_at_least(chances: dict[int, float], described: int) -> dict[int, float]:
    """Return the probabilities where the text says "said the soldier": his, unless it is clear who he is.

    The novels that the rounds have learnt from count only names; so whoever is only described gets too little there.
    """
    others = {who: chance for who, chance in chances.items() if who != described}
    best, total = max(others.values(), default=0.0), sum(others.values())
    if best >= CLEARLY_NAMED:
        return chances
    own = max(best, 1 - best)
    return {who: chance * (1 - own) / total for who, chance in others.items() if total} | {described: own}


def _attribution(story: Story, reading: Reading, ruling: Ruling, why: str) -> Attribution:
    people, candidate = story.cast.people, reading.candidate
    considered = tuple((people[who], round(chance, 4)) for who, chance in ruling.shares)
    if not ruling.shares or ruling.shares[0][1] < LEAST_PROBABILITY:
        best = f": at best {considered[0][0].name} ({considered[0][1]:.0%})" if considered else ""
        step = Evidence("abstained", f"no speaker is probable enough{best}")
        return Attribution(reading.chain, reading.type, candidate, None, 0.0, considered[:3], (step,))
    who, chance = ruling.shares[0]
    person = people[who]
    mention = candidate.mention if candidate is not None else None
    if _elsewhere(story, reading, who):
        candidate = None
    elif mention is not None and mention.span not in person.spans:
        person.spans.append(mention.span)
    steps = (_evidence(story, reading, person, why),)
    return Attribution(
        reading.chain, reading.type, candidate, person, min(MOST_CERTAIN, chance), considered[1:4], steps
    )


def _elsewhere(story: Story, reading: Reading, who: int) -> bool:
    """Tell whether the words beside a quotation name somebody other than the one decided on."""
    mention = reading.candidate.mention if reading.candidate is not None else None
    if mention is None or mention.entity is None or mention.form != "name":
        return False
    return story.cast.by_entity.get(mention.entity) != who


def _evidence(story: Story, reading: Reading, person: Person, why: str) -> Evidence:
    candidate = reading.candidate
    if why == "introduced":
        where = story.marked[reading.chain[0]].content
        return Evidence("introduced", f"the speaker gives {person.name} as his or her own name", (where,))
    if why == "named" and candidate is not None and candidate.mention is not None and candidate.cue is not None:
        cue, mention = (story.parse.text[slice(*span)] for span in (candidate.cue, candidate.mention.span))
        return Evidence(candidate.rule, f"“{cue}” has the subject “{mention}”", (candidate.cue, candidate.mention.span))
    return Evidence("conversation", f"{person.name} is likeliest by the names and turns around the quotation")


def _nobodys(reading: Reading, marked: Sequence[Marked]) -> Attribution:
    reason = f"marked words that nobody is said to utter: {reading.type} ({1 - reading.utterance:.0%})"
    step = Evidence("type", reason, (marked[reading.chain[0]].span,))
    return Attribution(reading.chain, reading.type, None, None, 0.0, (), (step,))
