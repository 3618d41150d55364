"""The tree of errors: each is the builtin that fits, too."""

import inspect

import pytest

from quoteattr import errors


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.ModelNotFoundError, LookupError),
        (errors.ModelError, RuntimeError),
        (errors.UnsupportedLanguageError, ValueError),
        (errors.InputError, TypeError),
        (errors.TextTooLongError, ValueError),
        (errors.WorkerError, RuntimeError),
        (errors.MissingExtraError, ImportError),
        (errors.GoldError, ValueError),
    ],
)
def test_each_error_is_also_the_builtin_that_fits(error: type[Exception], builtin: type[Exception]) -> None:
    assert issubclass(error, errors.QuoteattrError)
    assert issubclass(error, builtin)


def test_every_error_stands_under_the_base_and_in_the_tree_of_the_module_docstring() -> None:
    found = [error for _, error in inspect.getmembers(errors, inspect.isclass)]
    assert len(found) == 9
    for error in found:
        assert issubclass(error, errors.QuoteattrError)
        assert error.__name__ in str(errors.__doc__)
        assert error.__doc__
