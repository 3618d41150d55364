"""The examples of README.md and docs/*.md, with what they print today: ``python docs/examples.py`` rewrites the pages.

A ``python`` block is run, and the ``text`` block right behind it holds what it printed; the blocks of a page share
their names from top to bottom. In a ``console`` block each line ``$ quoteattr …`` is run, and the lines below it are
its output. Both run in a folder that holds ``article.txt``, the sample of the package. Other blocks are left alone.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path

import quoteattr
from quoteattr.cli import main as command_line

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

PROMPT = "$ quoteattr"
WIDTH = 100  # characters of the terminal in which the commands run

#: A fenced block; the ``text`` block behind a ``python`` block is its output and belongs to it.
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```\n(?:\n```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL)


def refreshed(page: str, folder: Path) -> str:
    """Return a page with the output of its examples as it is today.

    Args:
        page: Markdown.
        folder: An empty folder in which to run them.
    """
    (folder / "article.txt").write_text(quoteattr.sample(), encoding="utf-8")
    names: dict[str, object] = {}
    with chdir(folder):
        return _BLOCK.sub(lambda block: _with_output(block, names), page)


def _with_output(block: re.Match[str], names: dict[str, object]) -> str:
    body = block["body"]
    if block["kind"] == "console":
        return f"```console\n{''.join(_session(body))}```\n"
    if block["kind"] != "python":
        return block.group()
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(body, "example", "exec"), names)
    output = f"\n```text\n{printed.getvalue()}```\n" if printed.getvalue() else ""
    return f"```python\n{body}```\n{output}"


def _session(body: str) -> Iterator[str]:
    """Yield the lines of a console block: its commands, each with its output; what is no command is old output."""
    for line in body.splitlines():
        if line.startswith(PROMPT):
            printed = io.StringIO()
            os.environ["COLUMNS"] = str(WIDTH)
            with redirect_stdout(printed):
                command_line(shlex.split(line)[2:])
            yield f"{line}\n{printed.getvalue()}"


def main() -> None:
    """Rewrite all pages."""
    for path in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(refreshed(path.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
