"""Scores of a model folder: trees from raw text, subjects of speech verbs, names."""

from __future__ import annotations

import json
import logging
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import stanza
from stanza.models.common.utils import ud_scores
from stanza.utils.conll import CoNLL

from quoteattr.training.stanza_models.rows import DEPREL, FORM, HEAD, ID, LEMMA, UPOS, read_text, sentences

logger = logging.getLogger(__name__)

SPEECH_VERBS = frozenset(
    "say tell add ask reply answer explain note claim argue insist admit warn announce declare state suggest write "
    "think believe cry whisper shout exclaim remark observe continue comment report".split()
)
COLUMNS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "Lemmas", "UAS", "LAS")

#: Stanza writes <UNK> for a longer token, which the official scorer cannot align.
_MAX_TOKEN = 300


def evaluate(data: Path, models: Path) -> None:
    """Log the scores of ``models`` on every test part that ``prepare`` wrote to ``data``."""
    parts = [name for name in ("ewt", "gum") if (data / f"{name}.test.conllu").exists()]
    for name in parts:
        scores = _raw_text_scores(data / f"{name}.test.conllu", models)
        logger.info("%s from raw text: %s", name, " ".join(f"{column} {scores[column]:.2f}" for column in COLUMNS))
    subjects = _subject_counts([data / f"{name}.test.conllu" for name in parts], models)
    logger.info("subjects of %d speech verbs on gold words: %s", len(SPEECH_VERBS), _summary(*subjects))
    for name in ("names", "litbank"):
        if (data / f"{name}.test.json").exists():
            for label, counts in _name_counts(data / f"{name}.test.json", models).items():
                logger.info("%s %s: %s", name, label, _summary(*counts))


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (first word, last word + 1, class) of each name in BIO or BIOES tags."""
    found: set[tuple[int, int, str]] = set()
    start: int | None = None
    label = ""
    for number, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] in "OBS" or tag[2:] != label):
            found.add((start, number, label))
            start = None
        if tag[0] in "BS" or (tag[0] in "IE" and start is None):
            start, label = number, tag[2:]
    return found


def subject_pairs(words: Sequence[tuple[int, str, str, int, str]]) -> set[tuple[int, int]]:
    """Return (verb, subject) ids for the speech verbs of a sentence of (id, lemma, UPOS, head, relation)."""
    by_id = {word[0]: word for word in words}
    return {
        (head, number)
        for number, _, _, head, relation in words
        if relation.split(":")[0] == "nsubj" and head in by_id
        if by_id[head][1] in SPEECH_VERBS and by_id[head][2] in ("VERB", "AUX")
    }


def _pipeline(models: Path, processors: str, **options: object) -> Any:
    return stanza.Pipeline(
        "en",
        dir=str(models),
        processors=processors,
        download_method=None,
        use_gpu=False,
        logging_level="ERROR",
        **options,
    )


def _raw_text_scores(gold: Path, models: Path) -> dict[str, float]:
    """Return the official F1 (0..100) of each column."""
    parse = _pipeline(models, "tokenize,mwt,pos,lemma,depparse")
    doc = parse(read_text(gold.with_suffix(".txt")))
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.conllu"
        CoNLL.write_doc2conll(doc, str(predicted))
        text = predicted.read_text(encoding="utf-8")
        for form in _long_tokens(read_text(gold)):
            text = text.replace("\t<UNK>\t", f"\t{form}\t", 1)
        predicted.write_text(text, encoding="utf-8")
        scores = ud_scores(str(gold), str(predicted))
    return {column: 100 * scores[column].f1 for column in COLUMNS}


def _long_tokens(conllu: str) -> Iterator[str]:
    for line in conllu.split("\n"):
        cells = line.split("\t")
        if len(cells) > FORM and len(cells[FORM]) > _MAX_TOKEN:
            yield cells[FORM]


def _subject_counts(parts: Sequence[Path], models: Path) -> tuple[int, int, int]:
    """Return right, found and gold subjects over all parts."""
    parse = _pipeline(models, "tokenize,pos,lemma,depparse", tokenize_pretokenized=True)
    right = found = gold = 0
    for part in parts:
        rows = sentences(read_text(part))
        doc = parse([[cells[FORM] for cells in sentence] for sentence in rows])
        for sentence, parsed in zip(rows, doc.sentences, strict=True):
            true = subject_pairs([(int(c[ID]), c[LEMMA], c[UPOS], int(c[HEAD]), c[DEPREL]) for c in sentence])
            guess = subject_pairs([(w.id, w.lemma, w.upos, w.head, w.deprel) for w in parsed.words])
            right, found, gold = right + len(true & guess), found + len(guess), gold + len(true)
    return right, found, gold


def _name_counts(part: Path, models: Path) -> dict[str, tuple[int, int, int]]:
    """Return right, found and gold names by class and for ``all``."""
    tag = _pipeline(models, "tokenize,ner", tokenize_pretokenized=True)
    rows = json.loads(part.read_text(encoding="utf-8"))
    doc = tag([[word["text"] for word in row] for row in rows])
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for row, parsed in zip(rows, doc.sentences, strict=True):
        true, guess = spans([word["ner"] for word in row]), spans([token.ner for token in parsed.tokens])
        for counter, names in ((right, true & guess), (found, guess), (gold, true)):
            counter.update(label for _, _, label in names)
            counter["all"] += len(names)
    return {label: (right[label], found[label], gold[label]) for label in sorted(gold)}


def _summary(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f} (gold {gold})"
