"""Model files are read without running code from them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import torch

from quoteattr.nlp.compact.checkpoint import UNKNOWN, UnfitError, Vocabulary, Weights, expect, read
from quoteattr.nlp.compact.names import mended
from quoteattr.nlp.compact.tags import seen_as


class Harm:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("harm",))


def test_tensors_and_plain_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "model.pt"
    torch.save({"model": {"a": torch.arange(3).half()}, "words": ["x"], "dicts": b"\xff"}, path)
    found = read(path)
    assert found["model"]["a"].tolist() == [0, 1, 2]
    assert (found["words"], found["dicts"]) == (["x"], b"\xff")


@pytest.mark.parametrize("zipped", [True, False])
def test_a_file_that_would_run_code_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zipped: bool
) -> None:
    path = tmp_path / "model.pt"
    torch.save({"model": Harm()}, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(pickle.UnpicklingError, match="print"):
        read(path)
    assert capsys.readouterr().out == ""


def test_another_setting_or_a_missing_tensor_is_another_shape() -> None:
    with pytest.raises(UnfitError, match="charlm"):
        expect({"charlm": True}, charlm=False)
    with pytest.raises(UnfitError, match="lstm"):
        Weights({})["lstm.weight"]


def test_a_word_outside_the_vocabulary_is_unknown() -> None:
    vocabulary = Vocabulary({"_id2unit": ["<PAD>", "<UNK>", "lee"], "_unit2id": {"lee": 2}, "lower": True})
    assert (vocabulary.number("Lee"), vocabulary.number("Ann")) == (2, UNKNOWN)


@pytest.mark.parametrize(
    ("word", "seen"), [("?!?", "?"), ("!!", "!"), ("?", "?"), ("Lee", "Lee"), ("…", "…"), ("?x", "?x")]
)
def test_rows_of_question_and_exclamation_marks_are_seen_as_one(word: str, seen: str) -> None:
    assert seen_as(word) == seen


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-PER E-PER O S-LOC", "B-PER E-PER O S-LOC"),
        ("I-PER I-PER O B-LOC", "B-PER E-PER O S-LOC"),
        ("E-ORG O I-PER", "S-ORG O S-PER"),
        ("B-PER I-LOC E-LOC", "S-PER B-LOC E-LOC"),
    ],
)
def test_every_name_gets_a_beginning_and_an_end(tags: str, expected: str) -> None:
    assert mended(tags.split()) == expected.split()
