"""A colour for each speaker: the palette of Okabe and Ito (2008), told apart with any colour vision.

It has seven colours besides black, so that the eighth speaker gets the first colour again: colour never stands alone,
and whatever is drawn in it also bears the speaker's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from quoteattr.model import Speaker

BLUE, ORANGE, GREEN, PINK = (0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167)
SKY, VERMILION, YELLOW = (86, 180, 233), (213, 94, 0), (240, 228, 66)
COLOURS = (BLUE, ORANGE, GREEN, PINK, SKY, VERMILION, YELLOW)
GREY = (128, 128, 128)

Colour = tuple[int, int, int]


def colours(speakers: Iterable[Speaker]) -> dict[str, Colour]:
    """Return a colour for each speaker's id; those who are quoted most get the first ones."""
    most_first = sorted(speakers, key=lambda speaker: -len(speaker.said))
    return {speaker.id: colour_of_rank(rank) for rank, speaker in enumerate(most_first)}


def colour_of_rank(rank: int) -> Colour:
    """Return a speaker's colour; rank 0 is whoever is quoted most."""
    return COLOURS[rank % len(COLOURS)]


def css(colour: Colour) -> str:
    """Return the attribute that sets the colour of an element and of all inside it."""
    return f'style="--qa:{colour[0]},{colour[1]},{colour[2]}"'
