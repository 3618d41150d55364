"""Every quotation of a text with the person who said it and that person's role, in the text's own words."""

from quoteattr.api import Attributor, attribute
from quoteattr.errors import (
    GoldError,
    InputError,
    MissingExtraError,
    ModelError,
    ModelNotFoundError,
    QuoteattrError,
    TextTooLongError,
    UnsupportedLanguageError,
    WorkerError,
)
from quoteattr.model import (
    Alternative,
    Conversation,
    Document,
    Evidence,
    KnownSpeaker,
    Quote,
    Role,
    Segment,
    Span,
    Speaker,
)
from quoteattr.outcomes import Failure
from quoteattr.resources import download, info, sample

__all__ = [
    "Alternative",
    "Attributor",
    "Conversation",
    "Document",
    "Evidence",
    "Failure",
    "GoldError",
    "InputError",
    "KnownSpeaker",
    "MissingExtraError",
    "ModelError",
    "ModelNotFoundError",
    "Quote",
    "QuoteattrError",
    "Role",
    "Segment",
    "Span",
    "Speaker",
    "TextTooLongError",
    "UnsupportedLanguageError",
    "WorkerError",
    "attribute",
    "download",
    "info",
    "sample",
]
