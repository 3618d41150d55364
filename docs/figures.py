"""Put measured figures into README.md and docs/*.md: ``python docs/figures.py ../shared/corpora [--only NAME …]``.

Rewrites what stands between ``<!-- figures: NAME -->`` and ``<!-- end -->``, then the output of the pages' examples.
Takes about ten minutes on one core; ``--only`` measures what the named blocks need, and leaves the examples alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from quoteattr import Attributor
from quoteattr.evaluation.evaluate import Evaluation, evaluate
from quoteattr.evaluation.misses import STAGES
from quoteattr.evaluation.records import read_records
from quoteattr.evaluation.reliability import PRECISIONS, bands, threshold
from quoteattr.ranking import RANKERS, load_model
from quoteattr.resources import info

ROOT = Path(__file__).parent.parent
CARD = ROOT / "quoteattr" / "models" / "en" / "MODEL_CARD.md"
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), CARD)
BENCHMARK = ROOT / "tests" / "benchmarks" / "speed.py"
EXAMPLES = ROOT / "docs" / "examples.py"

CORPORA = ("worldnews", "polnews", "polnear")
UNKNOWN = "\N{EN DASH}"

#: Words of the documents over which growth is measured.
SIZES = (1_000, 10_000, 100_000, 1_000_000)

#: News articles of the archive on paper, and the cores over which it is spread.
ARTICLES = 200_000_000
CORES = (100, 1_000)
#: Corpus and split whose beginning shows what each step costs, by genre; and how long that beginning is.
PROFILED = {"news": ("polnear", "dev"), "fiction": ("pdnc", "dev")}
PROFILED_WORDS = 10_000

_BLOCK = re.compile(r"(?<=<!-- figures: )([\w-]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)

#: A measure: its name, where it stands in ``Figures.to_dict``, the best figure of other systems with its holder.
Row = tuple[str, tuple[str, ...], str]

WORLDNEWS: tuple[Row, ...] = (
    ("quotations found, precision", ("detect_ovl", "P"), "98.2 (SaysWho)"),
    ("quotations found, recall", ("detect_ovl", "R"), "98.2 (every pair of marks); 95.9 (CoreNLP)"),
    ("quotations found, F1", ("detect_ovl", "F1"), "94.1 (every pair of marks); 92.6 (CoreNLP)"),
    ("words exactly right, F1", ("detect_exact", "F1"), "93.8 (every pair of marks); 92.6 (CoreNLP)"),
    ("mention, precision", ("mention", "P"), "93.8 (textacy by paragraph)"),
    ("mention, recall", ("mention", "R"), "72.1 (SaysWho)"),
    ("mention, right among found", ("mention", "acc"), "95.7 (textacy by paragraph)"),
    ("name, strict, precision", ("name_strict", "P"), "68.4 (Citron)"),
    ("name, strict, recall", ("name_strict", "R"), "54.0 (CoreNLP)"),
    ("name, lenient, precision", ("name_lenient", "P"), "74.2 (Citron)"),
    ("name, lenient, recall", ("name_lenient", "R"), "58.2 (CoreNLP)"),
    ("… where the text names the speaker", ("name_lenient", "R_by_kind", "explicit"), "69.9 (SaysWho)"),
    ("… by a pronoun or description", ("name_lenient", "R_by_kind", "anaphoric"), "47.9 (CoreNLP)"),
    ("… not at all", ("name_lenient", "R_by_kind", "implicit"), "60.0 (SaysWho)"),
    ("cue, recall", ("cue", "R"), "71.9 (SaysWho, textacy by paragraph)"),
    ("role, precision", ("role", "P"), "none gives roles"),
    ("role, recall", ("role", "R"), "none gives roles"),
    ("marked words that nobody utters, given a speaker", ("nonquotes", "reported_with_speaker"), "3 (textacy)"),
)
POLNEAR: tuple[Row, ...] = (
    ("quotations found, precision", ("detect_ovl", "P"), "99.0 (SaysWho)"),
    ("quotations found, recall", ("detect_ovl", "R"), "98.9 (every pair of marks); 86.7 (CoreNLP)"),
    ("quotations found, F1", ("detect_ovl", "F1"), "95.5 (every pair of marks); 89.1 (CoreNLP)"),
    ("… recall of direct ones", ("detect_ovl_R_direct",), "98.3 (every pair of marks); 86.1 (CoreNLP)"),
    ("… recall of mixed ones", ("detect_ovl_R_mixed",), "100.0 (every pair of marks); 87.6 (CoreNLP)"),
    ("mention, precision", ("mention", "P"), "89.8 (textacy by paragraph)"),
    ("mention, recall", ("mention", "R"), "63.6 (textacy by paragraph)"),
    ("mention, right among found", ("mention", "acc"), "90.2 (textacy by paragraph)"),
    ("mention, words exactly right, recall", ("mention", "R_exact"), "50.2 (Gender Gap Tracker)"),
    ("cue, recall", ("cue", "R"), "62.5 (textacy by paragraph)"),
)
#: Not measured for other systems.
POLNEWS: tuple[Row, ...] = tuple((label, path, "") for label, path, _ in WORLDNEWS)

SUMMARY: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("quotations found, precision / recall", (("detect_ovl", "P"), ("detect_ovl", "R"))),
    ("words that name the speaker, precision / recall", (("mention", "P"), ("mention", "R"))),
    ("speaker's name, precision / recall", (("name_lenient", "P"), ("name_lenient", "R"))),
    ("speaker's role, precision / recall", (("role", "P"), ("role", "R"))),
    ("marked words that nobody utters, given a speaker", (("nonquotes", "reported_with_speaker"),)),
)


class Measurements:
    """What the blocks show, each measured once, when the first block asks for it."""

    def __init__(self, corpora: Path, spacy: str = "") -> None:
        """Take the folder that holds one folder a corpus, and a spaCy model to compare with."""
        self._corpora = corpora
        self.spacy = spacy
        self.fast = cache(self._fast)
        self.evaluation = cache(self._evaluation)
        self.speed = cache(self._speed)
        self.growth = cache(self._growth)
        self.profile = cache(self._profile)

    def path(self, corpus: str, split: str = "dev") -> str:
        """Return where a split's file lies, as it is to be typed in the checkout."""
        return (self._corpora / corpus / f"{split}.jsonl.gz").as_posix()

    def _evaluation(self, corpus: str) -> Evaluation:
        [evaluation] = evaluate([self.path(corpus)], Attributor())
        return evaluation

    def _fast(self, corpus: str) -> Evaluation:
        [evaluation] = evaluate([self.path(corpus)], Attributor(fast=True))
        return evaluation

    def speed_arguments(self) -> list[str]:
        """Return the arguments with which speed is measured."""
        return [self.path("worldnews"), *(["--spacy", self.spacy] if self.spacy else [])]

    def _speed(self) -> dict[str, float]:
        found: dict[str, float] = json.loads(_script(BENCHMARK, *self.speed_arguments(), "--json"))
        return found

    def profiled(self, genre: str) -> list[str]:
        """Return the arguments with which the steps of a genre are timed."""
        return [self.path(*PROFILED[genre]), "--profile", genre, "--words", str(PROFILED_WORDS)]

    def _profile(self, genre: str) -> dict[str, float]:
        [found] = json.loads(_script(BENCHMARK, *self.profiled(genre), "--json"))
        steps: dict[str, float] = found
        return steps

    def _growth(self) -> list[dict[str, float]]:
        sizes = map(str, SIZES)
        found: list[dict[str, float]] = json.loads(
            _script(BENCHMARK, self.path("polnear", "train"), "--json", "--growth", *sizes)
        )
        return found


def _script(path: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(path), *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table; all columns but the first are set to the right."""
    for cells in (head, ["---", *["---:"] * (len(head) - 1)], *rows):
        yield f"| {' | '.join(cells)} |"


def _value(figures: Mapping[str, object], path: Sequence[str]) -> str:
    """Return a figure: a rate in per cent, a count as "3 of 34", a dash where the corpus does not annotate it."""
    found: object = figures
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    if isinstance(found, list):
        return f"{100 * found[0]:.1f} ({found[1]})"
    if isinstance(found, int):
        nonquotes = figures["nonquotes"]
        assert isinstance(nonquotes, Mapping)
        return f"{found} of {nonquotes['gold']}"
    return f"{100 * found:.1f}" if isinstance(found, float) else UNKNOWN


def _note(*commands: str) -> str:
    """Return when and with what a block was measured."""
    found = info()
    versions = f"models {found['models.en.version']}, Stanza {found['stanza']}, Python {found['python']}"
    today = f"{date.today().day} {date.today():%B %Y}"
    return f"Measured on {today} ({versions}) with " + ", ".join(f"`{command}`" for command in commands) + "."


def accuracy(corpus: str, rows: Sequence[Row]) -> Callable[[Measurements], Iterator[str]]:
    """Return the writer of one corpus's table."""

    def lines(measured: Measurements) -> Iterator[str]:
        figures = measured.evaluation(corpus).to_dict()
        head = [f"{figures['docs']} articles, {figures['gold_pieces']} pieces", "quoteattr", "best other"]
        cells = [[label, _value(figures, path), best] for label, path, best in rows]
        columns = 3 if any(best for _, _, best in rows) else 2
        yield from _table(head[:columns], [row[:columns] for row in cells])
        yield ""
        yield _note(f"quoteattr evaluate {measured.path(corpus)}")

    return lines


def summary(measured: Measurements) -> Iterator[str]:
    """Write the README's small table."""
    figures = [measured.evaluation(corpus).to_dict() for corpus in CORPORA]
    rows = [["articles / pieces of quotations", *(f"{entry['docs']} / {entry['gold_pieces']}" for entry in figures)]]
    for label, paths in SUMMARY:
        cells = [[_value(entry, path) for path in paths] for entry in figures]
        rows.append([label, *(UNKNOWN if set(cell) == {UNKNOWN} else " / ".join(cell) for cell in cells)])
    yield from _table(["per cent", *(f"`{corpus}` dev" for corpus in CORPORA)], rows)
    yield ""
    yield _note(f"quoteattr evaluate {' '.join(measured.path(corpus) for corpus in CORPORA)}")


def misses(measured: Measurements) -> Iterator[str]:
    """Write how many misses each stage has in each corpus."""
    counts = [Counter(miss.stage for miss in measured.evaluation(corpus).misses) for corpus in CORPORA]
    rows = [[stage, *(str(count[stage]) for count in counts)] for stage in STAGES]
    rows.append(["all", *(str(count.total()) for count in counts)])
    yield from _table(["first wrong at", *(f"`{corpus}` dev" for corpus in CORPORA)], rows)
    yield ""
    yield _note(f"quoteattr evaluate {measured.path('worldnews')} --errors 10")


def reliability(measured: Measurements) -> Iterator[str]:
    """Write how often answers are right by confidence, and what a wanted precision costs."""
    found = {corpus: measured.evaluation(corpus).answers for corpus in ("worldnews", "polnews")}
    rows = [
        [corpus, f"{band.low:.2f}", str(band.answers), f"{100 * band.confidence:.1f}", f"{100 * band.right:.1f}"]
        for corpus, given in found.items()
        for band in bands(given)
    ]
    yield from _table(["dev of", "confidence from", "answers", "mean confidence", "right"], rows)
    yield ""
    rows = []
    for precision in PRECISIONS:
        for corpus, given in found.items():
            reached = threshold(given, precision)
            cost = ["-", "-"] if reached is None else [f"{reached[0]}", f"{100 * reached[1]:.1f}"]
            rows.append([corpus, f"{100 * precision:.0f}", *cost])
    yield from _table(["dev of", "wanted right", "`min_confidence`", "answers kept, per cent"], rows)
    yield ""
    yield _note(f"quoteattr evaluate {measured.path('worldnews')} --reliability")


def causes(measured: Measurements) -> Iterator[str]:
    """Write by which last step the wrong mentions and speakers of the two corpora with names came about."""
    found = [
        miss for corpus in ("worldnews", "polnews") for miss in measured.evaluation(corpus).misses if miss.evidence
    ]
    last = {stage: Counter(miss.evidence[-1].rule for miss in found if miss.stage == stage) for stage in STAGES}
    mention, speaker = last["mention"], last["speaker"]
    rows = [[f"`{rule}`", str(mention[rule]), str(speaker[rule])] for rule, _ in (mention + speaker).most_common()]
    yield from _table(["last step of the evidence", "wrong mention", "right mention, wrong speaker"], rows)


#: Heads of the columns of the speed table, by the system's name in the benchmark.
SYSTEMS = {
    "": "quoteattr",
    "fast_": "quoteattr, `fast=True`",
    "stanza_": "`stanza.Pipeline`",
    "spacy_": "spaCy and textacy",
}


def speed(measured: Measurements) -> Iterator[str]:
    """Write the speed table."""
    found = measured.speed()
    systems = [system for system in SYSTEMS if f"{system}words_per_s" in found]
    rows = [
        [label, *(f"{found[system + figure]:,.0f}" for system in systems)]
        for label, figure in (
            ("words per CPU second, models loaded", "words_per_s"),
            ("the same with loading", "words_per_s_with_load"),
            ("peak memory, MiB", "peak_rss_mib"),
        )
    ]
    ratios = [f"{found['words_per_s'] / found[f'{system}words_per_s']:.2f}" for system in systems]
    rows.append(["quoteattr is so many times as fast", *ratios])
    first = [f"{found['first_answer_s']:.1f}", *[""] * (len(systems) - 1)]
    rows.append(["seconds from `import` to the first answer", *first])
    head = f"`worldnews` dev, {found['words']:,} words, document by document"
    yield from _table([head, *(SYSTEMS[system] for system in systems)], rows)
    yield ""
    compared = f"; spaCy {version('spacy')}, textacy {version('textacy')}" if measured.spacy else ""
    yield f"Machine: {_processor()}{compared}."
    yield ""
    yield _note(f"python tests/benchmarks/speed.py {' '.join(measured.speed_arguments())}")


def _processor() -> str:
    """Return the processor's name and the number of cores, as far as the system tells."""
    listed = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.+)$", listed.read_text(), re.MULTILINE) if listed.exists() else []
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores"


#: What a fast reading may lose.
LOSSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("quotations found, F1", ("detect_ovl", "F1")),
    ("mention, precision", ("mention", "P")),
    ("mention, recall", ("mention", "R")),
    ("name, lenient, precision", ("name_lenient", "P")),
    ("name, lenient, recall", ("name_lenient", "R")),
    ("cue, recall", ("cue", "R")),
    ("role, precision", ("role", "P")),
    ("role, recall", ("role", "R")),
)


def fast(measured: Measurements) -> Iterator[str]:
    """Write what the fast reading saves and costs: both readings, in turn, corpus by corpus."""
    pairs = [(measured.evaluation(corpus), measured.fast(corpus)) for corpus in CORPORA]
    speeds = [[evaluation.speed for evaluation in pair] for pair in pairs]
    rows = [
        [
            "words per CPU second, batches of 32",
            *(" / ".join(f"{found.words_per_s:,.0f}" for found in pair if found is not None) for pair in speeds),
        ]
    ]
    for label, path in LOSSES:
        rows.append([label, *(" / ".join(_value(part.to_dict(), path) for part in pair) for pair in pairs)])
    yield from _table(["thorough / fast", *(f"`{corpus}` dev" for corpus in CORPORA)], rows)
    yield ""
    paths = " ".join(measured.path(corpus) for corpus in CORPORA)
    yield _note(f"quoteattr evaluate {paths}", f"quoteattr evaluate --fast {paths}")


def profile(measured: Measurements) -> Iterator[str]:
    """Write what each step costs, for news and for a novel."""
    news, story = measured.profile("news"), measured.profile("fiction")
    rows = [[step, f"{spent:,.0f}", f"{story.get(step, 0.0):,.0f}"] for step, spent in news.items()]
    yield from _table(["CPU microseconds a word", "`polnear` dev", "novel"], rows)
    yield ""
    yield _note(*(f"python tests/benchmarks/speed.py {' '.join(measured.profiled(genre))}" for genre in PROFILED))


def speed_line(measured: Measurements) -> Iterator[str]:
    """Write the README's line on speed."""
    found = measured.speed()
    yield (
        f"About {round(found['words_per_s'], -2):,.0f} words per CPU second on one core, "
        f"{found['peak_rss_mib'] / 1024:.1f} GiB of memory, {found['first_answer_s']:.0f} seconds from "
        f"`import quoteattr` to the first answer (`worldnews` dev, {date.today():%B %Y}; "
        "[how it was measured](docs/performance.md))."
    )


def growth(measured: Measurements) -> Iterator[str]:
    """Write time and memory for one document of each size."""
    rows = [
        [
            f"{row['words']:,}",
            f"{row['seconds']:,.1f}",
            f"{row['words'] / row['seconds']:,.0f}",
            f"{row['peak_rss_mib']:,.0f}",
        ]
        for row in measured.growth()
    ]
    yield from _table(["words in one document", "CPU seconds", "words per CPU second", "peak memory, MiB"], rows)
    yield ""
    sizes = " ".join(map(str, SIZES))
    yield _note(f"python tests/benchmarks/speed.py {measured.path('polnear', 'train')} --growth {sizes}")


def archive(measured: Measurements) -> Iterator[str]:
    """Write what the archive of ``ARTICLES`` news articles needs by the speed and memory of one core."""
    speed = measured.evaluation("worldnews").speed
    assert speed is not None
    lengths = [len(record.text("text").split()) for record in read_records(Path(measured.path("worldnews")))]
    words = sum(lengths) / len(lengths)
    hours = ARTICLES * words / speed.words_per_s / 3600
    rows = [
        ["words an article", f"{words:,.0f}"],
        ["words per second and core", f"{speed.words_per_s:,.0f}"],
        ["core-hours", f"{hours:,.0f}"],
        *([f"hours on {cores:,} cores", f"{hours / cores:,.0f}"] for cores in CORES),
        ["shuffle", "none"],
    ]
    if speed.peak_rss_mib is not None:
        memory = speed.peak_rss_mib / 1024
        rows.insert(-1, ["memory a core, GiB", f"{memory:.1f}"])
        rows.insert(-1, [f"memory of {CORES[-1]:,} cores, GiB", f"{memory * CORES[-1]:,.0f}"])
    yield from _table([f"{ARTICLES:,} articles like those of `worldnews` dev", ""], rows)
    yield ""
    yield _note(f"quoteattr evaluate {measured.path('worldnews')}")


def weights(measured: Measurements) -> Iterator[str]:
    """Write the size of each ranker of the model card."""
    model = load_model(CARD.parent)
    rows = [[f"`{name}`", f"{len(getattr(model, name).weights):,}"] for name in RANKERS]
    yield from _table(["ranker", "features with a weight"], rows)


BLOCKS: dict[str, Callable[[Measurements], Iterator[str]]] = {
    "summary": summary,
    "speed-line": speed_line,
    "worldnews": accuracy("worldnews", WORLDNEWS),
    "polnews": accuracy("polnews", POLNEWS),
    "polnear": accuracy("polnear", POLNEAR),
    "misses": misses,
    "causes": causes,
    "reliability": reliability,
    "speed": speed,
    "fast": fast,
    "growth": growth,
    "archive": archive,
    "profile": profile,
    "weights": weights,
}


def main() -> None:
    """Rewrite the blocks of all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="folder with one folder a corpus")
    parser.add_argument("--only", nargs="+", choices=BLOCKS, metavar="NAME", help=f"of {', '.join(BLOCKS)}")
    parser.add_argument("--spacy", default="", metavar="MODEL", help="a spaCy model to compare speed with")
    options = parser.parse_args()
    measured = Measurements(options.corpora, options.spacy)

    def rewritten(block: re.Match[str]) -> str:
        name = block[1]
        if options.only and name not in options.only:
            return block.group()
        lines = "\n".join(BLOCKS[name](measured))
        return f"{name}{block[2]}\n{lines}\n\n"

    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        path.write_text(_BLOCK.sub(rewritten, page), encoding="utf-8")
    if not options.only:
        _script(EXAMPLES)


if __name__ == "__main__":
    main()
