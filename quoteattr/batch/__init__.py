"""The command ``quoteattr batch``: many documents from files into one table, resumable."""
