"""What is spoken behind dashes: tables to read and to extend."""

import pytest

from quoteattr.marks import find_marked
from quoteattr.text import paragraphs

#: A document that speaks behind dashes, and a place for one more paragraph.
TALK = """He opened the gate and called:

—Is anybody there?

—Only me, said Nora Finn.

—Whose boat is that?

{}

—Nobody, he answered. I am sorry!
"""

#: A paragraph, and what of it is spoken, the dash included.
SPOKEN = [
    ("—Come in!", ["—Come in!"]),
    ("— Come in!", ["— Come in!"]),
    ("--Come in!", ["--Come in!"]),
    ("– Come in!", ["– Come in!"]),
    ("- Come in!", ["- Come in!"]),
    ("―¿Quién?", ["―¿Quién?"]),
    ("—'Tis late.", ["—'Tis late."]),
    ("—Come in! he said gaily. It is warm.", ["—Come in!", "It is warm."]),
    ("—You are late, Mr. Finn said. Sit down.", ["—You are late,", "Sit down."]),
    ("—You are late, the old man whispered. Sit!", ["—You are late,", "Sit!"]),
    ("—The boat, said Nora Finn, is gone.", ["—The boat,", "is gone."]),
    ("—Look at it, he said, you fool!", ["—Look at it,", "you fool!"]),
    ("—Look at it, he said, rubbing his hands. It is new.", ["—Look at it,", "It is new."]),
    ("—Why? she asked, and shut the door.", ["—Why?"]),
    ("—Why? she asked: is it late?", ["—Why?", "is it late?"]),
    ("—Well, he said he would come.", ["—Well, he said he would come."]),
    ("—Well, my brother knows. Ask him, he said. And go!", ["—Well, my brother knows. Ask him,", "And go!"]),
    ("— IV —", []),
    ("He shut the door—it was late.", []),
]


def spoken(text: str) -> list[str]:
    return [text[slice(*one.span)] for one in find_marked(text, list(paragraphs(text)))]


@pytest.mark.parametrize(("paragraph", "expected"), SPOKEN, ids=[one for one, _ in SPOKEN])
def test_what_is_spoken_in_a_paragraph(paragraph: str, expected: list[str]) -> None:
    before, behind = ["—Is anybody there?", "—Only me,", "—Whose boat is that?"], ["—Nobody,", "I am sorry!"]
    assert spoken(TALK.format(paragraph)) == [*before, *expected, *behind]


def test_the_dash_is_the_mark_and_needs_no_closing_one() -> None:
    text = TALK.format("—Come in! he said. Sit down.")
    found = {text[slice(*one.content)]: one for one in find_marked(text, list(paragraphs(text)))}
    first, second = found["Come in!"], found["Sit down."]
    assert (first.opening, second.opening) == ("—", "")
    assert all(one.closed and one.dashed for one in (first, second))
    assert not second.continues


def test_marks_inside_what_is_spoken_are_nested() -> None:
    text = TALK.format("—He called it “the Eel”, she said. What a name!")
    found = next(one for one in find_marked(text, list(paragraphs(text))) if one.nested)
    assert [text[slice(*one)] for one in found.nested] == ["“the Eel”"]


@pytest.mark.parametrize(
    "text",
    [
        # a list in a report
        "We know:\n— The bridge is shut, the mayor said.\n— Nobody was hurt, she said.\n— It rains.\n— Trains run.",
        # dialogue in marks
        TALK.format("") + '\n\n"Yes?" he said.' * 3,
        # too few
        "—Is anybody there? he asked.\n\n—Only me, said Nora Finn.",
    ],
    ids=["list", "marks", "few"],
)
def test_other_dashes_are_no_marks(text: str) -> None:
    assert not any(words.startswith("—") for words in spoken(text))
