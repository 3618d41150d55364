"""Which names of a story are one character, on hand-made parses."""

import pytest

from quoteattr.fiction.characters import characters
from tests.parses import sample


def line(name: str, pronoun: str = "it") -> str:
    """Return a sentence in which somebody of this name does something; a pronoun shows the gender."""
    first, *rest = name.split()
    words = [f"{first}/NNP/nsubj>rose", *(f"{word}/NNP/flat>{first}" for word in rest)]
    return f"[PER {' '.join(words)}] rose/VBD/root and/CC/cc>left {pronoun}/PRP/nsubj>left left/VBD/conj>rose ./."


def cast(*lines: str) -> dict[str, list[str]]:
    return {person.name: person.surface for person in characters(sample("\n".join(lines)).parse)}


GEORGE = [line("George Emerson", "he")] * 3 + [line("George", "he")] * 3
LUCY = [line("Lucy Honeychurch", "she")] * 3 + [line("Lucy", "she")] * 3
CASES = {
    "a son and a father with the same surname": (
        [*GEORGE, line("Mr. Emerson")],
        {"George Emerson": ["George Emerson", "George"], "Mr. Emerson": ["Mr. Emerson"]},
    ),
    "a daughter who is Miss, and her mother": (
        [*LUCY, line("Miss Honeychurch"), line("Mrs. Honeychurch")],
        {
            "Lucy Honeychurch": ["Lucy Honeychurch", "Lucy", "Miss Honeychurch"],
            "Mrs. Honeychurch": ["Mrs. Honeychurch"],
        },
    ),
    "a daughter whose surname is mostly her father's": (
        [line("Emma Woodhouse", "she")] * 3 + [line("Mr. Woodhouse")] * 60 + [line("Miss Woodhouse")] * 4,
        {"Emma Woodhouse": ["Emma Woodhouse", "Miss Woodhouse"], "Mr. Woodhouse": ["Mr. Woodhouse"]},
    ),
    "one of several sisters, of whom Miss is the eldest": (
        [line("Lydia Bennet", "she")] * 3 + [line("Miss Bennet")] * 3 + [line("Miss Bennets")],
        {"Lydia Bennet": ["Lydia Bennet"], "Miss Bennet": ["Miss Bennet"], "Miss Bennets": ["Miss Bennets"]},
    ),
    "a younger sister, who is Miss and her first name": (
        [line("Jemima Pinkerton", "she")] * 3 + [line("Miss Jemima")] * 3 + [line("Miss Pinkerton")] * 3,
        {"Jemima Pinkerton": ["Jemima Pinkerton", "Miss Jemima"], "Miss Pinkerton": ["Miss Pinkerton"]},
    ),
    "a wife under her husband's whole name": (
        [*GEORGE, line("Mrs. George Emerson")],
        {"George Emerson": ["George Emerson", "George"], "Mrs. George Emerson": ["Mrs. George Emerson"]},
    ),
    "a wife who has the only woman's name of the family": (
        [line("Edna Pontellier", "she")] * 3 + [line("Mr. Pontellier"), line("Mrs. Pontellier")],
        {"Edna Pontellier": ["Edna Pontellier", "Mrs. Pontellier"], "Mr. Pontellier": ["Mr. Pontellier"]},
    ),
    "a man never called by his first name": (
        [line("Fitzwilliam Darcy", "he")] * 3 + [line("Mr. Darcy")] * 3,
        {"Fitzwilliam Darcy": ["Fitzwilliam Darcy", "Mr. Darcy"]},
    ),
    "a man and his brother, told apart by the first name": (
        [line("Mr. John Knightley", "he")] * 3 + [line("Mr. Knightley", "he")] * 3,
        {"John Knightley": ["Mr. John Knightley"], "Mr. Knightley": ["Mr. Knightley"]},
    ),
    "another name behind a dash": (
        [line("Leonora", "she")] * 3 + [line("Mrs. Ashburnham—Leonora")],
        {"Leonora": ["Leonora"], "Mrs. Ashburnham": ["Mrs. Ashburnham"]},
    ),
    "a title that the whole name has as well": (
        [line("Captain Frederick Wentworth"), line("Captain Wentworth"), line("Admiral Wentworth")],
        {
            "Frederick Wentworth": ["Captain Frederick Wentworth", "Captain Wentworth"],
            "Admiral Wentworth": ["Admiral Wentworth"],
        },
    ),
    "a surname with one title only": (
        [line("Mr. Winterbourne"), *[line("Winterbourne")] * 3],
        {"Winterbourne": ["Mr. Winterbourne", "Winterbourne"]},
    ),
    "one name in several spellings": ([line("ANNE"), *[line("Anne")] * 3], {"Anne": ["Anne"]}),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_characters(lines: list[str], expected: dict[str, list[str]]) -> None:
    assert cast(*lines) == expected


ACCIDENTS = {
    "an adverb before a name": ("Downstairs Jock", "Jock", " He went downstairs."),
    "a day before a name": ("Saturday Jock", "Jock", ""),
    "an adjective": ("poor Jock", "Jock", ""),
    "a call in a book": ("Jock--Jock", "Jock", ""),
}


@pytest.mark.parametrize(("accident", "name", "more"), ACCIDENTS.values(), ids=ACCIDENTS)
def test_what_stands_before_a_name_once_is_none_of_it(accident: str, name: str, more: str) -> None:
    downstairs = "He/PRP/nsubj>went went/VBD/root downstairs/RB/advmod>went ./."
    assert list(cast(line(accident), *[line(name)] * 5, downstairs if more else line(name))) == [name]


def test_a_heading_before_a_whole_name_once_is_none_of_it() -> None:
    assert list(cast(line("Chapter Six Ann Lee"), *[line("Ann Lee")] * 30)) == ["Ann Lee"]


def test_a_place_behind_a_name_once_is_none_of_it() -> None:
    assert list(cast(line("Margaret Oniton"), *[line("Margaret")] * 30)) == ["Margaret"]


def test_a_relative_named_once_is_not_whom_the_surname_means() -> None:
    assert list(cast(line("Mycroft Holmes"), *[line("Holmes")] * 120)) == ["Mycroft Holmes", "Holmes"]
