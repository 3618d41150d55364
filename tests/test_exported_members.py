"""The public names: ``__all__`` is the contract."""

import inspect
from dataclasses import is_dataclass

import pytest

import quoteattr


def test_every_public_name_exists_once() -> None:
    assert len(set(quoteattr.__all__)) == len(quoteattr.__all__) > 0
    assert [name for name in quoteattr.__all__ if not hasattr(quoteattr, name)] == []


@pytest.mark.parametrize("name", [name for name in quoteattr.__all__ if not name.startswith("__")])
def test_every_public_name_is_documented(name: str) -> None:
    value = getattr(quoteattr, name)
    assert inspect.isclass(value) or callable(value), f"{name} is neither a class nor a function"
    doc = inspect.getdoc(value) or ""
    assert len(doc) > 20
    # a dataclass that nobody documented carries its own signature
    assert not (is_dataclass(value) and doc.startswith(f"{name}("))


@pytest.mark.parametrize("name", [name for name in quoteattr.__all__ if inspect.isclass(getattr(quoteattr, name))])
def test_public_methods_are_documented(name: str) -> None:
    members = vars(getattr(quoteattr, name)).items()
    methods = [(key, value) for key, value in members if inspect.isfunction(value) and not key.startswith("_")]
    assert [key for key, value in methods if not inspect.getdoc(value)] == []
