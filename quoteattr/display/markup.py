"""The few pieces that all HTML here is made of."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files

#: What no HTML text may hold: control characters other than white space, and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Return text for an element or attribute; what HTML cannot hold becomes U+FFFD."""
    return html.escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def isolated(text: str) -> str:
    """Return a name or phrase whose writing direction is its own and cannot turn its surroundings."""
    return f"<bdi>{escaped(text)}</bdi>"


def fragment(body: str) -> str:
    """Return a part for a notebook, with its style; nothing outside it is touched."""
    return f'<div class="quoteattr"><style>{stylesheet("view.css")}</style>\n{body}\n</div>'


def page(title: str, body: str, footer: str, *, headed: bool) -> str:
    """Return a whole page.

    Args:
        title: Plain text.
        body: HTML.
        footer: Plain text.
        headed: Whether the title also stands above the body.
    """
    heading = f'<h1 dir="auto">{escaped(title)}</h1>\n' if headed else ""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n"
        f"<style>{stylesheet('view.css')}{stylesheet('page.css')}</style>\n"
        f'</head>\n<body>\n<main class="quoteattr">\n{heading}{body}\n</main>\n'
        f"<footer>{escaped(footer)}</footer>\n</body>\n</html>\n"
    )


def folded(summary: str, body: str) -> str:
    """Return a part that opens on a click.

    Args:
        summary: Plain text to click on.
        body: HTML.
    """
    return f"<details><summary>{escaped(summary)}</summary>\n{body}\n</details>"


def counted(number: int, noun: str) -> str:
    """Return ``"1 quotation"``, ``"1,200 quotations"``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@cache
def stylesheet(name: str) -> str:
    """Return a style sheet of this folder without its comments."""
    css = (files("quoteattr") / "display" / name).read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()
