"""Training of the weights by which competing readings are compared (``attribution.json``)."""
