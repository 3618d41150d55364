"""Stretches in quotation marks, found from the text alone."""

from quoteattr.marks.find import Marked, find_marked, outside

__all__ = ["Marked", "find_marked", "outside"]
