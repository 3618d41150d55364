"""What the plots draw, read off matplotlib's own objects: lengths, places, numbers and names."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import matplotlib.pyplot as plt
import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from quoteattr import InputError
from quoteattr.display.palette import BLUE, colours
from quoteattr.model import Conversation, Document, Quote, Role, Span, Speaker
from quoteattr.plot import addressees, roles, speakers, timeline, together
from quoteattr.plot.canvas import rgb
from quoteattr.plot.document import PLOTS, PlotName
from tests import strategies
from tests.export.town import DOCUMENT, EMPTY


@pytest.fixture(autouse=True)
def _without_a_screen() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


def document(*turns: tuple[Speaker | None, str], to: Speaker | None = None) -> Document:
    """Return a document of paragraphs that are quotations; all are said to ``to``."""
    text, quotes = "", []
    for number, (speaker, words) in enumerate(turns, start=1):
        start, text = len(text), f"{text}“{words}”\n"
        quotes.append(
            Quote(
                id=f"q{number}",
                spans=(Span(start, len(text) - 1),),
                text=f"“{words}”",
                type="direct",
                speaker=speaker,
                addressees=() if to is None or to == speaker else (to,),
            )
        )
    found = tuple({speaker.id: speaker for speaker, _ in turns if speaker}.values())
    return Document(text=text, lang="en", quotes=tuple(quotes), speakers=found)


ANN = Speaker(id="s1", name="Ann Lee", type="person", roles=(Role("Harbour master", None),))
BO = Speaker(id="s2", name="Bo Madsen", type="person", roles=(Role("harbour master", None),))
SOMEBODY = Speaker(id="s3", name="a docker", type="unnamed")
TALK = document((ANN, "One two three."), (BO, "Four five."), (ANN, "Six."), (SOMEBODY, "Seven."), (None, "Eight nine."))


def bars(ax: Axes) -> dict[str, float]:
    """Return the length of each bar by its name, from top to bottom."""
    names = [tick.get_text() for tick in ax.get_yticklabels()]
    lengths = [patch.get_width() for patch in ax.containers[0]]
    return dict(zip(names, lengths, strict=True))


def fields(ax: Axes) -> dict[tuple[str, str], int]:
    """Return the number written into each field, by row and column."""
    rows = [tick.get_text() for tick in ax.get_yticklabels()]
    columns = [tick.get_text() for tick in ax.get_xticklabels()]
    return {
        (rows[round(y)], columns[round(x)]): int(text.get_text()) for text in ax.texts for x, y in [text.get_position()]
    }


def render(ax: Axes) -> None:
    assert isinstance(ax.figure, Figure)
    ax.figure.draw_without_rendering()


# ---------------------------------------------------------------- who speaks how much
def test_a_bar_is_as_long_as_its_speaker_has_words_and_the_unknown_stand_last() -> None:
    ax = speakers(TALK)
    assert bars(ax) == {"Ann Lee": 4, "Bo Madsen": 2, "a docker": 1, "speaker not known": 2}
    assert list(bars(ax))[-1] == "speaker not known"
    assert [text.get_text() for text in ax.texts] == ["4  (44%)", "2  (22%)", "1  (11%)", "2  (22%)"]


def test_quotations_are_counted_on_request() -> None:
    assert bars(speakers(TALK, by="quotations")) == {
        "Ann Lee": 2,
        "Bo Madsen": 1,
        "a docker": 1,
        "speaker not known": 1,
    }


def test_those_beyond_the_most_are_one_hatched_bar() -> None:
    ax = speakers(TALK, most=1)
    assert bars(ax) == {"Ann Lee": 4, "2 others": 3, "speaker not known": 2}
    assert [bool(patch.get_hatch()) for patch in ax.patches] == [False, True, True]
    assert "1 other" in bars(speakers(TALK, most=2))


def test_over_several_documents_a_name_is_one_speaker_and_the_unnamed_are_not() -> None:
    other = document((replace(ANN, id="s9"), "Ten."), (SOMEBODY, "Eleven."))
    ax = speakers({"a": TALK, "b": other})
    names = [tick.get_text() for tick in ax.get_yticklabels()]
    assert names == ["Ann Lee", "Bo Madsen", "a docker", "a docker", "speaker not known"]
    assert bars(ax)["Ann Lee"] == 5


def test_two_people_of_one_name_are_two_where_there_is_one_document() -> None:
    ax = speakers(document((ANN, "One."), (replace(ANN, id="s2"), "Two.")))
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Ann Lee", "Ann Lee"]


def test_colours_are_those_of_the_notebook_view() -> None:
    expected = [rgb(colour) for colour in colours(TALK.speakers).values()]
    assert [to_rgb(patch.get_facecolor()) for patch in speakers(TALK).patches[:3]] == expected
    assert expected[0] == rgb(BLUE)


# ---------------------------------------------------------------- roles
def test_a_role_is_counted_for_all_who_have_it_whatever_its_capitals() -> None:
    assert bars(roles(TALK)) == {"Harbour master": 3, "no role stated": 1, "speaker not known": 1}
    assert bars(roles(TALK, by="words"))["Harbour master"] == 6


# ---------------------------------------------------------------- along the text
def test_quotations_stand_at_their_words_in_the_row_of_their_speaker() -> None:
    ax = timeline(TALK)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        "Ann Lee  (2)",
        "Bo Madsen  (1)",
        "a docker  (1)",
        "speaker not known  (1)",
    ]
    boxes = [[path.get_extents().intervalx.tolist() for path in row.get_paths()] for row in ax.collections]
    assert boxes == [[[0, 3], [5, 6]], [[3, 5]], [[6, 7]], [[7, 9]]]
    assert ax.get_xlim() == (0, 9)


def test_documents_follow_one_another() -> None:
    ax = timeline({"a": TALK, "b": TALK})
    boxes = [path.get_extents().intervalx.tolist() for path in ax.collections[0].get_paths()]
    assert boxes == [[0, 3], [5, 6], [9, 12], [14, 15]]
    assert ax.get_xlim() == (0, 18)


def test_a_very_short_quotation_in_a_long_text_is_still_seen() -> None:
    [quote] = document((ANN, "Yes.")).quotes
    long = Document(text="“Yes.” " + "word " * 9_999, lang="en", quotes=(quote,), speakers=(ANN,))
    [path] = timeline(long).collections[0].get_paths()
    assert path.get_extents().width > 10_000 / 500


# ---------------------------------------------------------------- who with whom
def test_a_field_counts_what_one_says_to_another() -> None:
    talk = document((ANN, "One two."), (BO, "Three."), (ANN, "Four."), to=BO)
    assert fields(addressees(talk)) == {("Ann Lee", "Bo Madsen"): 2, ("Bo Madsen", "not told"): 1}
    assert fields(addressees(talk, by="words"))["Ann Lee", "Bo Madsen"] == 3


def test_without_addressees_the_plot_says_so() -> None:
    assert [text.get_text() for text in addressees(TALK).texts] == [
        "nobody is known to be spoken to (only in fiction is it told)"
    ]


def test_people_are_together_where_both_are_quoted_and_the_label_says_in_what() -> None:
    ax = together({"a": TALK, "b": document((ANN, "Ten."), (BO, "Eleven.")), "c": document((ANN, "Twelve."))})
    assert fields(ax)["Bo Madsen", "Ann Lee"] == 2
    assert fields(ax)["Ann Lee", "Ann Lee"] == 3
    assert ax.get_xlabel() == "documents in which both are quoted"


def test_in_one_document_people_are_together_in_paragraphs_or_conversations() -> None:
    ax = together(TALK)
    assert ("Bo Madsen", "Ann Lee") not in fields(ax)
    assert ax.get_xlabel() == "paragraphs in which both are quoted"
    story = replace(TALK, conversations=(Conversation(id="c1", quotes=TALK.quotes[:2]),))
    assert fields(together(story)) == {
        ("Ann Lee", "Ann Lee"): 1,
        ("Bo Madsen", "Ann Lee"): 1,
        ("Bo Madsen", "Bo Madsen"): 1,
    }


# ---------------------------------------------------------------- all
@pytest.mark.parametrize("what", get_args(PlotName))
def test_each_plot_is_a_method_that_draws_on_given_axes(what: PlotName) -> None:
    _, ax = plt.subplots()
    assert DOCUMENT.plot(what, ax=ax) is ax
    assert isinstance(DOCUMENT.plot(what), Axes)


def test_the_names_of_the_method_are_those_of_the_functions() -> None:
    assert list(PLOTS) == list(get_args(PlotName))
    assert [function.__name__ for function in PLOTS.values()] == list(PLOTS)


def test_what_is_no_plot_and_what_are_no_axes_is_refused() -> None:
    with pytest.raises(InputError, match="no plot 'pie'; the plots are speakers, timeline,"):
        DOCUMENT.plot("pie")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="ax takes matplotlib's Axes, not str"):
        DOCUMENT.plot(ax="left")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="by takes words or quotations, not 'letters'"):
        speakers(DOCUMENT, by="letters")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="most takes a number from 1 on, not 0"):
        timeline(DOCUMENT, most=0)
    with pytest.raises(InputError, match="within takes document, conversation, paragraph or None, not 'page'"):
        together(DOCUMENT, within="page")  # type: ignore[arg-type]


def test_quotations_without_a_word_are_drawn_as_nothing() -> None:
    [quote] = document((ANN, " ")).quotes
    wordless = Document(text=" ", lang="en", quotes=(replace(quote, text=" ", spans=(Span(0, 1),)),), speakers=(ANN,))
    assert bars(speakers(wordless)) == {"Ann Lee": 0}


@pytest.mark.parametrize("what", get_args(PlotName))
def test_a_document_without_quotations_gives_axes_that_say_so(what: PlotName) -> None:
    assert len(EMPTY.plot(what).texts) == 1


def test_a_long_name_is_folded_and_cut_and_a_dollar_sign_is_no_mathematics() -> None:
    name = "the spokesman for $5 and $6 of the Committee for the Preservation of Old Harbour Cranes"
    ax = speakers(document((replace(ANN, name=name), "One.")))
    [drawn] = [tick.get_text() for tick in ax.get_yticklabels()]
    assert drawn.count("\n") == 1
    assert drawn.endswith(" …")
    assert r"\$5" in drawn
    render(ax)


@given(strategies.documents())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.filterwarnings("ignore:Glyph.*missing:UserWarning")
def test_any_document_is_drawn(found: Document) -> None:
    for plot in PLOTS.values():
        for documents in (found, {"a": found, "b": DOCUMENT}):
            _, ax = plt.subplots()
            render(plot(documents, ax=ax))
            plt.close("all")


def test_importing_the_plots_loads_no_matplotlib() -> None:
    line = "import quoteattr.plot, sys; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
