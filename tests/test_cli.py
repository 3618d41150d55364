"""The command line: what it prints, writes and refuses. Texts without quotation marks need no models."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from quoteattr.cli import FORMATS, main
from quoteattr.evaluation.gold import read_predictions, write_predictions
from quoteattr.formats import EACH, TOGETHER
from quoteattr.model import Document
from tests.evaluation import harbour

ROOT = Path(__file__).parent.parent
QUIET = "Nothing was said in Lornmouth today.\r\nNor was it yesterday.\n"
ARTICLE = (
    "“We looked at every bolt,” city engineer Maren Holloway said. “It will hold,” she added. "
    "A “temporary” ferry runs.\n"
)


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    path = tmp_path / "quiet.txt"
    path.write_bytes(QUIET.encode())
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The harbour article's first quotation as a gold file."""
    path = tmp_path / "gold.jsonl"
    quote = {
        "spans": [list(span) for span in harbour.CRANE.spans],
        "style": "direct",
        "kind": "explicit",
        "speaker": "E0",
        "speaker_name": "Ann Lee",
        "speaker_mention": list(harbour.at("harbour master Ann Lee")),
        "cue": list(harbour.at("said")),
    }
    line = {"doc_id": "harbour", "text": harbour.TEXT, "entities": [{"id": "E0", "name": "Ann Lee"}], "quotes": [quote]}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    path = tmp_path / "predictions.jsonl"
    write_predictions(path, {"harbour": [harbour.RIGHT]})
    return path


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quoteattr", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, timeout=600, check=False)


# ---------------------------------------------------------------- attribution
def test_a_file_is_printed_as_a_table(quiet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(quiet)]) == 0
    assert capsys.readouterr().out == f"{quiet}: no quotations\n"


def test_text_comes_from_standard_input_where_no_file_is_named() -> None:
    for arguments in ((), ("-",)):
        done = run(*arguments, stdin=QUIET.encode())
        assert (done.returncode, done.stdout, done.stderr) == (0, b"-: no quotations\n", b"")


def test_the_text_is_kept_to_the_character_but_for_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes(QUIET.encode("utf-8-sig"))
    done = run(str(path), "--format", "json")
    assert Document.from_dict(json.loads(done.stdout)).text == QUIET


def test_several_files_are_a_list_in_json_and_named_in_json_lines(
    quiet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--format", "json", str(quiet), str(quiet)]) == 0
    assert [item["text"] for item in json.loads(capsys.readouterr().out)] == [QUIET, QUIET]
    assert main(["--format", "jsonl", str(quiet), str(quiet)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == [str(quiet)] * 2


def test_output_goes_to_a_file_and_nothing_to_the_terminal(
    quiet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert main([str(quiet), "--format", "csv", "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8").startswith("doc_id,quote_id,start,end,text,type,kind,cue,mention,")


BAD_INPUT = {
    "a missing file": (["no such file.txt"], "no such file.txt: No such file"),
    "a folder": (["."], ".: Is a directory"),
    "bytes that are not UTF-8": (["latin.txt"], "latin.txt: byte 3 (0xe9) is not UTF-8"),
    "an output folder that is not there": (
        ["quiet.txt", "-o", "none/out.txt"],
        "none/out.txt: there is no such folder",
    ),
    "several texts for one file of a format with a file for each": (
        ["quiet.txt", "gold.jsonl", "--format", "tei", "-o", "out.xml"],
        "tei has a file for each text, and -o takes a folder",
    ),
    "texts that would share a file": (
        ["quiet.txt", "folder/quiet.txt", "--format", "tei", "-o", "."],
        "quiet.txt and folder/quiet.txt would both go to quiet.xml",
    ),
    "a workbook for the terminal": (["quiet.txt", "--format", "xlsx"], "a workbook needs a file to go to"),
    "known speakers that are no JSON": (["quiet.txt", "--known", "quiet.txt"], "quiet.txt: not JSON"),
    "known speakers without a name": (
        ["quiet.txt", "--known", "nameless.json"],
        "nameless.json: a known speaker needs a",
    ),
    "known speakers that are no list": (
        ["quiet.txt", "--known", "object.json"],
        "object.json: known_speakers takes a list",
    ),
    "gold that is missing": (["evaluate", "none.jsonl.gz"], "none.jsonl.gz: No such file"),
    "gold with a bad line": (["evaluate", "quiet.txt"], "quiet.txt, line 1: not JSON"),
    "gold that --only empties": (
        ["evaluate", "gold.jsonl", "--only", "sea"],
        "gold.jsonl: no document whose id holds 'sea'",
    ),
    "predictions with a bad line": (
        ["evaluate", "gold.jsonl", "--read", "object.json"],
        "object.json, line 1: 'doc_id'",
    ),
    "predictions with nowhere to go": (
        ["evaluate", "gold.jsonl", "--predictions", "none/p.jsonl"],
        "none/p.jsonl: No such",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_is_named_and_the_exit_code_is_2(
    arguments: list[str],
    message: str,
    gold: Path,
    quiet: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    (tmp_path / "nameless.json").write_text('[{"role": "mayor"}]', encoding="utf-8")
    (tmp_path / "object.json").write_text('{"name": "Ann Lee"}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"quoteattr: {message}")
    assert printed.out == ""


def test_nothing_is_printed_where_a_later_file_cannot_be_read(quiet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(quiet), "no such file.txt"]) == 2
    assert capsys.readouterr().out == ""


def test_models_that_are_not_there_are_named_and_the_exit_code_is_1(
    quiet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(quiet), "--models", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "xml"],
        ["evaluate"],
        ["evaluate", "gold.jsonl", "--errors", "-1"],
        ["evaluate", "gold.jsonl", "--errors", "some"],
        ["evaluate", "gold.jsonl", "--read", "p.jsonl", "--known"],
        ["evaluate", "gold.jsonl", "--json", "--errors", "3"],
        ["info", "more"],
        ["download"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_refused_with_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: quoteattr")


@pytest.mark.parametrize("command", [[], ["batch"], ["evaluate"], ["info"], ["download"]], ids=str)
def test_help_is_printed_without_loading_stanza(command: list[str]) -> None:
    line = (
        "import sys\n"
        "from quoteattr.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "finally:\n    assert not {'torch', 'stanza'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", line, *command, "--help"], capture_output=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.startswith(b"usage: quoteattr")


def test_a_file_that_is_called_like_a_command_is_read_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "info").write_text(QUIET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["./info"]) == 0
    assert capsys.readouterr().out == "./info: no quotations\n"


def test_a_reader_that_leaves_early_is_no_error(quiet: Path) -> None:
    command = [sys.executable, "-m", "quoteattr", "--format", "jsonl", *[str(quiet)] * 2000]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=600) in (0, 1)


def test_a_terminal_without_the_character_shows_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text(QUIET, encoding="utf-8")
    name = str(path.rename(tmp_path / "Łódź.txt"))
    command = [sys.executable, "-m", "quoteattr", name]
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=600, check=True, cwd=ROOT)
    assert done.stdout.endswith(b"?d?.txt: no quotations\n")


def test_info_prints_versions_and_model_locations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"quoteattr", "stanza", "models.en"} <= set(names)


# ---------------------------------------------------------------- formats
def test_every_format_is_one_that_is_written() -> None:
    assert set(FORMATS) == {"table", "xlsx", *TOGETHER, *EACH}


BEGINNINGS = {
    "html": "<!DOCTYPE html>",
    "tei": "<?xml version=",
    "web-annotation": "{\n",
    "brat": "",
    "conll": "# doc_id = ",
    "script": "NARRATOR: Nothing was said",
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_one_text_is_printed_in_any_text_format(name: str, quiet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(quiet), "--format", name]) == 0
    assert capsys.readouterr().out.startswith(BEGINNINGS[name])


@pytest.mark.parametrize(("name", "suffix"), [(name, form.suffix) for name, form in EACH.items()])
def test_a_format_with_a_file_for_each_text_goes_into_a_folder(
    name: str, suffix: str, quiet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, out = tmp_path / "other.txt", tmp_path / "out"
    other.write_text(QUIET, encoding="utf-8")
    out.mkdir()
    assert main([str(quiet), str(other), "--format", name, "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert {path.name for path in out.iterdir()} >= {f"quiet{suffix}", f"other{suffix}"}


def test_brat_has_the_text_beside_it_to_the_byte(quiet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert main([str(quiet), "--format", "brat", "-o", str(out)]) == 0
    assert (out / "quiet.txt").read_bytes() == quiet.read_bytes()


def test_a_text_with_a_byte_order_mark_is_not_replaced_by_one_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes(QUIET.encode("utf-8-sig"))
    assert main([str(path), "--format", "brat", "-o", str(tmp_path)]) == 2
    assert "byte order mark" in capsys.readouterr().err
    assert path.read_bytes() == QUIET.encode("utf-8-sig")
    assert not (tmp_path / "bom.ann").exists()


def test_a_workbook_is_written(quiet: Path, tmp_path: Path) -> None:
    assert main([str(quiet), "--format", "xlsx", "-o", str(tmp_path / "q.xlsx")]) == 0
    assert openpyxl.load_workbook(tmp_path / "q.xlsx").sheetnames == ["Quotations", "Speakers"]


def test_annotations_name_the_file_as_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a b.txt").write_text(QUIET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["a b.txt", "--format", "web-annotation", "-o", "a.json"]) == 0
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["id"] == "a%20b.txt#quotations"


# ---------------------------------------------------------------- evaluation of a prediction file
def test_predictions_are_scored_without_running_the_library(
    gold: Path, predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(gold), "--read", str(predictions)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines()[0] == (
        f"{gold} (predictions.jsonl): 1 docs, gold 2 pieces (2 direct, 0 mixed, 0 written), predicted 2; "
        "marks cover 100.0% of gold direct words"
    )
    assert "  name_strict    P 100.0 R 100.0 F1 100.0  acc if found 100.0" in printed.out.splitlines()


def test_figures_are_printed_as_json_by_file(gold: Path, predictions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold), "--read", str(predictions), "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one["name_strict"]["F1"] == 1.0
    copy = gold.with_name("copy.jsonl")
    copy.write_bytes(gold.read_bytes())
    assert main(["evaluate", str(gold), str(copy), "--read", str(predictions), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {str(gold): one, str(copy): one}


def test_the_cost_noted_beside_predictions_is_printed(
    gold: Path, predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speed = {
        "words_per_s": 1500.5,
        "words_per_s_with_load": 900.0,
        "load_s": 4.5,
        "peak_rss_mib": 800,
        "failed_docs": 0,
    }
    stats = predictions.with_name("predictions.jsonl.stats.json")
    stats.write_text(json.dumps(speed, indent=1), encoding="utf-8")
    assert main(["evaluate", str(gold), "--read", str(predictions)]) == 0
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .startswith("  speed          1500.5 words/s (with load 900.0), load 4.5 s, peak RSS 800.0 MiB, failed docs 0")
    )


def test_misses_are_printed_and_documents_without_predictions_noted(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = tmp_path / "nothing.jsonl"
    nothing.write_text("", encoding="utf-8")
    assert main(["evaluate", str(gold), "--read", str(nothing), "--errors", "1"]) == 0
    printed = capsys.readouterr()
    assert "  2 misses: marks 2, type 0, mention 0, speaker 0, role 0" in printed.out.splitlines()
    assert printed.out.count("wrong: marks") == 1
    assert printed.err == f"quoteattr: 1 of 1 documents of {gold} have no line in the prediction file\n"


# ---------------------------------------------------------------- end to end
@pytest.mark.models
def test_an_article_is_attributed_in_every_format(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    table = run(str(path))
    assert table.returncode == 0, table.stderr.decode()
    assert "2 attributed to 1 speaker" in table.stdout.decode()
    assert "Holloway" in table.stdout.decode()
    [item] = [json.loads(line) for line in run(str(path), "--format", "jsonl").stdout.splitlines()]
    document = Document.from_dict(item)
    assert document.text == ARTICLE
    rows = list(csv.DictReader(io.StringIO(run(str(path), "--format", "csv").stdout.decode(), newline="")))
    assert [row["quote_id"] for row in rows] == [
        quote.id for quote in sorted((*document.quotes, *document.nonquotes), key=lambda quote: quote.start)
    ]
    assert [row["speaker"] for row in rows if row["type"] == "direct"] == ["Maren Holloway"] * 2


@pytest.mark.models
def test_known_speakers_are_reported_by_their_own_id(tmp_path: Path) -> None:
    path, known = tmp_path / "article.txt", tmp_path / "known.json"
    path.write_text(ARTICLE, encoding="utf-8")
    known.write_text(json.dumps([{"name": "Maren Holloway", "id": "P-17", "aliases": ["Holloway"]}]), encoding="utf-8")
    done = run(str(path), "--known", str(known), "--format", "json")
    document = Document.from_dict(json.loads(done.stdout))
    assert [quote.speaker.id for quote in document.quotes[:2] if quote.speaker] == ["P-17", "P-17"]


@pytest.mark.models
@pytest.mark.parametrize("setting", [[], ["--known"]], ids=["end to end", "cast given"])
def test_evaluation_runs_the_library_and_its_predictions_give_the_same_figures(
    setting: list[str], gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "written.jsonl"
    assert main(["evaluate", str(gold), *setting, "--predictions", str(written), "--json"]) == 0
    ran = json.loads(capsys.readouterr().out)
    assert ran["speed"]["words_per_s"] > 0
    assert main(["evaluate", str(gold), "--read", str(written), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == ran
    answers = read_predictions(written)["harbour"]
    assert answers[0].speaker_name == "Ann Lee"
    assert {answer.style for answer in answers} <= {"direct", "mixed", "written", "scare", "title", "term"}


@pytest.mark.models
def test_the_title_says_which_setting_was_measured(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold), "--known", "--errors", "2"]) == 0
    assert capsys.readouterr().out.startswith(f"{gold} (cast given): 1 docs")
    assert main(["evaluate", str(gold), "--fast"]) == 0
    assert capsys.readouterr().out.startswith(f"{gold} (end to end, fast): 1 docs")
