"""The command line: ``quoteattr article.txt``, and the commands ``batch``, ``evaluate``, ``info``, ``download``.

Exit codes: 0 done; 1 the library cannot work (models missing or damaged); 2 the command line or an input file is wrong.
Nothing is written when a file cannot be read: all are read before the first is attributed.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoteattr.errors import GoldError, InputError, QuoteattrError

if TYPE_CHECKING:
    from quoteattr.evaluation.evaluate import Evaluation
    from quoteattr.model import Document, KnownSpeaker

#: What ``quoteattr.formats`` names, and those that are written otherwise.
FORMATS = ("table", "json", "jsonl", "csv", "xlsx", "html", "tei", "web-annotation", "brat", "conll", "script")
STDIN = "-"
PROGRESS_WIDTH = 40  # characters
FILE_WIDTH = 120  # characters; width of a table that goes into a file or a pipe

DESCRIPTION = "Find every quotation in a text, and say who said it and in what role. Works offline."
COMMANDS_HELP = """\
commands (--help after a command lists its options):
  quoteattr sample                   show the quotations of a short article that comes with the package
  quoteattr batch INPUT -o OUT       many documents into one table, resumable
  quoteattr evaluate GOLD.jsonl.gz   measure against annotated texts
  quoteattr info                     print versions and where the models are
  quoteattr download LANG            fetch Stanza's official models over the network
A file that is called like a command: quoteattr ./info
"""


class UsageError(Exception):
    """A file or an option that the user has to mend; printed without a traceback."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    Args:
        argv: Arguments without the program's name; None takes those of the process.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = COMMANDS.get(arguments[0]) if arguments else None
    try:
        return command(arguments[1:]) if command else attribute_command(arguments)
    except BrokenPipeError:
        # the reader of our output has left ("| head"): nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (UsageError, GoldError, InputError) as problem:
        return _fail(str(problem), code=2)
    except OSError as problem:
        return _fail(f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem), code=2)
    except QuoteattrError as problem:
        return _fail(str(problem), code=1)


def attribute_command(arguments: Sequence[str]) -> int:
    """Attribute files or standard input and print the result."""
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        description=DESCRIPTION,
        epilog=COMMANDS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="text in UTF-8; - or none: standard input")
    parser.add_argument("--format", choices=FORMATS, default="table", help="default: %(default)s")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file, or into this folder")
    parser.add_argument(
        "--known", metavar="FILE.json", help="known speakers: a list of {name, aliases, id, role, gender}"
    )
    parser.add_argument("--genre", choices=("news", "fiction"), help="default: decided for each text")
    _add_fast_option(parser)
    parser.add_argument("--progress", action="store_true", help="show on standard error how far the work is")
    _add_models_option(parser)
    options = parser.parse_args(arguments)
    if not options.files and sys.stdin.isatty():
        parser.error("no file given, and standard input is a terminal: quoteattr article.txt")
    names = options.files or [STDIN]
    _check_output(options.format, options.output, names)

    texts = [(name, read_text(name)) for name in names]
    known = read_known_speakers(options.known) if options.known else ()

    from quoteattr import Attributor

    attributor = Attributor(
        models=options.models,
        known_speakers=known,
        genre=options.genre,
        fast=options.fast,
        progress=_show_progress if options.progress else None,
    )
    _write_documents([(name, attributor(text)) for name, text in texts], options.format, options.output)
    return 0


def batch_command(arguments: Sequence[str]) -> int:
    """Attribute many documents into one table."""
    from quoteattr.batch import command

    options = command.parser().parse_args(arguments)
    output = Path(options.output)
    if not output.parent.is_dir():
        raise UsageError(f"{output}: there is no such folder to write to")
    known = read_known_speakers(options.known) if options.known else ()

    from quoteattr import Attributor
    from quoteattr.batch.inputs import Reader
    from quoteattr.batch.run import Options, run

    attributor = Attributor(models=options.models, known_speakers=known, genre=options.genre, fast=options.fast)
    work = Options(
        n_process=options.processes,
        progress=options.progress,
        **command.given(options, ("batch_size", "part_size", "max_length")),
    )
    try:
        tally = run(options.inputs, output, Reader(options.text_column, options.id_column), attributor, work)
    except KeyboardInterrupt:
        return _fail("stopped; the same command goes on from here", code=command.STOPPED)
    _write("\n".join(command.report_lines(tally, output)) + "\n", None, lossy=True)
    return 0


def evaluate_command(arguments: Sequence[str]) -> int:
    """Measure the library, or an existing prediction file, against gold."""
    parser = argparse.ArgumentParser(
        prog="quoteattr evaluate",
        description="Run the library on annotated texts and print how often it is right.",
    )
    parser.add_argument("gold", nargs="+", metavar="GOLD", help="gold file, .jsonl or .jsonl.gz")
    parser.add_argument("--known", action="store_true", help="hand over each document's cast (names and aliases)")
    parser.add_argument(
        "--predictions", metavar="OUT.jsonl", help="write the predictions, and what they cost beside them"
    )
    parser.add_argument("--read", metavar="PRED.jsonl", help="score these predictions and do not run the library")
    parser.add_argument("--errors", type=_count, default=0, metavar="N", help="print the first N misses of each file")
    parser.add_argument("--reliability", action="store_true", help="print how often answers are right by confidence")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--only", default="", metavar="A,B", help="only documents whose id holds one of these")
    _add_fast_option(parser)
    _add_models_option(parser)
    options = parser.parse_args(arguments)
    if options.read and (options.known or options.predictions or options.models or options.fast):
        parser.error("--read runs nothing: --known, --predictions, --models and --fast have no meaning with it")
    if options.json and (options.errors or options.reliability):
        parser.error("--errors and --reliability print lines, --json one object: choose one")

    from quoteattr.evaluation.evaluate import evaluate, evaluate_file

    only = [part for part in options.only.split(",") if part]
    if options.read:
        evaluations = evaluate_file(options.gold, options.read, only=only)
    else:
        from quoteattr import Attributor

        attributor = Attributor(models=options.models, fast=options.fast)
        evaluations = evaluate(
            options.gold, attributor, cast_given=options.known, write_to=options.predictions, only=only
        )
    _print_evaluations(evaluations, errors=options.errors, reliability=options.reliability, as_json=options.json)
    return 0


def info_command(arguments: Sequence[str]) -> int:
    """Print versions and model locations."""
    parser = argparse.ArgumentParser(prog="quoteattr info", description="Print versions and where the models are.")
    parser.parse_args(arguments)

    import quoteattr

    found = quoteattr.info()
    width = max(map(len, found), default=0)
    for name, value in found.items():
        print(f"{name:<{width}}  {value}")
    return 0


def download_command(arguments: Sequence[str]) -> int:
    """Fetch Stanza's official models."""
    parser = argparse.ArgumentParser(
        prog="quoteattr download",
        description="Fetch Stanza's official models over the network; --models takes the folder that is printed.",
    )
    parser.add_argument("lang", metavar="LANG", help="language code: en")
    options = parser.parse_args(arguments)

    import quoteattr

    print(quoteattr.download(options.lang))
    return 0


def sample_command(arguments: Sequence[str]) -> int:
    """Show the shipped sample's quotations."""
    parser = argparse.ArgumentParser(
        prog="quoteattr sample", description="Show the quotations of a short article that comes with the package."
    )
    parser.parse_args(arguments)

    import quoteattr
    from quoteattr.export.table import as_table

    _write(as_table([("sample", quoteattr.attribute(quoteattr.sample()))], _table_width(None)), None, lossy=True)
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "sample": sample_command,
    "batch": batch_command,
    "evaluate": evaluate_command,
    "info": info_command,
    "download": download_command,
}


def read_text(name: str) -> str:
    """Return a file's text with its line breaks as they are; ``-`` reads standard input.

    Raises:
        UsageError: A byte is not UTF-8.
        OSError: The file cannot be read.
    """
    content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    try:
        # a byte order mark is no character of the text
        return content.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    except UnicodeDecodeError as problem:
        source = "standard input" if name == STDIN else name
        raise UsageError(
            f"{source}: byte {problem.start} (0x{content[problem.start]:02x}) is not UTF-8; "
            f"if the text is Latin-1 or Windows-1252: iconv -f WINDOWS-1252 -t UTF-8"
        ) from problem


def read_known_speakers(name: str) -> tuple[KnownSpeaker, ...]:
    """Return the speakers of a JSON list of objects: ``name``, and optional ``aliases``, ``id``, ``role``, ``gender``.

    Raises:
        UsageError: The file is not such a list.
        OSError: The file cannot be read.
    """
    from quoteattr.api import read_known

    try:
        return read_known(json.loads(read_text(name)))
    except json.JSONDecodeError as problem:
        raise UsageError(f"{name}: not JSON: {problem}") from problem
    except InputError as problem:
        raise UsageError(f"{name}: {problem}") from problem


def _print_evaluations(evaluations: Sequence[Evaluation], *, errors: int, reliability: bool, as_json: bool) -> None:
    from quoteattr.evaluation.report import figure_lines, miss_lines, reliability_lines

    lines: list[str] = []
    if as_json:
        figures = {evaluation.gold: evaluation.to_dict() for evaluation in evaluations}
        lines.append(json.dumps(next(iter(figures.values())) if len(figures) == 1 else figures, indent=1))
    for evaluation in evaluations:
        if not as_json:
            lines.extend(figure_lines(evaluation.figures, evaluation.title, evaluation.speed))
        if reliability:
            lines.extend(reliability_lines(evaluation.answers))
        if errors:
            lines.extend(miss_lines(evaluation.misses, errors))
        if evaluation.unanswered:
            note = f"{evaluation.unanswered} of {evaluation.figures.documents} documents of {evaluation.gold}"
            print(f"quoteattr: {note} have no line in the prediction file", file=sys.stderr)
    _write("\n".join(lines) + "\n", None, lossy=not as_json)


def _show_progress(step: str, share: float) -> None:
    """Draw a bar on the terminal's last line."""
    done = round(share * PROGRESS_WIDTH)
    end = "\n" if share >= 1 else ""
    print(f"\r{step:9}[{'=' * done:{PROGRESS_WIDTH}}] {share:4.0%}", end=end, file=sys.stderr, flush=True)


def _add_models_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--models", metavar="DIR", help="folder of Stanza models; default: those of the package")


def _add_fast_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fast", action="store_true", help="skim texts: more speed, fewer names and roles")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("0 or more")
    return number


def _check_output(format: str, output: str | None, names: Sequence[str]) -> None:
    """Refuse an output that the format cannot go to, before any work is done."""
    from quoteattr.extras import require
    from quoteattr.formats import EACH, files_in

    if output and not Path(output).parent.is_dir():
        raise UsageError(f"{output}: there is no such folder to write to")
    into_folder = output is not None and Path(output).is_dir()
    if format == "xlsx":
        require("xlsxwriter", "excel")
    if format == "xlsx" and (output is None or into_folder):
        raise UsageError("a workbook needs a file to go to: quoteattr --format xlsx -o quotations.xlsx article.txt")
    if format in EACH and into_folder:
        files_in(str(output), names, EACH[format].suffix)
    elif format in EACH and len(names) > 1:
        raise UsageError(
            f"{format} has a file for each text, and -o takes a folder for them: "
            f"mkdir out && quoteattr --format {format} -o out {' '.join(names[:2])}"
        )


def _write_documents(documents: Sequence[tuple[str, Document]], format: str, output: str | None) -> None:
    from quoteattr.export.excel import to_xlsx
    from quoteattr.export.table import as_table
    from quoteattr.formats import EACH, TOGETHER, files_in, write_each

    if format == "table":
        _write(as_table(documents, _table_width(output)), output, lossy=True)
    elif format in TOGETHER:
        _write(TOGETHER[format](documents), output)
    elif output is None:
        [(name, document)] = documents
        _write(EACH[format].render(document, name), None)
    elif format == "xlsx":
        to_xlsx(documents, output)
    else:
        names = [name for name, _ in documents]
        files = files_in(output, names, EACH[format].suffix) if Path(output).is_dir() else {names[0]: Path(output)}
        for name, document in documents:
            write_each(EACH[format], document, name, files[name])


def _table_width(output: str | None) -> int:
    return FILE_WIDTH if output else shutil.get_terminal_size((FILE_WIDTH, 0)).columns


def _write(text: str, output: str | None, *, lossy: bool = False) -> None:
    """Write to a file or standard output, as UTF-8.

    Args:
        text: What to write.
        output: The file; None for standard output.
        lossy: Text for the eye keeps a terminal's own encoding, and shows ``?`` for what that lacks.
    """
    if output is not None:
        with Path(output).open(
            "w", encoding="utf-8", errors="replace" if lossy else "backslashreplace", newline=""
        ) as out:
            out.write(text)
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        if lossy:
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    sys.stdout.write(text)
    sys.stdout.flush()


def _fail(message: str, *, code: int) -> int:
    print(f"quoteattr: {message}", file=sys.stderr)
    return code
