"""The table in the terminal."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.export.table import MIN_WIDTH, as_table
from quoteattr.model import Document
from tests import strategies
from tests.export.town import DOCUMENT, EMPTY, NEVER, QUICK, READY

AT_90 = """\
town.txt: 3 quotations, 2 attributed to 1 speaker

QUOTATION                           SPEAKER         ROLE                   KIND       CONF
------------------------------------------------------------------------------------------
“We are ready,”                     Ann Lee         harbour master         explicit   0.97
“a disgrace”                        Ann Lee         harbour master         anaphoric  0.80
“Never!”                            not attributed: “somebody” is nobody
                                    whom the text names

In quotation marks, but nobody's utterance:
  “quick”  scare: one word before a noun, and no cue
"""


def test_a_document_is_a_table_with_reasons_and_nonquotes() -> None:
    assert as_table([("town.txt", DOCUMENT)], 90) == AT_90


def test_cells_are_folded_to_the_width() -> None:
    lines = as_table([("town.txt", DOCUMENT)], MIN_WIDTH).splitlines()
    assert lines[4:6] == [
        "“We are ready,”      Ann Lee   harbour       explicit   0.97",
        "                               master",
    ]


@pytest.mark.parametrize("width", [0, 10, MIN_WIDTH])
def test_a_narrow_terminal_gets_the_narrowest_table(width: int) -> None:
    assert as_table([("town.txt", DOCUMENT)], width) == as_table([("town.txt", DOCUMENT)], MIN_WIDTH)


def test_tables_of_several_documents_are_parted_by_a_blank_line() -> None:
    assert as_table([("a", EMPTY), ("b", EMPTY)], 80) == "a: no quotations\n\nb: no quotations\n"


def test_a_document_without_any_speaker_says_so() -> None:
    nobody = replace(DOCUMENT, quotes=(NEVER, replace(NEVER, id="q9", evidence=())), nonquotes=(), speakers=())
    table = as_table([("a", nobody)], 90)
    assert table.startswith("a: 2 quotations, none attributed\n")
    assert table.endswith("not attributed\n")


def test_control_characters_of_the_text_do_not_reach_the_terminal() -> None:
    evil = replace(READY, text="“We\x1b[2J are\r\nready,”\a")
    table = as_table([("a", replace(DOCUMENT, quotes=(evil,), nonquotes=(replace(QUICK, text="\x9b31m"),)))], 90)
    assert "“We [2J are ready,”" in table
    assert {char for char in table if unicodedata.category(char) == "Cc"} == {"\n"}


@given(strategies.documents(), st.integers(0, 200))
def test_no_line_is_wider_than_the_terminal(document: Document, width: int) -> None:
    lines = as_table([("a", document)], width).splitlines()
    assert max(map(len, lines)) <= max(width, MIN_WIDTH)
