"""How a narrator who says "I" gets a name."""

import pytest

from quoteattr.fiction.cast import Cast
from quoteattr.fiction.narrator import name_narrator
from quoteattr.model import KnownSpeaker
from quoteattr.speakers.person import Person

NARRATION = " I went with Crewe to the lock. Crewe opened it. Crewe was afraid. "


def narrator_after(*quoted: str) -> Person:
    """Return who narrates after a talk in which every second quotation is the narrator's."""
    return narrator_of(NARRATION, *quoted)


def narrator_of(narration: str, *quoted: str, known: KnownSpeaker | None = None) -> Person:
    """Return who narrates, Crewe being in the story, and perhaps somebody whom the caller knows."""
    people = [Person("person", "Crewe", first_use={"Crewe": 0}), Person("unnamed", "narrator")]
    people += [Person("person", known.name, known=known)] if known else []
    cast = Cast(people, {}, narrator=1)
    anchors = dict.fromkeys(range(0, len(quoted), 2), (1, 0.97))
    name_narrator(narration + " ".join(quoted), narration, cast, quoted, anchors)
    assert cast.narrator is not None
    return cast.people[cast.narrator]


def test_narrator_is_called_by_those_who_speak_with_him() -> None:
    called = narrator_after("No.", "Come, Mr. Lowther.", "Why?", "Listen, Lowther!", "Yes.", "Lowther, run.")
    assert (called.name, called.type, called.gender) == ("Lowther", "person", "M")


def test_one_who_is_named_in_the_narration_is_not_the_narrator() -> None:
    assert narrator_after("No.", "Come, Crewe.", "Why?", "Listen, Crewe!", "Yes.", "Crewe, run.").type == "unnamed"


def test_a_narrator_called_once_stays_unnamed() -> None:
    assert narrator_after("No.", "Come, Mr. Lowther.", "Why?", "Listen.").name == "narrator"


def test_one_whom_the_caller_knows_needs_to_be_called_only_once() -> None:
    talk = ("No.", "Come, Mr. Lowther.", "Why?", "Listen.")
    assert narrator_of(NARRATION, *talk, known=KnownSpeaker(name="John Lowther")).name == "John Lowther"


@pytest.mark.parametrize("word", ["Yes", "Oh", "Well", "Your"])
def test_words_that_only_begin_sentences_are_no_name(word: str) -> None:
    assert narrator_after("No.", f"{word}, sir.", "Why?", f"{word}! I know.", "So?", f"{word}.").name == "narrator"


INTRODUCTIONS = {
    "my name": ("My name is John Lowther. I was born at the lock.", "John Lowther"),
    "my Christian name": ("I was the youngest, and my Christian name was Lowther, like my father's.", "Lowther"),
    "I, so and so": ("What I, John Lowther, saw on that day I shall set down.", "John Lowther"),
    "what he called himself": ("I could not say it, so I called myself Lowther.", "Lowther"),
    "what to call him": ("Call me Lowther. Some years ago I went to the lock.", "Lowther"),
    "no name behind it": ("My name is of no importance. I went to the lock.", "narrator"),
    "somebody else's name": ("His name was John Lowther. I knew him well.", "narrator"),
}


@pytest.mark.parametrize(("narration", "name"), INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_a_narrator_who_gives_a_name_has_it(narration: str, name: str) -> None:
    assert narrator_of(narration, "No.", "Come.").name == name
