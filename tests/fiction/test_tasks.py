"""What the scorer is told of a window: people as numbers, and which quotations may lead to which."""

import pytest

from quoteattr.encoder.pieces import NAMED, QUOTED, TOLD
from quoteattr.encoder.windows import Window
from quoteattr.fiction.passages import Mention, Passage, Unit
from quoteattr.fiction.tasks import Known, Task, make_task
from quoteattr.model import Span

#: «x» Ann . «x» «x» Bo Ann — a quotation has three pieces, everything else one.
UNITS = [Unit(0, 2, 0), Unit(5, 7, 1), Unit(8, 10, 1)]
NAMES = [
    Mention(3, 3, 0, None, 0, Span(0, 1)),
    Mention(11, 11, 1, None, 1, Span(1, 2)),
    Mention(12, 12, 1, None, 2, Span(2, 3)),
]
PASSAGE = Passage(
    pieces=[0] * 13,
    flags=[QUOTED] * 3 + [NAMED, TOLD] + [QUOTED] * 6 + [NAMED] * 2,
    breaks=[0, 5],
    units=UNITS,
    mentions=NAMES,
)
ANN, BO = 7, 3
WINDOW = Window(0, 13, 0)


def task(*speakers: int | None, bearers: tuple[tuple[int, ...], ...] = ((ANN,), (BO,), (ANN,))) -> Task:
    return make_task(PASSAGE, WINDOW, Known(bearers, {ANN: "F"}, speakers))


def test_somebody_has_one_number_wherever_named_or_sure_to_speak() -> None:
    one = task(None, ANN, None)
    assert one.numbers == [0, *[0, 0, 0], 1, 0, *[1, 0, 1], *[0, 0, 0], 2, 1]
    assert [bool(gender) for gender in one.genders] == [number == 1 for number in one.numbers]
    assert one.sure.tolist() == [False, True, False]


def test_a_name_that_two_bear_has_no_number() -> None:
    assert task(None, None, None, bearers=((ANN, BO), (BO,), ())).numbers == [0] * 12 + [1, 0]


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ((None, None, None), [[0, 0, 0], [1, 0, 0], [1, 1, 0]]),
        ((None, None, BO), [[0, 0, 1], [1, 0, 1], [1, 1, 0]]),
        ((ANN, BO, ANN), [[0, 1, 1], [1, 0, 1], [1, 1, 0]]),
    ],
)
def test_earlier_quotations_lead_and_later_ones_where_they_are_sure(
    speakers: tuple[int | None, ...], expected: list[list[int]]
) -> None:
    assert task(*speakers).allowed[:, 3:].int().tolist() == expected


def test_people_beyond_the_numbers_have_none() -> None:
    known = Known([(ANN,), (BO,), (ANN,)], {}, [None, BO, None])  # Bo's pieces are three, Ann's two
    assert make_task(PASSAGE, WINDOW, known, range(1, 2)).numbers == [0] * 6 + [1, 0, 1] + [0] * 3 + [1, 0]
