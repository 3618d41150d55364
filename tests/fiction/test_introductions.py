"""Whoever says "my name is Ann Lee" is Ann Lee."""

import pytest

from quoteattr import Attributor
from quoteattr.fiction.introductions import introducing, own_name

INTRODUCED = {
    "My name is Harker.": 0,
    "My name’s Harker, ma’am": 0,
    "Call me Ann, everybody does.": 1,
    "Well, I’m Ann. Who are you?": 1,
    "I am John Harker": 0,
    "I am Irish.": None,
    "I am Ann Harker’s man": None,
    "His name is Harker.": None,
    "My name is my own affair.": None,
}


@pytest.mark.parametrize(("spoken", "who"), INTRODUCED.items())
def test_a_quotation_tells_its_speakers_name(spoken: str, who: int | None) -> None:
    assert introducing(spoken, {"harker": 0, "john harker": 0, "ann": 1}) == who


@pytest.mark.parametrize(
    ("narration", "name"),
    {"I, Ann Lee, was born at the lock.": "Ann Lee", "I am Ann Lee.": None, "They called me a fool.": None}.items(),
)
def test_a_narrator_tells_his_or_her_name(narration: str, name: str | None) -> None:
    found = own_name(narration)
    assert (found.text if found is not None else None) == name


@pytest.mark.models
def test_a_stranger_who_gives_his_name_is_the_one_who_speaks() -> None:
    text = (
        "The widow had lit both lamps. The stranger sat down on the settle.\n\n‘My name is Harker,’ he said.\n\n"
        "‘I never asked it,’ said the widow.\n\n‘No, but you would have,’ said Harker, and sat down.\n"
    )
    quote = Attributor(genre="fiction")(text).quotes[0]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.evidence[-1].rule) == ("Harker", "introduced")
