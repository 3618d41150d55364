"""quoteattr as a part of other pipelines; each is imported only by those who use it."""
