"""What the words beside the quotations of a story say of their speakers: a name, or a gender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoteattr.fiction.cast import Cast, described, is_narrator
from quoteattr.fiction.introductions import introducing
from quoteattr.fiction.readings import Reading, reports_speech
from quoteattr.marks import Marked
from quoteattr.model import Gender, Span
from quoteattr.nlp.parse import Parse
from quoteattr.speakers.genders import gender_of_mention

#: How sure a name beside a reporting verb is, at most; as in the rules for news, not measured anew on novels.
ANCHOR = 0.97
#: How sure it is whom "his wife" or "her mother" means, at most.
RELATIVE = 0.95
#: How sure it is that whoever says "I am Ann Lee" is Ann Lee: 15 of 16 in the novels of PDNC train.
INTRODUCED = 0.9


@dataclass(frozen=True, slots=True)
class Story:
    """A story read so far.

    Attributes:
        parse: The parsed narration.
        paragraphs: Of the text.
        marked: All stretches in quotation marks.
        cast: Who may speak.
        readings: The spoken quotations only, in text order.
    """

    parse: Parse
    paragraphs: Sequence[Span]
    marked: Sequence[Marked]
    cast: Cast
    readings: Sequence[Reading]

    def first(self, place: int) -> Marked:
        """Return the first stretch of a quotation."""
        return self.marked[self.readings[place].chain[0]]

    def last(self, place: int) -> Marked:
        """Return its last stretch."""
        return self.marked[self.readings[place].chain[-1]]

    def goes_on(self, place: int) -> bool:
        """Tell whether a quotation stands in the paragraph of the one before."""
        return place > 0 and self.last(place - 1).paragraph == self.first(place).paragraph

    def words(self, place: int) -> str:
        """Return the words of a quotation's first stretch, without its marks."""
        return self.parse.text[slice(*self.first(place).content)]


def find_anchors(story: Story) -> dict[int, tuple[int, float]]:
    """Return the quotations with a sure speaker: (character, how sure).

    That is a name, a description or "I" beside a reporting verb, or the name that somebody gives as his or her own.
    """
    found: dict[int, tuple[int, float]] = {}
    answering = story.cast.answering()
    for place, reading in enumerate(story.readings):
        who = _named(story, reading)
        if who is not None:
            mention = reading.candidate.mention if reading.candidate is not None else None
            related = mention is not None and mention.span in story.cast.relatives
            found[place] = (who, min(RELATIVE if related else ANCHOR, reading.share))
        elif (own := introducing(story.words(place), answering)) is not None:
            found[place] = (own, INTRODUCED)
    return found


def introductions(story: Story, anchors: Mapping[int, tuple[int, float]]) -> set[int]:
    """Return the quotations whose speaker is sure by his or her own words alone: “I am *Ann Lee*,” she said."""
    return {place for place in anchors if _named(story, story.readings[place]) is None}


def names_nobody(story: Story, reading: Reading) -> bool:
    """Tell whether several, or somebody who is not to be known, is said to speak: "they cried", "said another"."""
    candidate = reading.candidate
    if candidate is None or candidate.mention is None or not reports_speech(story.parse, candidate):
        return False
    mention = candidate.mention
    first, *rest = story.parse.text[slice(*mention.span)].lower().split()
    if first in _INDEFINITE and rest in ([], ["else"], ["one"]):
        return True
    return mention.plural and (mention.form == "pronoun" or (mention.form == "description" and first in _SEVERAL))


_INDEFINITE = frozenset("some somebody someone another one everybody everyone".split())
_SEVERAL = frozenset("all the two both several some other".split())


def said_genders(story: Story) -> list[Gender | None]:
    """Return the gender that a pronoun or noun beside each quotation states of the speaker."""
    return [_said_gender(story.parse, reading) for reading in story.readings]


def _said_gender(parse: Parse, reading: Reading) -> Gender | None:
    candidate = reading.candidate
    if candidate is None or candidate.mention is None or candidate.mention.form == "name":
        return None
    return gender_of_mention(parse, candidate.mention)


def _named(story: Story, reading: Reading) -> int | None:
    candidate, cast = reading.candidate, story.cast
    if candidate is None or candidate.mention is None or not reports_speech(story.parse, candidate):
        return None
    mention = candidate.mention
    if mention.form == "name":
        return None if mention.entity is None else cast.by_entity.get(mention.entity)
    if mention.form == "description":
        return cast.relatives.get(mention.span, cast.by_description.get(described(story.parse, mention)))
    return cast.narrator if is_narrator(story.parse, mention) else None
