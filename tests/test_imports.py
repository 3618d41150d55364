"""What importing loads, and which module may import which: read off the source."""

import ast
import subprocess
import sys
from collections.abc import Container, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "quoteattr"
SOURCES = sorted(PACKAGE.rglob("*.py"))

#: One line, one layer: a module may import its own entry's modules and what stands in an earlier line. An entry is a
#: module or a folder; a module with an entry of its own does not count with its folder.
LAYERS = (
    {"errors"},
    {"model"},
    {"extras", "plain"},
    {"text", "lexicon", "resources", "config", "ranking"},
    {"inflection"},
    {"marks", "encoder"},
    {"nlp"},
    {"mentions"},
    {"cues", "speakers.names"},
    {"speakers.person", "roles.phrases"},
    {"speakers"},
    {"roles"},
    {"quotetype"},
    {"attribution"},
    {"context", "document", "fiction"},
    {"pipeline"},
    {"outcomes"},
    {"pool"},
    {"stream"},
    {"api"},
    {"__init__"},
    {"review"},
    {"export"},
    {"arrow", "display"},
    {"plot", "formats"},
    {"evaluation"},
    {"integrations"},
    {"batch"},
    {"stanza", "cli"},
    {"__main__"},
    {"training"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

#: The only places that may import stanza or torch, wherever in the file.
ADAPTERS = (
    "nlp/stanza.py", "nlp/processors.py", "nlp/kernels.py", "nlp/compact/", "training/", "integrations/stanza.py",
    "encoder/network.py", "encoder/weights.py", "context/",
    *(
        f"fiction/{name}.py"
        for name in ("manner", "scorer", "scoring", "story", "talk", "tasks", "told", "weighing", "weights")
    ),
)  # fmt: skip

#: Its methods open what stands above it when they are called, so that a result can be shown, written and corrected.
DOOR = "model"


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def dotted(path: Path) -> str:
    """Return a module's name inside the package: ``marks.find``; a folder's is that of its ``__init__``."""
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


def known(name: str, names: Container[str]) -> str:
    """Return the longest beginning of a dotted name that is one of the names; else the package's ``__init__``."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name or "__init__"


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted names that a piece of source imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def internal(tree: ast.AST) -> set[str]:
    """Return what a piece of source imports from the package, without the package's name."""
    return {name.removeprefix("quoteattr.") for name in imports(tree) if name.split(".")[0] == "quoteattr"}


def outside_functions(tree: ast.Module) -> Iterator[str]:
    """Yield what is imported when the module itself is."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) and not for_type_checkers(node):
            yield from imports(node)


def for_type_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def internal_of(path: Path) -> set[str]:
    """Return what a module imports from the package; of ``DOOR`` only what is imported along with it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if dotted(path) != DOOR:
        return internal(tree)
    names = (name for name in outside_functions(tree) if name.split(".")[0] == "quoteattr")
    return {name.removeprefix("quoteattr.") for name in names}


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
    name = dotted(path)
    own = known(name, RANK)
    assert own != "__init__" or name == "__init__", f"give {name!r} its place in LAYERS"
    layers = {known(part, RANK) for part in internal_of(path)}
    assert {layer for layer in layers if layer != own and RANK[layer] >= RANK[own]} == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    modules = {dotted(path) for path in SOURCES}
    graph = {dotted(path): {known(part, modules) for part in internal_of(path)} for path in SOURCES}
    assert set(TopologicalSorter(graph).static_order()) == modules


def test_the_package_itself_holds_names_and_no_logic() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
    assert [ast.dump(node) for node in tree.body if not isinstance(node, allowed)] == []
