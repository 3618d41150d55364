"""Reading JSON Lines: a bad line is named."""

import gzip
from pathlib import Path

import pytest

from quoteattr.errors import GoldError
from quoteattr.evaluation.records import Record, read_record, read_records
from quoteattr.model import Span

BAD_FILES = {
    "not JSON": (b'{"a": 1}\n{"a": \n', "line 2: not JSON"),
    "not an object": (b"[1]\n", "line 1: a JSON object was expected"),
    "not UTF-8": (b'{"a": 1}\n\n{"a": "\xff"}\n', "line 3: byte 7 is not UTF-8"),
    "nested too deeply": (b"[" * 100_000, "line 1: not JSON"),
}


@pytest.mark.parametrize(("content", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_line_is_named(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=message):
        list(read_records(path))


@pytest.mark.parametrize("cut", [0, 10, -10])
def test_a_cut_off_gzip_file_is_named(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    whole = gzip.compress(b'{"a": 1}\n' * 1000)
    path.write_bytes(whole[:cut] if cut else b"not gzip at all")
    with pytest.raises(GoldError, match=r"cut\.jsonl\.gz, after line \d+: not a whole gzip file"):
        list(read_records(path))


def test_plain_and_zipped_files_read_the_same_and_blank_lines_do_not_count(tmp_path: Path) -> None:
    content = '{"a": "“x”"}\n\n{"a": "y"}'.encode()
    (tmp_path / "plain.jsonl").write_bytes(content)
    (tmp_path / "zipped.jsonl.gz").write_bytes(gzip.compress(content))
    plain, zipped = (list(read_records(tmp_path / name)) for name in ("plain.jsonl", "zipped.jsonl.gz"))
    assert [record.fields for record in plain] == [record.fields for record in zipped] == [{"a": "“x”"}, {"a": "y"}]
    assert plain[1].place.endswith("plain.jsonl, line 3")


def test_a_missing_file_is_the_system_s_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_records(tmp_path / "none.jsonl"))


def test_one_object_may_run_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "stats.json"
    path.write_text('{\n "a": 1\n}\n', encoding="utf-8")
    assert read_record(path).number("a") == 1


RECORD = Record(
    {"text": "x", "null": None, "span": [1, 3], "spans": [[1, 3], None], "number": 2, "flag": True}, "f, line 1"
)


def test_fields_are_read_by_type() -> None:
    assert RECORD.text("text") == "x"
    assert RECORD.optional_text("null") is RECORD.optional_text("absent") is None
    assert RECORD.optional_span("span") == Span(1, 3)
    assert RECORD.spans("spans") == (Span(1, 3),)
    assert RECORD.number("number") == 2.0
    assert RECORD.texts("absent") == ()
    assert RECORD.records("absent") == ()


@pytest.mark.parametrize(
    ("key", "method"),
    [
        ("null", "text"),
        ("number", "text"),
        ("text", "number"),
        ("flag", "number"),
        ("text", "optional_span"),
        ("spans", "texts"),
        ("text", "records"),
        ("absent", "spans"),
        ("text", "spans"),
    ],
)
def test_a_field_of_another_type_is_named(key: str, method: str) -> None:
    with pytest.raises(GoldError, match=f"f, line 1: '{key}' must be .*, it is"):
        getattr(RECORD, method)(key)


@pytest.mark.parametrize("span", [[1], [1, 2, 3], [1.0, 2.0], ["1", "2"], [True, False], {"start": 1}])
def test_a_span_is_two_whole_numbers(span: object) -> None:
    with pytest.raises(GoldError, match=r"\[start, end\] in code points"):
        Record({"cue": span}, "f").optional_span("cue")
