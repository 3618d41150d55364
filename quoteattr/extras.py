"""Optional packages: loaded where they are used, and missed with the line that installs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from quoteattr.errors import MissingExtraError


def require(module: str, extra: str) -> Any:
    """Return an optional package.

    Args:
        module: What to import: ``"pandas"``.
        extra: The extra of quoteattr that installs it.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as problem:
        if problem.name is None or module.split(".")[0] != problem.name.split(".")[0]:
            raise  # the package is there, and something that it needs is not: its own affair
        raise MissingExtraError(
            f"{problem.name} is not installed, which this needs: pip install 'quoteattr[{extra}]'"
        ) from problem
