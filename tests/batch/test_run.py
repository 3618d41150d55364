"""The batch command: one row and more for every document, whatever happens on the way. Most texts need no models."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from quoteattr import Attributor
from quoteattr.cli import main
from quoteattr.export.results import RESULT_COLUMNS
from tests.test_stream import ARTICLES

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such signals on Windows")


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of quiet and bad documents in the current folder."""
    path = tmp_path / "news.jsonl"
    rows: list[dict[str, object]] = [{"text": f"Text {number}.", "url": f"/{number}"} for number in range(10)]
    rows[3]["text"] = None
    rows[7]["text"] = "Too long. " * 100
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def read(name: str) -> list[dict[str, Any]]:
    path = Path(name)
    if path.suffix == ".parquet":
        found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return found
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet"])
def test_every_document_has_a_row_whether_it_has_quotations_or_not(output: str, news: Path) -> None:
    assert (
        main(["batch", str(news), "-o", output, "--id-column", "url", "--max-length", "500", "--part-size", "4"]) == 0
    )
    rows = read(output)
    assert [row["doc_id"] for row in rows] == [f"/{number}" for number in range(10)]
    assert {tuple(row) for row in rows} == {RESULT_COLUMNS}
    assert [row["doc_id"] for row in rows if row["error"] is not None] == ["/3", "/7"]
    assert {row["quote_id"] for row in rows} == {None}


def test_the_report_is_printed_and_kept(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(news), "-o", "out.jsonl", "--id-column", "url", "--max-length", "500"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(
        "out.jsonl: 10 documents, 0 quotations, 0 of them without a speaker, 2 documents failed; 16 words, "
    )
    assert printed[1].startswith("failed: /3: InputError: text is NoneType")
    assert printed[2].startswith("failed: /7: TextTooLongError: the text has 1,000 code points")
    report = json.loads(Path("out.jsonl.report.json").read_text(encoding="utf-8"))
    assert (report["documents"], report["words"], len(report["failures"])) == (10, 16, 2)


def test_of_many_failures_the_first_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.jsonl").write_text("no JSON\n" * 25, encoding="utf-8")
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "out.jsonl")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 12
    assert printed[-1] == "… and 15 more: column error of the table, and out.jsonl.report.json"


def test_nothing_but_the_output_and_its_report_is_left(news: Path) -> None:
    assert main(["batch", str(news), "-o", "out.parquet"]) == 0
    assert sorted(path.name for path in news.parent.iterdir()) == [
        "news.jsonl", "out.parquet", "out.parquet.report.json",
    ]  # fmt: skip


def test_a_finished_run_is_not_done_again(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["batch", ".", "-o", "out.jsonl"]
    assert main(command) == 0
    first, written = capsys.readouterr().out, Path("out.jsonl").stat().st_mtime_ns
    assert main(command) == 0
    assert capsys.readouterr().out == first
    assert Path("out.jsonl").stat().st_mtime_ns == written
    with news.open("a", encoding="utf-8") as lines:
        lines.write('{"text": "New."}\n')
    assert main(command) == 0
    assert len(read("out.jsonl")) == 11


def test_a_fast_run_does_not_go_on_from_a_thorough_one(news: Path) -> None:
    command = ["batch", str(news), "-o", "out.jsonl"]
    assert main(command) == 0
    thorough = Path("out.jsonl").stat().st_mtime_ns
    assert main([*command, "--fast"]) == 0
    assert Path("out.jsonl").stat().st_mtime_ns > thorough


def test_no_documents_are_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text("", encoding="utf-8")
    for name in ("out.jsonl", "out.parquet"):
        assert main(["batch", str(tmp_path / "news.jsonl"), "-o", str(tmp_path / name)]) == 0
        assert read(str(tmp_path / name)) == []


# ---------------------------------------------------------------- further columns


def test_columns_of_parquet_keep_their_types(tmp_path: Path) -> None:
    day = datetime.date(2026, 1, 2)
    rows = [{"text": "One.", "day": day, "tags": ["a", "b"], "price": 1.5, "speaker": "someone"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    for name in ("out.parquet", "out.jsonl"):
        assert main(["batch", str(tmp_path / "in.parquet"), "-o", str(tmp_path / name)]) == 0
    [row] = read(str(tmp_path / "out.parquet"))
    assert (row["day"], row["tags"], row["price"], row["source_speaker"]) == (day, ["a", "b"], 1.5, "someone")
    [row] = read(str(tmp_path / "out.jsonl"))
    assert (row["day"], row["tags"], row["price"], row["source_speaker"]) == ("2026-01-02", ["a", "b"], 1.5, "someone")


def test_columns_of_json_lines_get_one_type_in_parquet(tmp_path: Path) -> None:
    lines = [
        {"text": "One.", "n": 1, "mixed": "a"},
        {"text": "Two.", "n": 2.5, "mixed": {"b": [1]}},
        {"text": "Three.", "mixed": None},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    out = str(tmp_path / "out.parquet")
    assert main(["batch", str(tmp_path / "in.jsonl"), "-o", out, "--part-size", "1"]) == 0
    assert [(row["n"], row["mixed"]) for row in read(out)] == [(1.0, '"a"'), (2.5, '{"b": [1]}'), (None, None)]


def test_half_a_surrogate_pair_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "One.", "title": "\\ud800"}\n{"text": "Two."}\n', encoding="utf-8")
    for name in ("out.parquet", "out.jsonl"):
        assert main(["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / name)]) == 0
    assert [row["title"] for row in read(str(tmp_path / "out.parquet"))] == ["\\ud800", None]
    assert [row["title"] for row in read(str(tmp_path / "out.jsonl"))] == ["\ud800", None]


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "-o", "out.jsonl"], "nowhere: no file there"),
        (["news.jsonl", "-o", "out.xlsx"], "out.xlsx: the output is a table, .parquet or .jsonl: -o out.parquet"),
        (["news.jsonl", "-o", "no/out.jsonl"], "no/out.jsonl: there is no such folder"),
        (["news.jsonl", "-o", "out.jsonl", "--processes", "0"], "n_process takes a whole number"),
        (["news.jsonl", "-o", "out.jsonl", "--part-size", "0"], "part_size takes a whole number"),
    ],
)
def test_a_wrong_input_or_output_is_named(
    arguments: list[str], message: str, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"quoteattr: {message}")


def test_the_unfinished_run_of_another_plan_is_left_alone(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = Path("out.jsonl.parts")
    parts.mkdir()
    (parts / "plan.json").write_text("{}", encoding="utf-8")
    assert main(["batch", str(news), "-o", "out.jsonl"]) == 2
    assert "rm -r out.jsonl.parts" in capsys.readouterr().err
    assert [path.name for path in parts.iterdir()] == ["plan.json"]


# ---------------------------------------------------------------- killed and started again

#: The command in a process that kills itself at its n-th renaming of a file, just before it or just after.
SUICIDAL = """
    import os, pathlib, signal, sys
    from quoteattr.cli import main

    replace, left = pathlib.Path.replace, [int(sys.argv[1])]

    def counted(self, target):
        left[0] -= 1
        if left[0] == 0 and sys.argv[2] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        replace(self, target)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    pathlib.Path.replace = counted
    sys.exit(main(["batch", *sys.argv[3:]]))
"""


@posix
@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet"])
def test_killed_at_any_write_it_ends_with_the_same_output(output: str, news: Path) -> None:
    command = ["news.jsonl", "--part-size", "4", "--max-length", "500"]
    assert main(["batch", *command, "-o", f"whole-{output}"]) == 0
    script = Path("suicidal.py")
    script.write_text(textwrap.dedent(SUICIDAL), encoding="utf-8")
    kills = 0
    for moment in ((n, when) for _ in range(20) for n in (1, 2, 3) for when in ("before", "after")):
        done = subprocess.run(
            [sys.executable, script, *map(str, moment), *command, "-o", output],
            env=ENVIRONMENT,
            timeout=120,
            check=False,
        )
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        kills += 1
    assert kills >= 5
    assert Path(output).read_bytes() == Path(f"whole-{output}").read_bytes()
    assert not Path(f"{output}.parts").exists()


@posix
def test_a_killed_run_does_not_take_its_own_parts_for_input(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [".", "--part-size", "4", "-o", "out.jsonl", "--progress"]
    script = Path("suicidal.py")
    script.write_text(textwrap.dedent(SUICIDAL), encoding="utf-8")
    subprocess.run([sys.executable, script, "5", "after", *command], env=ENVIRONMENT, timeout=120, check=False)
    assert sorted(path.name for path in Path("out.jsonl.parts").iterdir()) == [
        "000000.json", "000000.jsonl", "000001.json", "000001.jsonl", "plan.json",
    ]  # fmt: skip
    assert main(["batch", *command]) == 0
    assert [row["doc_id"] for row in read("out.jsonl")] == [f"news.jsonl:{number}" for number in range(1, 11)]
    assert "2/2" in capsys.readouterr().err


def start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "quoteattr", "batch", *arguments]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for_parts(folder: Path, number: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until this many parts are there, or the process has ended."""
    while process.poll() is None and len(list(folder.glob("0*.json"))) < number:
        time.sleep(0.01)


@posix
@pytest.mark.models
def test_killed_in_the_middle_of_the_work_it_ends_with_the_same_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"text": text, "number": number} for number, text in enumerate(ARTICLES * 5)]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = ["news.jsonl", "--part-size", "3", "--batch-size", "2"]
    assert main(["batch", *command, "-o", "whole.jsonl"]) == 0
    kills = 0
    for parts in (2, 5):
        with start([*command, "-o", "out.jsonl", "--processes", "2"]) as process:
            wait_for_parts(Path("out.jsonl.parts"), parts, process)
            process.kill()
            kills += process.wait() == -signal.SIGKILL
    assert kills == 2
    assert main(["batch", *command, "-o", "out.jsonl"]) == 0
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    found = [row["number"] for row in read("out.jsonl")]
    assert list(dict.fromkeys(found)) == list(range(len(rows)))
    spoken = [quote.text for document in Attributor().pipe(ARTICLES * 5) for quote in document.quotes]
    assert [row["text"] for row in read("out.jsonl") if row["type"] in ("direct", "mixed", "written")] == spoken


@posix
def test_ctrl_c_is_told_how_to_go_on_and_what_is_done_stays(tmp_path: Path) -> None:
    lines = json.dumps({"text": "It rained on the town. " * 20_000}) + "\n"
    (tmp_path / "news.jsonl").write_text(lines * 200, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    with start([str(tmp_path / "news.jsonl"), "-o", str(out), "--part-size", "1"]) as process:
        wait_for_parts(tmp_path / "out.jsonl.parts", 3, process)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == b"quoteattr: stopped; the same command goes on from here\n"
        assert process.wait(timeout=60) == 130
    assert len(list((tmp_path / "out.jsonl.parts").glob("0*.json"))) >= 3
    assert not out.exists()
