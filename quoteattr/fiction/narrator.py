"""Who says "I" in the narration, by the name that the others call him or her."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from quoteattr.fiction.cast import Cast
from quoteattr.fiction.conversations import called_names
from quoteattr.speakers.names import honorific_gender, read_name
from quoteattr.speakers.person import Person

#: The narrator is whom the others call by a name so often, and so many times more often than by any other such name.
LEAST_CALLS, CLEAR_CALLS = 2, 2
#: So much of a narrator's name's occurrences are in quotations, at least.
MOSTLY_CALLED = 0.8


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
    who = cast.answering().get(surname)
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
