"""Axes and lettering that all plots share."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from quoteattr.display.palette import Colour
from quoteattr.errors import InputError
from quoteattr.extras import require

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 8.0  # inches: fills a notebook's cell or a page between its margins
ROW = 0.34  # inches: a line of text with some air
MARGIN = 1.3  # inches: title, axis and its label
LABEL = 32  # characters on a line of a name; longer ones are folded
LABEL_LINES = 2  # what is longer still ends in "…"
#: What is drawn for those without a colour of their own is hatched as well.
HATCH = "////"

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def axes(ax: Axes | None, *, rows: int, width: float = WIDTH) -> Axes:
    """Return the axes to draw on: the caller's, or new ones that are high enough.

    Args:
        ax: The caller's; None for new ones.
        rows: Lines of text one below the other.
        width: Of a new figure, in inches.

    Raises:
        MissingExtraError: matplotlib is not installed.
        InputError: ``ax`` is something else.
    """
    require("matplotlib", "plot")
    import matplotlib.pyplot as plt
    from matplotlib.axes import Axes

    if ax is None:
        _, ax = plt.subplots(figsize=(width, MARGIN + ROW * max(rows, 2)), layout="constrained")
    if not isinstance(ax, Axes):
        raise InputError(f"ax takes matplotlib's Axes, not {type(ax).__name__}: fig, ax = plt.subplots()")
    return ax


def label(text: str, width: int = LABEL) -> str:
    """Return a name for an axis: folded, without what cannot be drawn, and with no dollar sign read as mathematics."""
    clean = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
    lines = textwrap.wrap(clean, width, max_lines=LABEL_LINES, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines).replace("$", r"\$")


def rgb(colour: Colour) -> tuple[float, float, float]:
    """Return a colour as matplotlib takes it, 0..1."""
    red, green, blue = colour
    return red / 255, green / 255, blue / 255


def edge(colour: Colour) -> tuple[float, float, float]:
    """Return a darker shade, so that light colours stand out from a white page."""
    red, green, blue = rgb(colour)
    return 0.7 * red, 0.7 * green, 0.7 * blue


def titled(ax: Axes, title: str) -> None:
    """Set the title at the left, where the names begin, and take away the frame that holds no data."""
    ax.set_title(title, loc="left", fontsize="large", pad=12)
    ax.spines[["top", "right"]].set_visible(False)


def empty(ax: Axes, words: str) -> Axes:
    """Say in the middle of the axes why nothing is drawn."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, words, ha="center", va="center", transform=ax.transAxes)
    return ax
