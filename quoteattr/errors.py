"""What can go wrong, one class for each thing a caller can do differently.

Each is also the builtin error in brackets:

    QuoteattrError
    ├── ModelNotFoundError       (LookupError)   no models where they were looked for
    ├── ModelError               (RuntimeError)  models are there, but damaged or of another version
    ├── UnsupportedLanguageError (ValueError)    no models for this language
    ├── InputError               (TypeError)     text or options of the wrong kind
    ├── TextTooLongError         (ValueError)    a text is longer than the caller allows
    ├── WorkerError              (RuntimeError)  a process that works for ``pipe`` died or did not start
    ├── MissingExtraError        (ImportError)   an optional package is not installed
    └── GoldError                (ValueError)    a gold or prediction file that cannot be read
"""


class QuoteattrError(Exception):
    """Base of every error that quoteattr raises on purpose."""


class ModelNotFoundError(QuoteattrError, LookupError):
    """A model folder or file does not exist; the message holds the line that fetches it."""


class ModelError(QuoteattrError, RuntimeError):
    """Model files exist but cannot be loaded; the message holds the line that replaces them."""


class UnsupportedLanguageError(QuoteattrError, ValueError):
    """The language has no rules or models in this version."""


class InputError(QuoteattrError, TypeError):
    """An argument is of the wrong type; the message says what to pass instead."""


class TextTooLongError(QuoteattrError, ValueError):
    """A text has more code points than ``max_length``."""


class WorkerError(QuoteattrError, RuntimeError):
    """A process that works for ``Attributor.pipe`` died over a text, or did not start."""


class MissingExtraError(QuoteattrError, ImportError):
    """A format or plug-in needs a package that is not installed; the message holds the line that installs it."""


class GoldError(QuoteattrError, ValueError):
    """A line of a gold or prediction file is not in the documented format."""
