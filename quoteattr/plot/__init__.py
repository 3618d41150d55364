"""Pictures of one document or of many, drawn by matplotlib (``pip install 'quoteattr[plot]'``)."""

from quoteattr.plot.bars import roles, speakers
from quoteattr.plot.matrix import addressees, together
from quoteattr.plot.timeline import timeline

__all__ = ["addressees", "roles", "speakers", "timeline", "together"]
