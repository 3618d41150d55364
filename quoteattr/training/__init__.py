"""How the models that quoteattr ships were made. Nothing here is imported when quoteattr is used."""
