"""Many texts: batches, tags, bad texts among good ones, and the bar."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteattr import Attributor, Document, Failure, InputError, ModelError, TextTooLongError

ROOT = Path(__file__).parent.parent
ARTICLES = (
    "“We looked at every bolt,” city engineer Maren Holloway said. “It will hold,” she added.",
    "",
    "Nobody spoke.\n\nThe river rose.",
    "Tobias Renn, a baker, called it “a scandal”.\nThe council met at noon. “I won’t go,” he told reporters.",
    "“Mind the step,” said old Mrs Pell.\n“I always do,” said the boy.\n“You never do,” said Mrs Pell.",
    "The mayor, Ilse Quandt, asked: “Who pays?” Her deputy, Jon Aske, said that “nobody” would.",
)
BAD: tuple[object, ...] = (b"bytes", None, 3, ["a list"], "far too long, " * 100)


def attributed(results: Iterator[Document | Failure]) -> list[str]:
    return [result.text if isinstance(result, Document) else result.reason.split(":")[0] for result in results]


# ---------------------------------------------------------------- batches


@pytest.mark.models
@pytest.mark.parametrize("batch_size", [1, 2, 5, 100])
def test_documents_are_the_same_whatever_the_batch(batch_size: int) -> None:
    attributor = Attributor()
    alone = [attributor(text) for text in ARTICLES]
    assert list(attributor.pipe(ARTICLES, batch_size=batch_size)) == alone
    assert list(attributor.pipe(reversed(ARTICLES), batch_size=batch_size)) == alone[::-1]


def test_one_batch_is_read_when_its_first_document_is_asked_for() -> None:
    read: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(1000):
            read.append(number)
            yield f"Text {number} without marks."

    documents = Attributor().pipe(texts(), batch_size=3)
    assert read == []
    assert [next(documents).text for _ in range(3)] == [f"Text {number} without marks." for number in range(3)]
    assert read == [0, 1, 2]
    next(documents)
    assert read == [0, 1, 2, 3, 4, 5]


def test_a_batch_of_long_texts_ends_early() -> None:
    read: list[int] = []

    def novels() -> Iterator[str]:
        for number in range(5):
            read.append(number)
            yield "It rained. " * 30_000

    next(Attributor().pipe(novels(), batch_size=5))
    assert read == [0]


def test_tags_stay_with_their_texts() -> None:
    texts = ["One.", None, "Two.", b"x", "Three."]
    pairs = list(zip(texts, "abcde", strict=True))
    kept = Attributor().pipe(pairs, as_tuples=True, on_error="skip", batch_size=2)
    assert [(document.text, tag) for document, tag in kept] == [("One.", "a"), ("Two.", "c"), ("Three.", "e")]
    every = Attributor().pipe(pairs, as_tuples=True, on_error="return", batch_size=2)
    assert [(type(result).__name__, tag) for result, tag in every] == [
        ("Document", "a"), ("Failure", "b"), ("Document", "c"), ("Failure", "d"), ("Document", "e"),
    ]  # fmt: skip


# ---------------------------------------------------------------- bad texts


@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_a_bad_text_raises_when_its_turn_comes_and_not_before(batch_size: int) -> None:
    documents = Attributor().pipe(["Good.", "Better.", None, "Never."], batch_size=batch_size)
    assert [next(documents).text, next(documents).text] == ["Good.", "Better."]
    with pytest.raises(InputError, match="NoneType"):
        next(documents)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: type(bad).__name__)
@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_a_bad_text_loses_no_other(bad: object, batch_size: int) -> None:
    texts = ["One.", bad, "Two.", "Three."]
    attributor = Attributor()
    skipped = attributor.pipe(texts, batch_size=batch_size, on_error="skip", max_length=100)
    assert [document.text for document in skipped] == ["One.", "Two.", "Three."]
    returned = list(attributor.pipe(texts, batch_size=batch_size, on_error="return", max_length=100))
    failure = returned.pop(1)
    assert attributed(iter(returned)) == ["One.", "Two.", "Three."]
    assert isinstance(failure, Failure)
    assert failure.index == 1
    assert isinstance(failure.error, TextTooLongError if isinstance(bad, str) else InputError)


def test_a_failure_gives_its_reason_on_one_line() -> None:
    failure = Failure(0, ValueError("first line\n  second line"))
    assert failure.reason == "ValueError: first line second line"


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    with pytest.raises(TextTooLongError, match=r"12 code points, more than max_length=11"):
        next(Attributor().pipe(["Twelve chars"], max_length=11))
    assert next(Attributor().pipe(["Twelve chars"], max_length=12)).text == "Twelve chars"


@pytest.mark.models
def test_a_text_over_which_the_parser_fails_loses_no_other_of_its_batch() -> None:
    from stanza.models.common.doc import Document as StanzaDocument

    token = {"id": 1, "text": "“Yes.”", "start_char": 0, "end_char": 6}
    unparsed = StanzaDocument([[token]], text="“Yes.”")
    results = list(Attributor().pipe([ARTICLES[0], unparsed, ARTICLES[3]], on_error="return"))
    assert results[::2] == [Attributor()(ARTICLES[0]), Attributor()(ARTICLES[3])]
    assert isinstance(results[1], Failure)
    assert isinstance(results[1].error, ModelError)


@pytest.mark.models
@pytest.mark.parametrize(("on_error", "n_process"), [("raise", 1), ("skip", 1), ("return", 1), ("return", 2)])
def test_models_that_cannot_be_loaded_are_no_texts_fault(on_error: str, n_process: int, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "resources.json").write_text("{}", encoding="utf-8")
    results = Attributor(models=tmp_path).pipe(ARTICLES, on_error=on_error, n_process=n_process)  # type: ignore[call-overload]
    with pytest.raises(ModelError, match="cannot be loaded"):
        list(results)


def test_an_iterator_that_breaks_off_loses_none_of_the_texts_before() -> None:
    def breaking() -> Iterator[str]:
        yield "One."
        yield "Two."
        raise OSError("the disk is gone")

    for n_process in (1, 2):
        documents = Attributor().pipe(breaking(), n_process=n_process)
        assert [next(documents).text, next(documents).text] == ["One.", "Two."]
        with pytest.raises(OSError, match="the disk is gone"):
            next(documents)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"batch_size": 0}, "batch_size takes a whole number from 1 on, not 0"),
        ({"batch_size": "many"}, "batch_size takes"),
        ({"n_process": 0}, "n_process takes"),
        ({"n_process": True}, "n_process takes"),
        ({"n_process": 1.5}, "n_process takes"),
        ({"max_length": 0}, "max_length takes"),
        ({"on_error": "ignore"}, "on_error takes 'raise', 'skip' or 'return', not 'ignore'"),
    ],
)
def test_a_wrong_option_is_refused_at_once(options: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says):
        Attributor().pipe([], **options)  # type: ignore[call-overload]


# ---------------------------------------------------------------- the bar


@pytest.mark.parametrize("texts", [["One.", "Two."], iter(["One.", "Two."])], ids=["list", "iterator"])
def test_progress_shows_how_many_texts_are_done(texts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(Attributor().pipe(texts, progress=True))) == 2
    shown = capsys.readouterr().err
    assert "2/2" in shown if isinstance(texts, list) else "2text" in shown


def test_without_progress_tqdm_is_not_loaded() -> None:
    line = (
        "import sys; from quoteattr import Attributor; list(Attributor().pipe(['One.'])); "
        "assert 'tqdm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", line], cwd=ROOT, check=True)
