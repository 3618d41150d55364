"""Cues: the verbs, nouns and layouts that say whose words a quotation holds."""

from quoteattr.cues.candidate import Candidate
from quoteattr.cues.propose import propose

__all__ = ["Candidate", "propose"]
