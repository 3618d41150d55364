"""Who is spoken to, where nobody is called by name."""

import pytest

from quoteattr.fiction.conversations import with_addressees
from quoteattr.model import Quote, Span, Speaker

ADA, BEN, CY = (Speaker(id=name, name=name, type="person") for name in ("Ada", "Ben", "Cy"))
PEOPLE = {"a": ADA, "b": BEN, "c": CY, "?": None}

#: Who speaks, turn by turn, and who is told to be spoken to, "-" for nobody.
TALKS = [
    ("ab", "ba"),
    ("aba", "bab"),
    ("a", "-"),
    ("aa", "--"),
    ("abcb", "--b-"),
    ("abca", "----"),
    ("ab?b", "b---"),
    ("a?b", "---"),
    ("ababcbcb", "bab-bcbc"),
]


@pytest.mark.parametrize(("turns", "expected"), TALKS)
def test_the_other_one_is_spoken_to(turns: str, expected: str) -> None:
    text = "“x” " * len(turns)
    quotes = [
        Quote(
            id=f"q{number}",
            text="x",
            spans=(Span(4 * number, 4 * number + 3),),
            type="direct",
            speaker=PEOPLE[turn],
            confidence=1.0,
        )
        for number, turn in enumerate(turns)
    ]
    found = with_addressees(text, quotes, [ADA, BEN, CY])
    told = {None: "-", "Ada": "a", "Ben": "b", "Cy": "c"}
    assert "".join(told[quote.addressees[0].name if quote.addressees else None] for quote in found) == expected
