"""Who says what in a story: sure readings as anchors, the scorer for the rest, decided conversation by conversation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from quoteattr.attribution import MOST_CERTAIN, Attribution, chains
from quoteattr.fiction.cast import Cast, described, make_cast
from quoteattr.fiction.conversations import called_names
from quoteattr.fiction.decode import Lead, Ruling, decode
from quoteattr.fiction.passages import load_tokenizer, make_passage
from quoteattr.fiction.readings import Reading, read_quotation, reports_speech
from quoteattr.fiction.scoring import lead, link
from quoteattr.fiction.weights import TOKENIZER_FILE, load_scorer
from quoteattr.marks import Marked
from quoteattr.model import Evidence, Gender, Span
from quoteattr.nlp.parse import Parse
from quoteattr.ranking import load_model
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.names import honorific_gender, read_name
from quoteattr.speakers.person import Person
from quoteattr.speakers.reference import History

#: A speaker less probable than this is none.
LEAST_PROBABILITY = 0.4
#: How sure a name beside a reporting verb is, at most; as in the rules for news, not measured anew on novels.
ANCHOR = 0.97
#: A character's gender is taken from the pronouns of his or her quotations if so many say it, and so many times more
#: often than the other.
LEAST_PRONOUNS, MAJORITY = 3, 4
#: The narrator is whom the others call by a name so often, and so many times more often than by any other such name.
LEAST_CALLS, CLEAR_CALLS = 2, 2
#: How surely a quotation has the speaker of the one before it in its paragraph: in the novels of PDNC train 99.9 % of
#: those that go on with a small letter do, 96 % of the others, of which the scorer may say otherwise.
SAME_SENTENCE, SAME_PARAGRAPH = 0.99, 0.8
#: So much of a narrator's name's occurrences are in quotations, at least.
MOSTLY_CALLED = 0.8


@dataclass(frozen=True, slots=True)
class _Story:
    """What the steps share: the spoken quotations only, in text order."""

    parse: Parse
    cast: Cast
    readings: Sequence[Reading]


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
    model = load_model(folder)
    history = History.before(parse, [])  # once: it reads the whole text
    readings = [read_quotation(parse, paragraphs, marked, chain, model, history) for chain in chains(marked)]
    story = _Story(parse, make_cast(parse, marked, people, readings), [one for one in readings if one.spoken])
    quoted = [parse.text[slice(*marked[one.chain[0]].content)] for one in story.readings]
    name_narrator(parse.text, story.cast, quoted, _anchors(story))
    anchors = _anchors(story)
    leads = _leads(story, paragraphs, marked, folder, progress)
    first = decode(leads, anchors, _fits(story, {}))
    rulings = decode(leads, anchors, _fits(story, _genders(story, first)))
    decided = iter(zip(rulings, (index in anchors for index in range(len(rulings))), strict=True))
    return [
        _attribution(story, reading, *next(decided)) if reading.spoken else _nobodys(reading, marked)
        for reading in readings
    ]


def name_narrator(text: str, cast: Cast, quoted: Sequence[str], anchors: Mapping[int, tuple[int, float]]) -> None:
    """Give the narrator the name by which the others call him or her.

    Catches “What do you say, *Hastings*?” in a story in which only such calls have this name. Must not take whom they
    talk about: a name that the narration has too is somebody else's.

    Args:
        text: The text.
        cast: Its ``narrator`` becomes the character of that name, or takes the name where there is none.
        quoted: The words of each quotation.
        anchors: Quotations with a sure speaker.
    """
    narrator = cast.narrator
    if narrator is None:
        return
    calls: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for index, words in enumerate(quoted):
        if anchors.get(index, (None,))[0] != narrator:
            for called in called_names(words):
                name = read_name(called)
                if name is not None:
                    calls[name.surname] += 1
                    forms.setdefault(name.surname, Counter())[called] += 1
    spoken = " ".join(quoted)
    often = (entry for entry in calls.most_common() if entry[1] >= LEAST_CALLS)
    own = list(islice((entry for entry in often if _only_called(entry[0], spoken, text)), 2))  # each reads the text
    if not own or any(count * CLEAR_CALLS > own[0][1] for _, count in own[1:]):
        return
    surname = own[0][0]
    who = _by_name(cast).get(surname)
    if who is not None:
        cast.narrator = who
        return
    names = [name for form, _ in forms[surname].most_common() if (name := read_name(form)) is not None]
    best = max(names, key=lambda name: len(name.words))
    gender = next((found for name in names if (found := honorific_gender(name.honorific)) is not None), None)
    cast.people[narrator] = Person(
        "person",
        best.text,
        forms=names,
        gender=gender,
        first_use={form: text.find(name.text) for form in forms[surname] if (name := read_name(form)) is not None},
    )


def _only_called(surname: str, spoken: str, text: str) -> bool:
    """Tell whether a word is a name that stands in quotations and hardly ever in the narration."""
    everywhere = len(re.findall(rf"\b{re.escape(surname.title())}\b", text))
    in_quotations = len(re.findall(rf"\b{re.escape(surname.title())}\b", spoken))
    common = re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text)
    return common is None and everywhere > 0 and in_quotations >= MOSTLY_CALLED * everywhere


def _by_name(cast: Cast) -> dict[str, int]:
    """Return who answers to which words, lower-case; what two answer to is left out."""
    owners: dict[str, set[int]] = {}
    for who, person in enumerate(cast.people):
        known = [person.known.name, *person.known.aliases] if person.known is not None else []
        for form in {*known, *person.surface}:
            name = read_name(form)
            if name is not None:
                for key in {name.text.casefold(), name.surname, form.casefold().replace(".", "")}:
                    owners.setdefault(key, set()).add(who)
    return {key: min(found) for key, found in owners.items() if len(found) == 1}


def _leads(
    story: _Story,
    paragraphs: Sequence[Span],
    marked: Sequence[Marked],
    folder: Path,
    progress: Callable[[float], None] | None,
) -> list[Lead]:
    """Return what the scorer says of each spoken quotation."""
    text, cast = story.parse.text, story.cast
    namings = cast.namings(text)
    passage = make_passage(text, paragraphs, marked, namings, load_tokenizer(folder / TOKENIZER_FILE))
    links = link(passage, load_scorer(folder), progress)
    narrator = () if cast.narrator is None else (cast.narrator,)
    bearers = [narrator if one.naming is None else namings[one.naming].who for one in passage.mentions]
    places: list[int | None] = [None] * len(marked)
    for place, reading in enumerate(story.readings):
        for stretch in reading.chain:
            places[stretch] = place
    leads = [lead(links[reading.chain[0]], bearers, places) for reading in story.readings]
    return [_gone_on(story, marked, place, one) for place, one in enumerate(leads)]


def _gone_on(story: _Story, marked: Sequence[Marked], place: int, own: Lead) -> Lead:
    """Return what leads to a speaker, with what the quotation before it in the same paragraph says."""
    if place == 0:
        return own
    before, here = (marked[story.readings[at].chain[end]] for at, end in ((place - 1, -1), (place, 0)))
    if before.paragraph != here.paragraph:
        return own
    goes_on = story.parse.text[slice(*here.content)].lstrip()[:1].islower()
    same = SAME_SENTENCE if goes_on else SAME_PARAGRAPH
    names = {who: chance * (1 - same) for who, chance in own.names.items()}
    earlier = [(other, chance * (1 - same)) for other, chance in own.earlier]
    return Lead(names, (*earlier, (place - 1, same)), own.nobody * (1 - same))


def _anchors(story: _Story) -> dict[int, tuple[int, float]]:
    """Return the quotations with a name, a description or "I" beside a reporting verb."""
    found: dict[int, tuple[int, float]] = {}
    for place, reading in enumerate(story.readings):
        who = _named(story, reading)
        if who is not None:
            found[place] = (who, min(ANCHOR, reading.share))
    return found


def _named(story: _Story, reading: Reading) -> int | None:
    candidate, cast = reading.candidate, story.cast
    if candidate is None or candidate.mention is None or not reports_speech(story.parse, candidate):
        return None
    mention = candidate.mention
    if mention.form == "name":
        return None if mention.entity is None else cast.by_entity.get(mention.entity)
    if mention.form == "description":
        return cast.by_description.get(described(story.parse, mention))
    return cast.narrator if story.parse.text[slice(*mention.span)] == "I" else None


def _said_gender(story: _Story, reading: Reading) -> Gender | None:
    """Return the gender that a pronoun or noun beside a reporting verb states of the speaker."""
    candidate = reading.candidate
    if candidate is None or candidate.mention is None or candidate.mention.form == "name":
        return None
    return gender_of_mention(story.parse, candidate.mention)


def _genders(story: _Story, rulings: Sequence[Ruling]) -> dict[int, Gender]:
    """Return the genders that the pronouns beside people's quotations show, of whom nothing else tells."""
    votes: dict[int, Counter[Gender]] = {}
    for reading, ruling in zip(story.readings, rulings, strict=True):
        gender = _said_gender(story, reading)
        if gender is not None and ruling.shares:
            votes.setdefault(ruling.shares[0][0], Counter())[gender] += 1
    found: dict[int, Gender] = {}
    for who, counted in votes.items():
        (best, count), *rest = counted.most_common(2)
        if count >= LEAST_PRONOUNS and count >= MAJORITY * sum(other for _, other in rest):
            found[who] = best
    return found


def _fits(story: _Story, genders: Mapping[int, Gender]) -> Callable[[int, int], bool]:
    """Return the test whether the words beside a quotation allow a character."""
    said = [_said_gender(story, reading) for reading in story.readings]
    known = [person.gender or genders.get(who) for who, person in enumerate(story.cast.people)]

    def fits(place: int, who: int) -> bool:
        if said[place] is None:
            return True
        return who != story.cast.narrator and known[who] in (None, said[place])

    return fits


def _attribution(story: _Story, reading: Reading, ruling: Ruling, anchored: bool) -> Attribution:
    people, candidate = story.cast.people, reading.candidate
    considered = tuple((people[who], round(chance, 4)) for who, chance in ruling.shares if chance >= 0.01)
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
    sure = min(MOST_CERTAIN, chance * min(ANCHOR, reading.share) if anchored else chance)
    steps = (_evidence(story, reading, person, anchored),)
    return Attribution(reading.chain, reading.type, candidate, person, sure, considered[1:4], steps)


def _elsewhere(story: _Story, reading: Reading, who: int) -> bool:
    """Tell whether the words beside a quotation name somebody other than the one decided on."""
    mention = reading.candidate.mention if reading.candidate is not None else None
    if mention is None or mention.entity is None or mention.form != "name":
        return False
    return story.cast.by_entity.get(mention.entity) != who


def _evidence(story: _Story, reading: Reading, person: Person, anchored: bool) -> Evidence:
    candidate = reading.candidate
    if anchored and candidate is not None and candidate.mention is not None and candidate.cue is not None:
        cue, mention = (story.parse.text[slice(*span)] for span in (candidate.cue, candidate.mention.span))
        return Evidence(candidate.rule, f"“{cue}” has the subject “{mention}”", (candidate.cue, candidate.mention.span))
    return Evidence("conversation", f"{person.name} is likeliest by the names and turns around the quotation")


def _nobodys(reading: Reading, marked: Sequence[Marked]) -> Attribution:
    reason = f"marked words that nobody is said to utter: {reading.type} ({1 - reading.utterance:.0%})"
    step = Evidence("type", reason, (marked[reading.chain[0]].span,))
    return Attribution(reading.chain, reading.type, None, None, 0.0, (), (step,))
