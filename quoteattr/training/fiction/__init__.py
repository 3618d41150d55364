"""Training of the scorer for novels: ``python -m quoteattr.training.fiction``."""
