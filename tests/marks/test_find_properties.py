"""What holds for every text, and that time and memory grow no faster than the marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.marks import find_marked, outside
from quoteattr.marks.glyphs import CHARACTERS
from quoteattr.model import Span
from quoteattr.text import paragraphs
from tests.strategies import texts

marky = st.lists(
    st.sampled_from((*CHARACTERS, "``", "''", " ", "\n", "\n\n", ".", ",", "word", "boys", "s", "5", "—", "(", ")")),
    max_size=60,
).map("".join)

#: Dialogue behind dashes, whatever follows.
dashed = st.lists(
    st.sampled_from(
        ("—", "--", "- ", "“", '"', "Word", "word", " he said", " said Mr Finn", ", ", "! ", ". ", ": ", "\n", "\n\n")
    ),
    max_size=60,
).map(lambda parts: "—Why? he said.\n—No! she said.\n—Go!\n—Now!\n" + "".join(parts))

#: Paragraphs whose marks pair, whatever stands above or below them.
SELF_CONTAINED = (
    "No marks at all.",
    "“We agree,” he said. “We sign.”",
    '"We agree," he said. "We sign."',
    "Told ‘no’, she left the boys’ club.",
    "«Oui», dit-il.",
    "They don't say; the boys' hats are 5\" wide.",
    "“He said ‘no’ to “Lost” again,” she said.",
    "''Yes,'' she said.",
)
STRAYS = (
    'He said, "One',
    "“Stray one",
    "One stray” here",
    "An » odd",
    "The 'lumbago",
    "``Open",
    "One ‘two",
    "“A ‘b”",
    "„Low",
)


@given(texts | marky | dashed)
def test_stretches_stand_in_order_inside_their_paragraphs(text: str) -> None:
    spans = list(paragraphs(text))
    end = 0
    for found in find_marked(text, spans):
        assert end <= found.span.start < found.span.end
        assert spans[found.paragraph].holds(found.span)
        assert found.span.holds(found.content)
        assert found.content.start < found.content.end
        assert text[found.content.start : found.content.end].strip(CHARACTERS + " \n")
        assert text.startswith(found.opening, found.span.start)
        end = found.span.end


@given(texts | marky | dashed)
def test_inner_quotations_stand_in_order_inside_the_content(text: str) -> None:
    for found in find_marked(text, list(paragraphs(text))):
        end = found.content.start
        for inner in found.nested:
            assert end <= inner.start < inner.end <= found.content.end
            end = inner.end


@given(texts | marky | dashed)
def test_quotation_goes_on_only_where_one_was_left_open(text: str) -> None:
    found = find_marked(text, list(paragraphs(text)))
    assert not any(first.continues for first in found[:1])
    for last, following in pairwise(found):
        if following.continues:
            assert not last.closed
            assert following.paragraph - last.paragraph in (0, 1)


@given(marky)
def test_same_text_gives_the_same_stretches(text: str) -> None:
    assert find_marked(text, list(paragraphs(text))) == find_marked(text, tuple(paragraphs(text)))


@given(st.lists(st.sampled_from(SELF_CONTAINED), min_size=1, max_size=6), st.sampled_from(STRAYS), st.data())
def test_paragraph_with_a_stray_mark_changes_no_other(whole: list[str], stray: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole)))
    alone = [_stretches(paragraph) for paragraph in whole]
    together = [*whole[:place], stray, *whole[place:]]
    text = "\n".join(together)
    found: list[list[str]] = [[] for _ in together]
    for marked in find_marked(text, list(paragraphs(text))):
        found[marked.paragraph].append(text[marked.span.start : marked.span.end])
    assert [*found[:place], *found[place + 1 :]] == alone


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param('"' * 200_000, 0, id="straight marks alone"),
        pytest.param("\N{LEFT SINGLE QUOTATION MARK}" * 100_000, 0, id="left single marks alone"),
        pytest.param("'" * 200_000, 0, id="typed apostrophes alone"),
        pytest.param('"a" ' * 100_000, 100_000, id="quoted words"),
        pytest.param("“a ‘b’ c” " * 50_000, 50_000, id="nested quotations"),
        pytest.param("“a " * 100_000, 100_000, id="opening marks that nothing closes"),
        pytest.param("a” " * 100_000, 0, id="closing marks that nothing opens"),
        pytest.param("boys' " * 100_000, 0, id="possessives"),
        pytest.param("don't " * 500_000, 0, id="apostrophes"),
        pytest.param(" " * 5_000_000 + "“a”", 1, id="blanks"),
        pytest.param("“a”\n" * 100_000, 100_000, id="paragraphs"),
    ],
)
def test_big_paragraph_is_read_in_linear_time(text: str, count: int) -> None:
    assert len(find_marked(text, list(paragraphs(text)))) == count


def test_marks_outside_the_paragraphs_given_are_not_looked_at() -> None:
    text = "“One” “two” “three”"
    assert [found.span for found in find_marked(text, [Span(6, 11)])] == [Span(6, 11)]


def _stretches(text: str) -> list[str]:
    return [text[found.span.start : found.span.end] for found in find_marked(text, list(paragraphs(text)))]


@given(st.one_of(texts, marky))
def test_what_is_outside_and_what_is_marked_are_the_text(text: str) -> None:
    marked = find_marked(text, tuple(paragraphs(text)))
    told = outside(text, marked)
    within = [text[slice(*stretch.span)] for stretch in marked]
    assert "".join(part for pair in zip(told, [*within, ""], strict=True) for part in pair) == text
