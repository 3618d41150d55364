"""Quotations grouped into conversations, and who is spoken to in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoteattr.lexicon import words
from quoteattr.model import Conversation, Quote, Speaker
from quoteattr.speakers.names import plain, read_name
from quoteattr.text import APOSTROPHES

#: Two quotations with more words of narration between them are of two conversations.
MOST_BETWEEN = 150
#: Whoever spoke within so many turns before or after is there to be spoken to.
NEAR_TURNS = 3

_NAME = rf"(?:[A-Z][a-z]{{1,7}}\.? )?[A-Z][\w{APOSTROPHES}-]+(?: [A-Z][\w{APOSTROPHES}-]+)?"
#: A name by itself between commas or at an end of the sentence: “Well, Emma, …”, “… , Mr. Knightley.”, “Harriet! …”
_VOCATIVE = re.compile(
    rf"(?:(?:^|[,;!?.\N{{EM DASH}}-])\W*|\b(?:dear|oh|my) )({_NAME})(?=\W*$|\s*[,;!?.\N{{EM DASH}}-])"
)
#: What stands before a name with a capital: “You Tom!”, “Oh Mary, …”
_EXCLAIMED = re.compile(r"^(?:Ah|Alas|And|But|Dear|My|Now|O|Oh|Poor|Then|Well|Why|Yes|You) ")
#: The dot of a title, which ends no sentence.
_TITLE_DOT = re.compile(r"\b(Mr|Mrs|Ms|Dr|Mme|Mlle|St|Prof|Rev|Capt|Col|Gen)\.")


def group(text: str, quotes: Sequence[Quote]) -> tuple[Conversation, ...]:
    """Return the conversations of a text: quotations with little narration between them, at least two turns."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        if groups and len(text[groups[-1][-1].end : quote.start].split()) <= MOST_BETWEEN:
            groups[-1].append(quote)
        else:
            groups.append([quote])
    talks = [talk for talk in groups if len(talk) > 1]
    return tuple(Conversation(id=f"c{number}", quotes=tuple(talk)) for number, talk in enumerate(talks, start=1))


def with_addressees(text: str, quotes: Sequence[Quote], people: Sequence[Speaker]) -> tuple[Quote, ...]:
    """Return the quotations with whom each is said to, where that can be told.

    Whoever is called by name in it; else the only other one who speaks nearby, or who speaks last before it and first
    after it. Else nobody is given.

    Args:
        text: The text.
        quotes: With their speakers.
        people: Who can be called.
    """
    callers = _called(people)
    found: list[Quote] = []
    for talk in group(text, quotes) or ():
        found += _addressed(text, talk.quotes, callers)
    addressed = {quote.id: quote for quote in found}
    return tuple(
        addressed.get(quote.id) or replace(quote, addressees=_vocatives(text, quote, callers)) for quote in quotes
    )


def called_names(quoted: str) -> list[str]:
    """Return the names by which somebody is called in a quotation, as they stand there, without the titles' dots."""
    dotless = _TITLE_DOT.sub(r"\1", quoted)
    return [_EXCLAIMED.sub("", " ".join(match.group(1).split())) for match in _VOCATIVE.finditer(dotless)]


def _addressed(text: str, quotes: Sequence[Quote], callers: dict[str, Speaker]) -> list[Quote]:
    turns = [quote.speaker for quote in quotes]
    return [
        replace(quote, addressees=_vocatives(text, quote, callers) or _other_one(turns, place))
        for place, quote in enumerate(quotes)
    ]


def _other_one(turns: Sequence[Speaker | None], place: int) -> tuple[Speaker, ...]:
    """Return who is there besides the speaker: the only one who speaks nearby, or who does both before and after."""
    speaker = turns[place]
    if speaker is None or None in turns[max(0, place - 1) : place + 2]:
        return ()
    before, after = (
        [other for other in side if other is not None and other.id != speaker.id]
        for side in (turns[max(0, place - NEAR_TURNS) : place][::-1], turns[place + 1 : place + NEAR_TURNS + 1])
    )
    near = {other.id: other for other in before + after}
    agreed = len(near) == 1 or (bool(before and after) and before[0].id == after[0].id)
    return ((before + after)[0],) if agreed else ()


def _called(people: Sequence[Speaker]) -> dict[str, Speaker]:
    """Return who answers to which words, those left out that two people answer to."""
    owners: dict[str, dict[str, Speaker]] = {}
    for speaker in people:
        for alias in (speaker.name, *speaker.aliases):
            name = read_name(alias)
            if name is None:
                continue
            forms = {" ".join(alias.split()).casefold(), name.text.casefold(), *name.words[:1], name.surname}
            if name.honorific:
                forms.add(f"{name.honorific} {name.surname}".casefold())
            office = plain(name.honorific or "")
            if office in words("person_nouns"):
                forms.add(office)  # “Yes, Captain.”
            for form in forms:
                owners.setdefault(form.replace(".", ""), {})[speaker.id] = speaker
    return {form: next(iter(found.values())) for form, found in owners.items() if len(found) == 1}


def _vocatives(text: str, quote: Quote, callers: dict[str, Speaker]) -> tuple[Speaker, ...]:
    """Return those whom a quotation calls by name, its speaker left out."""
    found: dict[str, Speaker] = {}
    for start, end in quote.spans:
        for name in called_names(text[start:end]):
            read = read_name(name)
            called = callers.get(name.casefold()) or (callers.get(read.surname) if read is not None else None)
            if called is not None and (quote.speaker is None or called.id != quote.speaker.id):
                found[called.id] = called
    return tuple(found.values())
