"""Documents as text: to read (``table``), or to go on with (``interchange``)."""
