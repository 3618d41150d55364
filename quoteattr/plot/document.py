"""The plots by name: what ``doc.plot(…)`` draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from quoteattr.errors import InputError
from quoteattr.model import Document
from quoteattr.plot import addressees, roles, speakers, timeline, together

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PlotName = Literal["speakers", "timeline", "addressees", "together", "roles"]

PLOTS: dict[PlotName, Callable[..., Axes]] = {
    "speakers": speakers,
    "timeline": timeline,
    "addressees": addressees,
    "together": together,
    "roles": roles,
}


def plot(document: Document, what: PlotName = "speakers", *, ax: Axes | None = None) -> Axes:
    """Draw a document; see the function of ``quoteattr.plot`` that is called like the plot.

    Raises:
        InputError: There is no such plot.
        MissingExtraError: matplotlib is not installed.
    """
    if what not in PLOTS:
        raise InputError(f"there is no plot {what!r}; the plots are {', '.join(PLOTS)}")
    return PLOTS[what](document, ax=ax)
