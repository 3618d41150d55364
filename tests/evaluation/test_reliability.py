"""Bands of confidence, and what a wanted precision costs."""

from __future__ import annotations

import pytest

from quoteattr.evaluation.reliability import Answer, Band, bands, threshold


def given(*confidences: tuple[float, bool]) -> list[Answer]:
    return [Answer(confidence, right) for confidence, right in confidences]


def test_answers_are_told_apart_by_bands() -> None:
    found = bands(given((1.0, True), (0.96, False), (0.9, False), (0.25, True)))
    assert found == [Band(0.0, 1, 0.25, 1.0), Band(0.9, 1, 0.9, 0.0), Band(0.95, 2, 0.98, 0.5)]


def test_no_answers_have_no_bands_and_no_threshold() -> None:
    assert bands([]) == []
    assert threshold([], 0.9) is None


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        (1.0, (0.9, 0.5)),  # the two surest are right, the third is wrong
        (0.75, (0.5, 1.0)),  # three of four in all
        (0.6, (0.5, 1.0)),
    ],
)
def test_threshold_keeps_as_many_answers_as_the_precision_allows(
    precision: float, expected: tuple[float, float]
) -> None:
    found = given((0.95, True), (0.9, True), (0.7, False), (0.5, True))
    assert threshold(found, precision) == expected


def test_answers_of_one_confidence_are_kept_or_left_together() -> None:
    assert threshold(given((0.9, True), (0.9, False)), 1.0) is None


def test_a_precision_that_the_surest_answer_misses_has_no_threshold() -> None:
    assert threshold(given((0.9, False), (0.8, False)), 0.5) is None
