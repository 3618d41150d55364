"""Optional packages, and what is said where one is missing."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quoteattr import MissingExtraError
from quoteattr.extras import require
from tests.export.town import DOCUMENT

USES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "pandas": ("pandas", lambda _: DOCUMENT.to_pandas()),
    "polars": ("polars", lambda _: DOCUMENT.to_polars()),
    "pyarrow": ("arrow", lambda _: DOCUMENT.to_arrow()),
    "matplotlib": ("plot", lambda _: DOCUMENT.plot()),
    "xlsxwriter": ("excel", lambda path: DOCUMENT.to_xlsx(path / "quotations.xlsx")),
}


def test_a_package_that_is_there_is_returned() -> None:
    assert require("json", "any") is json


@pytest.mark.parametrize("module", USES)
def test_a_missing_package_is_named_with_the_line_that_installs_it(
    module: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    extra, use = USES[module]
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"^{module} is not installed.*pip install 'quoteattr\[{extra}\]'$"):
        use(tmp_path)


def test_a_package_that_misses_another_is_not_blamed_on_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "halfinstalled.py").write_text("import nowhere_to_be_found\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found") as problem:
        require("halfinstalled", "any")
    assert not isinstance(problem.value, MissingExtraError)
