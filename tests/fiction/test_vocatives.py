"""What a quotation's words tell of genders."""

import pytest

from quoteattr.fiction.vocatives import called_gender, own_gender


@pytest.mark.parametrize(
    ("quoted", "gender"),
    [
        ("“Yes, sir.”", "M"),
        ("“No sir, I never did.”", "M"),
        ("“I cannot agree with you, papa; you know I cannot.”", "M"),
        ("“My dear fellow, sit down.”", "M"),
        ("“Come along, old man!”", "M"),
        ("“Mamma, is it late?”", "F"),
        ("“Thank you, ma’am.”", "F"),
        ("“Oh, my dear girl!”", "F"),
        ("“Nothing, my dear aunt, nothing.”", "F"),
        # spoken of, not to
        ("“My brother, who is away, would know.”", None),
        ("“I saw an old man in the lane.”", None),
        ("“The young lady is out.”", None),
        # both, nobody
        ("“Sir, madam, come in.”", None),
        ("“It rains.”", None),
        ("", None),
    ],
)
def test_who_is_called_by_a_word_for_a_man_or_a_woman(quoted: str, gender: str | None) -> None:
    assert called_gender(quoted) == gender


@pytest.mark.parametrize(
    ("quoted", "gender"),
    [
        ("“My husband is out.”", "F"),
        ("“I’m only a woman.”", "F"),
        ("“My poor wife!”", "M"),
        ("“I am a plain man, sir.”", "M"),
        ("“Your husband is out.”", None),
        ("“I am not a man of many words.”", None),
    ],
)
def test_whose_husband_or_wife_speaks(quoted: str, gender: str | None) -> None:
    assert own_gender(quoted) == gender
