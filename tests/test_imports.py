"""What importing loads, and which module may import which: read off the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quoteattr"
SOURCES = sorted(PACKAGE.rglob("*.py"))

#: A module may import itself, its own folder and what stands in an earlier line; one line, one layer.
LAYERS = (
    {"errors"},
    {"model"},
    {"text", "lexicon", "resources", "config", "ranking"},
    {"marks"},
    {"nlp"},
    {"mentions"},
    {"cues"},
    {"speakers", "quotetype"},
    {"roles"},
    {"attribution"},
    {"document"},
    {"pipeline"},
    {"api"},
    {"evaluation", "export"},
    {"training"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

#: The only places that may import stanza or torch, wherever in the file.
ADAPTERS = ("nlp/stanza.py", "nlp/kernels.py", "training/")


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def component(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that a piece of source imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def internal(tree: ast.AST) -> set[str]:
    """Return the layers that a piece of source imports; ``from quoteattr import …`` is the package's ``__init__``."""
    parts = [name.split(".") for name in imports(tree)]
    return {part[1] if len(part) > 1 and part[1] in RANK else "__init__" for part in parts if part[0] == "quoteattr"}


def outside_functions(tree: ast.Module) -> Iterator[str]:
    """Yield what is imported when the module itself is."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from imports(node)


def test_importing_quoteattr_loads_nothing_heavy() -> None:
    line = "import quoteattr, sys; print(*sorted({'torch', 'stanza', 'pandas', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, cwd=PACKAGE.parent, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_only_the_adapters_import_stanza_or_torch(path: Path) -> None:
    if relative(path).startswith(ADAPTERS):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # downloading is Stanza's own, done on demand only
    found = outside_functions(tree) if relative(path) == "resources.py" else imports(tree)
    assert {name for name in found if name.split(".")[0] in ("stanza", "torch")} == set()


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_imports_point_one_way(path: Path) -> None:
    own = component(path)
    assert own in RANK, f"give {own!r} its place in LAYERS"
    wrong = {
        part
        for part in internal(ast.parse(path.read_text(encoding="utf-8")))
        if part != own and RANK[part] >= RANK[own]
    }
    assert wrong == set()


def test_the_package_itself_holds_names_and_no_logic() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
    assert [ast.dump(node) for node in tree.body if not isinstance(node, allowed)] == []
