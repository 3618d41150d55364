"""Files, folders, patterns and tables: which documents they hold."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from quoteattr.batch.inputs import Reader, Record, find_files
from quoteattr.batch.survey import Kind, Survey, kind_of, out_name, survey
from quoteattr.errors import InputError
from quoteattr.outcomes import Refused


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files of every sort, which is the current one."""
    for name in ("b.txt", "a.txt", "deep/c.txt", "deep/table.jsonl", "picture.png"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(files: list[Path]) -> list[str]:
    return [file.as_posix() for file in files]


def records(path: Path, **options: str) -> list[Record]:
    return list(Reader(**options).records([path]))


def reasons(found: list[Record]) -> list[str | None]:
    return [str(record.text.error) if isinstance(record.text, Refused) else None for record in found]


# ---------------------------------------------------------------- which files


def test_a_folder_is_read_to_its_depths_in_the_order_of_names(folder: Path) -> None:
    assert names(find_files(["news"])) == ["news/a.txt", "news/b.txt", "news/deep/c.txt", "news/deep/table.jsonl"]


def test_a_pattern_is_read_in_the_order_of_names_and_a_file_as_given(folder: Path) -> None:
    assert names(find_files(["news/b.txt", "news/**/*.txt"])) == ["news/b.txt", "news/a.txt", "news/deep/c.txt"]


def test_the_output_is_no_input(folder: Path) -> None:
    found = find_files(["news"], leave_out=lambda path: path.name == "table.jsonl")
    assert names(found) == ["news/a.txt", "news/b.txt", "news/deep/c.txt"]


@pytest.mark.parametrize("given", ["nowhere.txt", "nothing/*.txt", "empty"])
def test_an_input_without_files_is_refused(given: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=f"{given.replace('*', '.')}: no file there"):
        find_files(["news", given])


# ---------------------------------------------------------------- what they hold


def test_a_text_file_is_a_document_to_the_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One.\r\nTwo.\n".encode("utf-8-sig"))
    assert records(path) == [Record(path.as_posix(), "One.\r\nTwo.\n", {})]


def test_a_text_file_that_is_not_utf8_is_a_failure_and_no_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Caf\xe9")
    assert reasons(records(path)) == ["byte 3 is not UTF-8: iconv -f WINDOWS-1252 -t UTF-8"]


ROWS = [{"text": "One.", "url": "/1", "year": 2001}, {"text": "Two.", "url": "/2", "year": 2002}]


def table(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"news.{kind}"
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    if kind == "jsonl":
        path.write_text(lines, encoding="utf-8")
    elif kind == "jsonl.gz":
        path.write_bytes(gzip.compress(lines.encode()))
    elif kind == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, ROWS[0])
            writer.writeheader()
            writer.writerows(ROWS)
    else:
        pq.write_table(pa.Table.from_pylist(ROWS), path)
    return path


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "csv", "parquet"])
def test_a_table_gives_texts_names_and_further_columns(kind: str, tmp_path: Path) -> None:
    path = table(tmp_path, kind)
    found = records(path)
    assert [(record.doc_id, record.text) for record in found] == [(f"{path}:1", "One."), (f"{path}:2", "Two.")]
    assert [{**record.further, "year": int(record.further["year"])} for record in found] == [
        {"url": "/1", "year": 2001}, {"url": "/2", "year": 2002},
    ]  # fmt: skip
    assert [record.doc_id for record in records(path, id_column="url")] == ["/1", "/2"]
    assert [record.text for record in records(path, text_column="url")] == ["/1", "/2"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_without_the_column_is_refused_with_those_it_has(kind: str, tmp_path: Path) -> None:
    path = table(tmp_path, kind)
    with pytest.raises(InputError, match="no column 'body', only 'text', 'url', 'year'"):
        records(path, text_column="body")


def test_a_bad_line_is_a_failure_and_loses_no_other(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "One."}\nnot JSON\n["text"]\n{"body": "x"}\n{"text": "\xff"}\n{"text": "Two."}\n')
    found = records(path)
    assert [record.doc_id.rpartition(":")[2] for record in found] == list("123456")
    assert [record.text for record in found if not isinstance(record.text, Refused)] == ["One.", "Two."]
    assert [str(reason).split(":")[0] for reason in reasons(found) if reason] == [
        "not JSON", "not a JSON object but list", "the row has no 'text'", "not JSON",
    ]  # fmt: skip


def test_a_csv_cell_may_hold_a_novel(tmp_path: Path) -> None:
    path = tmp_path / "novels.csv"
    path.write_text('text\n"' + "It rained.\n" * 30_000 + '"\n', encoding="utf-8")
    assert [len(str(record.text)) for record in records(path)] == [330_000]


# ---------------------------------------------------------------- further columns


def further(*rows: dict[str, object]) -> Survey:
    return survey(Record("x", "", row) for row in rows)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([None, None], "null"),
        ([1, None, 2], "integer"),
        ([1, 2.5], "number"),
        ([True, None], "boolean"),
        (["a", None], "string"),
        ([1, "a"], "json"),
        ([True, 1], "json"),
        ([["a"]], "json"),
        ([{"a": 1}], "json"),
        ([2**70], "json"),
    ],
)
def test_a_column_gets_the_kind_that_holds_all_its_values(values: list[object], kind: Kind) -> None:
    assert further(*({"a": value} for value in values)) == Survey(len(values), {"a": kind})


def test_columns_come_in_the_order_of_their_first_appearance() -> None:
    assert list(further({"b": 1}, {"a": 1, "b": 2}, {}).columns) == ["b", "a"]


def test_a_column_that_is_called_like_one_of_ours_gets_a_prefix() -> None:
    assert [out_name(name) for name in ("date", "speaker", "error")] == ["date", "source_speaker", "source_error"]


def test_a_flag_is_no_number() -> None:
    assert kind_of(True) == "boolean"
