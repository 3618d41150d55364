"""Who says "I" in the narration, by the name that the others call him or her."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from quoteattr.fiction.cast import Cast
from quoteattr.fiction.conversations import called_names
from quoteattr.fiction.introductions import own_name
from quoteattr.speakers.names import Name, honorific_gender, read_name
from quoteattr.speakers.person import Person

#: The narrator is whom the others call by a name so often, and so many times more often than by any other such name.
LEAST_CALLS, CLEAR_CALLS = 2, 2
#: So much of a narrator's name's occurrences are in quotations, at least.
MOSTLY_CALLED = 0.8
#: More than this share of a name's occurrences in quotations stand amid a sentence, not at its start.
LEAST_AMID = 0.1


def name_narrator(
    text: str, narration: str, cast: Cast, quoted: Sequence[str], anchors: Mapping[int, tuple[int, float]]
) -> None:
    """Give the narrator the name that he or she gives, or by which the others call him or her.

    Catches "my name is *John Carter*", and “What do you say, *Hastings*?” in a story in which only such calls have this
    name. Must not take whom they talk about: a name that the narration has too is somebody else's.

    Args:
        text: The text.
        narration: What of it stands outside quotations.
        cast: Its ``narrator`` becomes the character of that name, or takes the name where there is none.
        quoted: The words of each quotation.
        anchors: Quotations with a sure speaker.
    """
    narrator = cast.narrator
    if narrator is None or cast.people[narrator].known is not None:
        return
    others = [words for place, words in enumerate(quoted) if anchors.get(place, (None,))[0] != narrator]
    answering = cast.answering()
    given = own_name(narration)
    names = [given] if given is not None else _called(others, "\n".join(quoted), text, cast, answering)
    if not names:
        return
    who = answering.get(names[0].surname)
    if who is not None:
        cast.narrator = who
        return
    gender = next((found for name in names if (found := honorific_gender(name.honorific)) is not None), None)
    cast.people[narrator] = Person(
        "person",
        max(names, key=lambda name: len(name.words)).text,
        forms=names,
        gender=gender,
        first_use={f"{name.honorific or ''} {name.text}".strip(): text.find(name.text) for name in names},
    )


def _called(others: Sequence[str], spoken: str, text: str, cast: Cast, answering: Mapping[str, int]) -> list[Name]:
    """Return the forms of the one name, if any, by which only the narrator can be called; the most used first.

    Args:
        others: The words of each quotation that is not known to be the narrator's.
        spoken: The words of all.
        text: The text.
        cast: Whoever the caller knows needs to be called only once.
        answering: Who in it answers to which name.
    """
    forms: dict[str, Counter[Name]] = {}
    for words in others:
        for called in called_names(words):
            name = read_name(called)
            if name is not None:
                forms.setdefault(name.surname, Counter())[name] += 1
    calls = Counter({surname: found.total() for surname, found in forms.items()})
    often = (
        entry
        for entry in calls.most_common()
        if entry[1] >= LEAST_CALLS or (entry[0] in answering and cast.people[answering[entry[0]]].known is not None)
    )
    own = list(islice((entry for entry in often if _only_called(entry[0], spoken, text)), 2))  # each reads the text
    if not own or any(count * CLEAR_CALLS > own[0][1] for _, count in own[1:]):
        return []
    return [name for name, _ in forms[own[0][0]].most_common()]


def _only_called(surname: str, spoken: str, text: str) -> bool:
    """Tell whether a word is a name that stands in quotations and hardly ever in the narration.

    "Yes", which only begins sentences, is no name.
    """
    word = re.escape(surname.title())
    everywhere, in_quotations = (len(re.findall(rf"\b{word}\b", part)) for part in (text, spoken))
    amid = len(re.findall(rf"(?:,|\b[a-z]+) (?:[A-Z]\w*\.? )*{word}\b", spoken))
    common = re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text)
    return common is None and in_quotations >= MOSTLY_CALLED * everywhere and amid > LEAST_AMID * in_quotations
