"""The docs pages name all that a user can meet: options, fields, errors, rules; and their links lead somewhere."""

import ast
import csv
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

import quoteattr
from quoteattr import cli, errors, model, pipeline
from quoteattr.config import Settings
from quoteattr.cues.candidate import RuleName
from quoteattr.export.rows import COLUMNS
from quoteattr.plot.document import PlotName

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CARD = ROOT / "quoteattr" / "models" / "en" / "MODEL_CARD.md"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", CARD, *sorted(DOCS.glob("*.md"))]

VALUES = (
    model.Document,
    model.Quote,
    model.Speaker,
    model.Role,
    model.Evidence,
    model.Alternative,
    model.Conversation,
    model.Segment,
    model.KnownSpeaker,
)


def section(page: str, heading: str) -> str:
    """Return what stands under a second-level heading of a page of the docs."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.split(r"^## ", text.split(f"\n## {heading}", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("command", ["", *cli.COMMANDS])
def test_every_option_of_the_command_line_is_described(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([*command.split(), "--help"])
    options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", capsys.readouterr().out.split("\ncommands")[0]))
    described = section("command-line.md", f"quoteattr {command}" if command else "quoteattr FILE")
    assert {option for option in options - {"-h", "--help"} if option not in described} == set()


def test_every_format_is_described() -> None:
    assert [name for name in cli.FORMATS if f"`{name}`" not in section("command-line.md", "quoteattr FILE")] == []


@pytest.mark.parametrize("name", get_args(PlotName))
def test_every_plot_is_described(name: str) -> None:
    page = (DOCS / "plots.md").read_text(encoding="utf-8")
    assert f'| `"{name}"` | `plot.{name}(' in page


def test_every_notebook_says_that_it_is_one() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")}
    notebooks = [name for name, page in pages.items() if "```{code-cell}" in page]
    assert len(notebooks) >= 5
    assert [name for name in notebooks if not pages[name].startswith("---\nfile_format: mystnb\n")] == []


def test_the_right_speakers_of_the_articles_belong_to_words_that_stand_in_them() -> None:
    with (DOCS / "texts" / "trams-speakers.csv").open(encoding="utf-8", newline="") as lines:
        right = list(csv.DictReader(lines))
    articles = {path.stem: path.read_text(encoding="utf-8") for path in (DOCS / "texts" / "trams").glob("*.txt")}
    assert {row["doc_id"] for row in right} == set(articles)
    assert [row for row in right if row["quotation"] not in articles[row["doc_id"]]] == []
    assert [row for row in right if row["speaker"] not in articles[row["doc_id"]]] == []


def test_every_column_of_csv_is_described() -> None:
    assert f"\n{','.join(COLUMNS)}\n" in section("command-line.md", "quoteattr FILE")


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_field_is_described(value: type) -> None:
    described = section("data-model.md", f"{value.__name__}\n")
    assert [item.name for item in fields(value) if f"`{item.name}`" not in described] == []


@pytest.mark.parametrize("name", quoteattr.__all__)
def test_every_public_name_is_somewhere_in_the_docs(name: str) -> None:
    assert [path for path in PAGES if re.search(rf"\b{name}\b", path.read_text(encoding="utf-8"))] != []


def test_every_setting_of_an_attributor_is_described() -> None:
    described = section("data-model.md", "Attributor\n")
    assert [item.name for item in fields(Settings) if f"| `{item.name}` |" not in described] == []


def test_every_type_kind_and_error_is_described() -> None:
    page = (DOCS / "data-model.md").read_text(encoding="utf-8")
    names = [*get_args(model.QuoteType), *get_args(model.QuoteKind), *get_args(model.SpeakerType)]
    names += [name for name, value in vars(errors).items() if isinstance(value, type)]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_every_rule_that_evidence_can_name_is_described() -> None:
    calls = [
        node
        for path in (ROOT / "quoteattr").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Evidence"
    ]
    named = {call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)}
    assert "name" in named
    described = set(re.findall(r"^\| `([\w-]+)` \|", section("how-it-works.md", "Evidence"), re.MULTILINE))
    # "continued" readings are reported as same-speaker
    assert described == named | set(get_args(RuleName)) - {"continued"}


def test_every_stage_is_described() -> None:
    described = section("how-it-works.md", "The stages")
    assert [name for name, _ in pipeline.STAGES if f"**{name}**" not in described] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)", text):
        file = path.parent / target if target else path
        assert file.is_file(), f"{path.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(heading) for heading in headings}, f"{path.name} links to {target}#{anchor}"


def slug(heading: str) -> str:
    """Return the anchor that GitHub and MyST make of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_measured_blocks_are_filled(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<!-- figures: ([\w-]+) -->\s*<!-- end -->", text) == []
    assert text.count("<!-- figures: ") == text.count("<!-- end -->")
