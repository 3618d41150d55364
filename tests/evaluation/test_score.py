"""Counting, on an article written for this."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from quoteattr.evaluation.align import best_cover, overlapping
from quoteattr.evaluation.figures import Counts, Figures
from quoteattr.evaluation.gold import GoldDocument, GoldQuote, Prediction
from quoteattr.evaluation.score import score
from quoteattr.model import Span
from tests.evaluation.harbour import ARTICLE, CRANE, RIGHT, TEXT, at


def figures(*predictions: Prediction, document: GoldDocument = ARTICLE) -> Figures:
    return score([document], {"harbour": predictions})


def sets(*numbers: Iterable[int]) -> list[frozenset[int]]:
    return [frozenset(piece) for piece in numbers]


def test_gold_counts_pieces_and_leaves_indirect_speech_out() -> None:
    empty = figures()
    assert empty.gold_styles == Counter(direct=2, mixed=1, written=1)
    assert (empty.nonquotes, empty.nonquotes_reported, empty.predicted_pieces) == (2, 0, 0)
    assert (empty.mention.gold, empty.name_strict.gold, empty.cue.gold, empty.role.gold) == (4, 3, 4, 2)
    assert empty.kinds == Counter(explicit=2, anaphoric=1)
    assert empty.mention.recall == empty.mention.precision == empty.mention.f1 == empty.mention.accuracy == 0


def test_a_right_answer_is_right_in_all_its_pieces() -> None:
    right = figures(RIGHT)
    assert (right.found, right.detected_exactly, right.detected["direct"]) == (2, 2, 2)
    assert (right.mention.right, right.mention.exact, right.mention.predicted_right) == (2, 2, 2)
    assert (right.name_strict.right, right.cue.right, right.role.right, right.role.exact) == (2, 2, 2, 2)
    assert right.name_strict.precision == right.role.f1 == right.mention.accuracy == 1
    assert right.name_strict.recall == 2 / 3


#: What is changed in the right answer, and the names, mentions and roles that are right then (of two pieces).
CHANGES = [
    ("a last name that two people share", {"speaker_name": "Lee"}, (0, 2, 2)),
    ("another person", {"speaker_name": "Bob Lee"}, (0, 2, 2)),
    ("no name: the mention's words stand in", {"speaker_name": None, "mention": at("Ann Lee")}, (2, 2, 2)),
    ("a pronoun for a name", {"speaker_name": None, "mention": at("she")}, (0, 0, 2)),
    ("the same words elsewhere", {"mention": at("Lee", 1)}, (2, 0, 2)),
    ("a stop word of the mention only", {"mention": Span(at("old").end, at("said").end)}, (2, 0, 2)),
    ("a part of the role", {"role": "master"}, (2, 2, 2)),
    ("a role with much around it", {"role": "harbour master of the port of Quay in the north"}, (2, 2, 0)),
    ("somebody else's role", {"role": "her brother"}, (2, 2, 0)),
    ("no role", {"role": None}, (2, 2, 0)),
]


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_wrong_answers(change: dict[str, object], expected: tuple[int, int, int]) -> None:
    changed = figures(replace(RIGHT, **change))  # type: ignore[arg-type]
    assert (changed.name_lenient.right, changed.mention.right, changed.role.right) == expected
    assert changed.detected_exactly == 2


def test_a_quotation_that_gold_does_not_have_costs_precision_in_everything_it_claims() -> None:
    alarm = figures(replace(RIGHT, spans=(at("“quiet”"),)))
    assert (alarm.predicted_pieces, alarm.found) == (1, 0)
    assert (alarm.nonquotes_reported, alarm.nonquotes_attributed) == (1, 1)
    assert (alarm.mention.predicted, alarm.name_strict.predicted, alarm.role.predicted) == (1, 1, 1)
    assert (alarm.mention.predicted_right, alarm.name_strict.predicted_right, alarm.role.predicted_right) == (0, 0, 0)


def test_a_nonquote_that_the_system_calls_one_costs_nothing() -> None:
    assert figures(Prediction(spans=(at("“quiet”"),), style="scare")) == figures()


def test_indirect_words_are_neither_rewarded_nor_fined() -> None:
    broken = GoldQuote(spans=(at("“floating shed”"),), style="broken")
    document = replace(ARTICLE, quotes=(CRANE, broken))
    for span in (at("the town will miss it"), at("“floating shed”")):
        assert figures(replace(RIGHT, spans=(span,), style="mixed"), document=document).predicted_pieces == 0


def test_a_role_of_an_unnamed_speaker_is_left_out() -> None:
    answer = Prediction(spans=(at("“far too low”"),), style="mixed", speaker_name="a clerk of the port", role="clerk")
    counted = figures(answer)
    assert (counted.name_strict.right, counted.role.predicted) == (1, 0)


def test_what_gold_does_not_answer_is_left_out_of_precision() -> None:
    answer = Prediction(spans=(at("“No entry.”"),), style="written", mention=at("A notice"), speaker_name="Bob Lee")
    counted = figures(answer)
    assert (counted.mention.predicted_right, counted.name_strict.predicted) == (1, 0)


def test_of_nested_attributions_of_a_piece_either_speaker_is_right() -> None:
    retold = replace(CRANE, speaker="E1", speaker_name="Bob Lee", mention=at("Bob Lee"))
    document = replace(ARTICLE, quotes=(CRANE, retold))
    for name in ("Ann Lee", "Bob Lee"):
        counted = figures(replace(RIGHT, speaker_name=name), document=document)
        assert (counted.gold_pieces, counted.name_strict.right) == (2, 2)


def test_the_first_of_two_answers_for_a_piece_counts() -> None:
    assert figures(RIGHT, replace(RIGHT, speaker_name="Bob Lee")) == figures(RIGHT)


def test_dialogue_without_marks_counts_where_both_call_it_direct() -> None:
    text = "- Come in, he said.\n"
    spans = (Span(0, 9),)
    document = GoldDocument(doc_id="harbour", text=text, quotes=(GoldQuote(spans=spans, style="direct"),))
    assert figures(Prediction(spans=spans, style="direct"), document=document).found == 1
    assert figures(Prediction(spans=spans, style="mixed"), document=document).found == 0


def test_a_cue_without_words_is_right_where_it_is_touched() -> None:
    colon = at(":")
    document = replace(ARTICLE, quotes=(replace(CRANE, cue=colon),))
    assert figures(replace(RIGHT, cue=colon), document=document).cue.right == 2
    assert figures(replace(RIGHT, cue=at("said")), document=document).cue.right == 0


def test_documents_without_predictions_are_counted_as_unanswered() -> None:
    assert score([ARTICLE], {}) == figures()
    assert score([], {}).to_dict()["found"] is None
    assert score([ARTICLE, ARTICLE], {"harbour": [RIGHT]}).name_strict.right == 4


def test_the_best_cover_is_at_least_half_of_a_piece_and_of_equals_the_shorter() -> None:
    assert best_cover(sets({1, 2, 3}), sets({1}, {2, 3, 4, 5}, {2, 3, 4})) == [2]
    assert best_cover(sets({1, 2, 3}), sets({1})) == [None]
    assert best_cover(sets({1, 2}), sets({2})) == [0]


def test_overlap_is_one_to_one_and_the_nearest_first() -> None:
    words = set(range(10))
    assert overlapping(sets(words), sets(words - {0, 1})) == {0}
    assert overlapping(sets(words), sets(words - {0, 1, 2})) == set()
    assert overlapping(sets(words, words - {0}), sets(words)) == {0}


def test_counts_add_up() -> None:
    half = Counts(gold=2, found=1, right=1, predicted=1, predicted_right=1)
    both = half + half
    assert (both.gold, both.recall, both.precision, both.accuracy) == (4, 0.5, 1.0, 1.0)


def test_figures_name_only_what_the_corpus_annotates() -> None:
    bare = replace(ARTICLE, entities=(), quotes=(GoldQuote(spans=CRANE.spans, style="direct"),))
    assert set(figures(document=bare).to_dict()) == {
        *("docs", "gold_pieces", "gold_direct", "gold_mixed", "gold_written", "pred_pieces", "marks_cover_gold_direct"),
        *("detect_exact", "detect_ovl", "detect_ovl_R_direct", "detect_ovl_R_mixed", "found"),
    }
    assert {"mention", "name_strict", "name_lenient", "cue", "role", "nonquotes"} < set(figures().to_dict())
    assert TEXT.count("“") == 6


#: Who is named as addressed, and how many pieces have somebody right, names given, and right ones among these.
ADDRESSED = [
    ((), (0, 0, 0)),
    (("Bob Lee",), (2, 2, 2)),
    (("Bob",), (2, 2, 2)),
    (("Ann Lee",), (0, 2, 0)),
    (("Ann Lee", "Bob Lee"), (2, 4, 2)),
]


@pytest.mark.parametrize(("names", "expected"), ADDRESSED)
def test_one_of_those_spoken_to_must_be_named(names: tuple[str, ...], expected: tuple[int, int, int]) -> None:
    document = replace(ARTICLE, quotes=(replace(CRANE, addressees=("E1", "E2")),))
    counted = figures(replace(RIGHT, addressees=names), document=document).addressees
    assert (counted.right, counted.predicted, counted.predicted_right) == expected
    assert counted.gold == 2


def test_an_addressee_of_what_gold_has_without_one_is_left_out() -> None:
    counted = figures(replace(RIGHT, addressees=("Bob Lee",))).addressees
    assert (counted.gold, counted.predicted) == (0, 0)
