"""Names as words: what is a name's own, which short form fits which full name, which spellings are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.speakers.names import acronym, fits, honorific_gender, is_acronym, is_description, near_equal, read_name

#: As it stands in the text, the name, the honorific.
READ = [
    ("Mr. Rishi Sunak's", "Rishi Sunak", "Mr."),
    ("Mr Putin’s", "Putin", "Mr"),
    ("Rev. Dr. Jesse Jackson", "Jesse Jackson", "Rev. Dr."),
    ("Sir Keir Starmer", "Keir Starmer", "Sir"),
    ("Datuk Seri Anwar Ibrahim", "Anwar Ibrahim", "Datuk Seri"),
    ("James’", "James", None),
    ("Dmitry Peskov", "Dmitry Peskov", None),
    ("Mohammed bin Rashid al-Harbi", "Mohammed bin Rashid al-Harbi", None),
    ("Kim Seo-yeon", "Kim Seo-yeon", None),
    ("Nguyen Van Minh", "Nguyen Van Minh", None),
    ("Van der Berg", "Van der Berg", None),
    ("María José García Márquez", "María José García Márquez", None),
    ("Ólafur Ragnar Grímsson", "Ólafur Ragnar Grímsson", None),
    ("D'Angelo", "D'Angelo", None),
    ("Ngozi Okonjo-Iweala’s", "Ngozi Okonjo-Iweala", None),
    ("J. K. Rowling", "J. K. Rowling", None),
    ("李小龙", "李小龙", None),
    ("X", "X", None),
    # a dot that the sentence left behind, and dots that are the name's own
    ("Ann Lee.", "Ann Lee", None),
    ("Martin Luther King Jr.", "Martin Luther King Jr.", None),
    ("Charles R.", "Charles R.", None),
    ("the U.N.", "the U.N.", None),
    ("Marsh Inc.", "Marsh Inc.", None),
    # half of the name where one word follows, an honorific where two do
    ("Sheikh Hasina", "Sheikh Hasina", None),
    ("Sheikh Hasan al-Amin", "Hasan al-Amin", "Sheikh"),
]

#: The short form, the full name, and how well it fits: 3 surname, 2 other part, 1 another spelling, 0 not.
FITS = [
    ("Sunak", "Rishi Sunak", 3),
    ("Mr Sunak", "Rishi Sunak", 3),
    ("Rishi Sunak", "Rishi Sunak", 3),
    ("R. Sunak", "Rishi Sunak", 3),
    ("J. Rowling", "J. K. Rowling", 3),
    ("Martin King", "Martin Luther King Jr.", 3),
    ("O'Neill", "Susan O'Neill", 3),
    ("al-Harbi", "Mohammed bin Rashid al-Harbi", 3),
    ("Rishi", "Rishi Sunak", 2),
    ("Xi", "Xi Jinping", 2),
    ("Suu Kyi", "Aung San Suu Kyi", 3),
    ("Zelensky", "Volodymyr Zelenskiy", 1),
    ("Mkulu", "Gift Mkula", 1),
    ("Volodymir Zelensky", "Volodymyr Zelenskiy", 1),
    ("Khan", "Amir Chan", 0),
    ("Lee", "Ann Leigh", 0),
    ("Bob Roy", "Ann Roy", 0),
    ("Rishi Sunak", "Sunak", 0),
    ("Sunak Rishi", "Rishi Sunak", 0),
    ("S. Sunak", "Rishi Sunak", 0),
    ("Brown", "Gordon Bennett", 0),
]


@pytest.mark.parametrize(("text", "name", "honorific"), READ)
def test_a_name_is_read_without_honorific_and_possessive(text: str, name: str, honorific: str | None) -> None:
    found = read_name(text)
    assert found is not None
    assert (found.text, found.honorific) == (name, honorific)


@pytest.mark.parametrize("text", ["", " ", "Mr", "Dr.", "...", "’s", "—"])
def test_what_holds_no_name_is_none(text: str) -> None:
    assert read_name(text) is None


@given(st.text(max_size=40))
def test_whatever_the_text_a_name_read_from_it_has_words(text: str) -> None:
    found = read_name(text)
    assert found is None or (found.words and all(found.words) and found.surname)


@pytest.mark.parametrize(("short", "full", "score"), FITS)
def test_a_short_form_fits_a_full_name(short: str, full: str, score: int) -> None:
    one, other = read_name(short), read_name(full)
    assert one is not None
    assert other is not None
    assert fits(one, other) == score


@given(st.lists(st.sampled_from("ann bob lee roy al-amin k o'neill".split()), min_size=1, max_size=4))
def test_every_name_fits_itself(words: list[str]) -> None:
    name = read_name(" ".join(words))
    assert name is not None
    assert fits(name, name) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelensky", "zelenskiy", True),
        ("mkula", "mkulu", True),
        ("muhammad", "muhammed", True),
        ("lee", "lee", True),
        ("khan", "chan", False),  # short words are compared letter by letter
        ("lee", "leo", False),
        ("putin", "rutin", False),  # another first letter is another name
        ("johnson", "jackson", False),
        ("sunak", "sanders", False),
    ],
)
def test_near_equal_spellings_are_one_name(one: str, other: str, same: bool) -> None:
    assert near_equal(one, other) is near_equal(other, one) is same


@pytest.mark.parametrize(
    ("honorific", "gender"),
    [
        ("Mr.", "M"),
        ("Sir", "M"),
        ("Ms", "F"),
        ("Mrs.", "F"),
        ("Lady", "F"),
        ("Rev. Mr", "M"),
        ("Dr", None),
        ("Prof.", None),
        ("Gen.", None),
        ("", None),
        (None, None),
    ],
)
def test_an_honorific_tells_a_gender_or_nothing(honorific: str | None, gender: str | None) -> None:
    assert honorific_gender(honorific) == gender


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sexual Minorities Uganda", "SMU"),
        ("Food and Agriculture Organization", "FAO"),
        ("World Health Organization", "WHO"),
        ("ministry of health", ""),
    ],
)
def test_the_acronym_of_a_name_is_made_of_its_capitals(name: str, letters: str) -> None:
    assert acronym(name) == letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FAO", True),
        ("U.N.", True),
        ("MoH", True),
        ("EU", True),
        ("A", False),
        ("Lagos", False),
        ("UN Women", False),
        ("ABCDEFGHIJ", False),
        ("", False),
    ],
)
def test_an_acronym_is_told_by_its_capitals(text: str, expected: bool) -> None:
    assert is_acronym(text) is expected


@pytest.mark.parametrize(
    "words", ["convict", "The first man who came in", "a soldier", "No one", "his", "Your", "I", "my aunt"]
)
def test_words_that_describe_are_no_name(words: str) -> None:
    assert is_description(words)


@pytest.mark.parametrize("name", ["Mary", "The Stranger", "the King of Hearts", "NARRATOR", "van Gogh", "李小龙"])
def test_a_name_is_no_description(name: str) -> None:
    assert not is_description(name)
