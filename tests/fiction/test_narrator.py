"""How a narrator who says "I" gets a name."""

from quoteattr.fiction.cast import Cast
from quoteattr.fiction.narrator import name_narrator
from quoteattr.speakers.person import Person

NARRATION = " I went with Crewe to the lock. Crewe opened it. Crewe was afraid. "


def narrator_after(*quoted: str) -> Person:
    """Return who narrates after a talk in which every second quotation is the narrator's."""
    people = [Person("person", "Crewe", first_use={"Crewe": 0}), Person("unnamed", "narrator")]
    cast = Cast(people, {}, narrator=1)
    anchors = dict.fromkeys(range(0, len(quoted), 2), (1, 0.97))
    name_narrator(NARRATION + " ".join(quoted), cast, quoted, anchors)
    assert cast.narrator is not None
    return cast.people[cast.narrator]


def test_narrator_is_called_by_those_who_speak_with_him() -> None:
    called = narrator_after("No.", "Come, Mr. Lowther.", "Why?", "Listen, Lowther!", "Yes.", "Lowther, run.")
    assert (called.name, called.type, called.gender) == ("Lowther", "person", "M")


def test_one_who_is_named_in_the_narration_is_not_the_narrator() -> None:
    assert narrator_after("No.", "Come, Crewe.", "Why?", "Listen, Crewe!", "Yes.", "Crewe, run.").type == "unnamed"


def test_a_narrator_called_once_stays_unnamed() -> None:
    assert narrator_after("No.", "Come, Mr. Lowther.", "Why?", "Listen.").name == "narrator"
