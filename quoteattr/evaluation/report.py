"""Figures and misses as lines of text, in the layout in which figures of other systems are published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quoteattr.evaluation.figures import Counts, Figures, ratio
from quoteattr.evaluation.misses import STAGES, Miss
from quoteattr.evaluation.reliability import PRECISIONS, Answer, bands, threshold
from quoteattr.evaluation.run import Speed


def figure_lines(figures: Figures, title: str, speed: Speed | None = None) -> Iterator[str]:
    """Yield the figures in per cent, one measure a line; what the corpus does not annotate has no line."""
    styles = ", ".join(f"{figures.gold_styles[style]} {style}" for style in ("direct", "mixed", "written"))
    yield (
        f"{title}: {figures.documents} docs, gold {figures.gold_pieces} pieces ({styles}), "
        f"predicted {figures.predicted_pieces}; "
        f"marks cover {percent(ratio(figures.direct_words_in_marks, figures.direct_words))}% of gold direct words"
    )
    yield _line("detect_exact", _rates(figures.detection(figures.detected_exactly)))
    yield _line("detect_ovl", _rates(figures.detection(figures.detected.total())))
    direct, mixed = (
        percent(ratio(figures.detected[style], figures.gold_styles[style])) for style in ("direct", "mixed")
    )
    found = percent(ratio(figures.found, figures.gold_pieces))
    yield f"  recall (ovl)   direct {direct} mixed {mixed}; found (>= half covered) {found}"
    if figures.nonquotes:
        yield (
            f"  scare/title/term: {figures.nonquotes_reported} of {figures.nonquotes} reported as quotes, "
            f"{figures.nonquotes_attributed} with a speaker"
        )
    yield from _speaker_lines(figures)
    if figures.cue.gold:
        yield _line("cue", f"R {percent(figures.cue.recall)}  {_accuracy(figures.cue)}")
    if figures.role.gold:
        yield _line("role", f"{_rates(figures.role)}  {_exact(figures.role)}")
    if figures.addressees.gold:
        yield _line("addressees", f"{_rates(figures.addressees)}  gold {figures.addressees.gold}")
    if speed is not None:
        yield _line(
            "speed",
            f"{speed.words_per_s} words/s (with load {speed.words_per_s_with_load}), load {speed.load_s} s, "
            f"peak RSS {speed.peak_rss_mib} MiB, failed docs {speed.failed_docs} ",
        )


def miss_lines(misses: Sequence[Miss], limit: int) -> Iterator[str]:
    """Yield how many misses each stage has, then the first ``limit`` of them."""
    stages = Counter(miss.stage for miss in misses)
    yield f"  {len(misses)} misses: " + ", ".join(f"{stage} {stages[stage]}" for stage in STAGES)
    for miss in misses[:limit]:
        yield f"  {miss.doc_id} {miss.span.start}:{miss.span.end}  wrong: {miss.stage}"
        yield f"      {miss.context}"
        yield f"      expected  {miss.expected}"
        yield f"      answered  {miss.answered}"
        for step in miss.evidence:
            yield f"      because   {step.rule}: {step.text}"


def reliability_lines(found: Sequence[Answer]) -> Iterator[str]:
    """Yield how often the answers of each band of confidence are right, then what each precision costs."""
    yield "  confidence from   answers   mean confidence   right"
    for band in bands(found):
        yield f"  {band.low:15.2f} {band.answers:9}   {percent(band.confidence)}             {percent(band.right)}"
    for precision in PRECISIONS:
        reached = threshold(found, precision)
        what = "no threshold" if reached is None else f"min_confidence={reached[0]} keeps {percent(reached[1])}%"
        yield f"  {percent(precision)}% right: {what}"


def percent(rate: float | None) -> str:
    """Return a rate of 0..1 as per cent with one decimal, five characters wide; a dash for None."""
    return "  - " if rate is None else f"{100 * rate:5.1f}"


def _speaker_lines(figures: Figures) -> Iterator[str]:
    if figures.mention.gold:
        mention = figures.mention
        yield _line("mention", f"{_rates(mention)}  {_accuracy(mention)}  {_exact(mention)}")
    if not figures.name_strict.gold:
        return
    for label, counts, kinds in (
        ("name_strict", figures.name_strict, figures.kinds_strict),
        ("name_lenient", figures.name_lenient, figures.kinds_lenient),
    ):
        yield _line(label, f"{_rates(counts)}  {_accuracy(counts)}")
        by_kind = (f"{kind} {percent(kinds[kind] / gold)} ({gold})" for kind, gold in sorted(figures.kinds.items()))
        yield _line("", f"R by kind: {', '.join(by_kind)}")


def _line(label: str, text: str) -> str:
    return f"  {label:<14} {text}"


def _rates(counts: Counts) -> str:
    return f"P {percent(counts.precision)} R {percent(counts.recall)} F1 {percent(counts.f1)}"


def _accuracy(counts: Counts) -> str:
    return f"acc if found {percent(counts.accuracy)}"


def _exact(counts: Counts) -> str:
    return f"R exact {percent(counts.exact_recall)}"
