"""Measuring attribution against annotated texts; ``quoteattr evaluate`` is its command."""
