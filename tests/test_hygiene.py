"""What must not get into the repository, whoever adds it."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("quoteattr", "tests") for path in (ROOT / folder).rglob("*.py"))
MAX_FILE_BYTES = 30_000_000  # the word vectors have 26 MB, and the wheel must stay below 100 MB

#: Categories whose characters cannot be seen, or look like a space: separators, format and control characters.
INVISIBLE = {"Zs", "Zl", "Zp", "Cf", "Cc", "Cs", "Co"}


def repository_files() -> list[Path]:
    """Return what is committed or would be by ``git add``."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_caches_or_build_results_are_in_the_repository() -> None:
    unwanted = {"__pycache__", "dist", "build", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv"}
    assert [path for path in repository_files() if unwanted & set(path.relative_to(ROOT).parts)] == []


def test_no_file_is_larger_than_30_megabytes() -> None:
    assert [path for path in repository_files() if path.stat().st_size > MAX_FILE_BYTES] == []


def test_no_gold_corpus_is_in_the_repository() -> None:
    assert [path for path in repository_files() if path.name.endswith((".jsonl.gz", ".conllu", ".conllu.gz"))] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_source_holds_no_invisible_characters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    hidden = {unicodedata.name(char, repr(char)) for char in text if unicodedata.category(char) in INVISIBLE} - {
        "SPACE"
    }
    assert hidden - {"'\\n'"} == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_is_called_by_what_it_is_not(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc"}
