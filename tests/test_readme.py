"""The examples of the README and of the docs pages print what the pages say."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def script(name: str) -> ModuleType:
    """Return a script of the docs folder as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.models
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_examples_print_what_the_page_says(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")  # restored after the commands of the page have set it
    page = path.read_text(encoding="utf-8")
    assert script("examples").refreshed(page, tmp_path) == page, "python docs/examples.py rewrites the pages"


def test_an_example_gets_its_output_and_an_old_output_is_replaced(tmp_path: Path) -> None:
    first, second, command = "```python\nx = 2\nprint(x)\n```\n", "```python\nprint(x + 1)\n```\n", "```sh\nls\n```\n"
    page = f"{first}\nWords.\n\n{second}\n```text\nold\n```\n\n{command}"
    assert script("examples").refreshed(page, tmp_path) == (
        f"{first}\n```text\n2\n```\n\nWords.\n\n{second}\n```text\n3\n```\n\n{command}"
    )


def test_a_command_gets_its_output(tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text("Nobody spoke.\n", encoding="utf-8")
    page = "```console\n$ quoteattr quiet.txt\nold\n```\n"
    assert (
        script("examples").refreshed(page, tmp_path)
        == "```console\n$ quoteattr quiet.txt\nquiet.txt: no quotations\n```\n"
    )


def test_the_readme_keeps_the_two_commands_that_are_run_as_tests() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for heading, command in (("Install and run", "python -m quoteattr sample"), ("Tests", "python -m pytest")):
        section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
        assert section.split("```sh\n")[1].split("```")[0].strip().endswith(command)
