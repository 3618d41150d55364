"""Treebanks as the files that Stanza's training programs read."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Mapping, Set
from pathlib import Path

from stanza.utils.datasets import common, conllu_to_text, prepare_tokenizer_data
from stanza.utils.datasets.contract_mwt import contract_mwt
from stanza.utils.datasets.prepare_tokenizer_treebank import augment_punct

from quoteattr.training.stanza_models import vectors
from quoteattr.training.stanza_models.lemma_rules import with_rules
from quoteattr.training.stanza_models.noisy_tags import with_noise
from quoteattr.training.stanza_models.rows import DEPS, FEATS, ID, MISC, read_text

logger = logging.getLogger(__name__)

#: Stanza's own preparation seeds its punctuation augmentation with this.
SEED = 1234

_COMMENTS = re.compile(r"# (newdoc|newpar|sent_id|text) ?")
_DOCUMENT = re.compile(r"^(?=# newdoc)", re.MULTILINE)
_GENRE = re.compile(r"# newdoc id = GUM_([a-z]+)_")


def prepare(folders: Mapping[str, Path], genres: Set[str], pretrain: Path, data: Path) -> None:
    """Write train, dev and test files of all treebanks together, and the test parts one by one.

    Args:
        folders: Where ``ewt`` and ``gum`` are; each holds the released ``en_NAME-ud-SPLIT.conllu``, compressed or not.
        genres: Genres of GUM to leave out of training and development (its test part is kept whole, to compare).
        pretrain: Vectors that ``vectors.prepare`` wrote.
        data: The training folder.
    """
    for split in ("train", "dev", "test"):
        texts = {}
        for name, folder in folders.items():
            released = read_text(folder / f"en_{name}-ud-{split}.conllu")
            texts[name] = strip(released if split == "test" else without_genres(released, genres))
            logger.info("%s %s: %d sentences", name, split, texts[name].count("\n1\t"))
            if split == "test":
                _write(data / f"{name}.test.conllu", texts[name])
                _write_tokenizer_files(data / f"{name}.test.conllu")
        _write(data / f"both.{split}.conllu", "".join(texts.values()))
    _augment(data / "both.train.conllu")
    _write_dev_third(data)
    for split in ("train", "dev"):
        _write_tokenizer_files(data / f"both.{split}.conllu")
    contract_mwt(str(data / "both.dev.conllu"), str(data / "both.dev.in.conllu"))
    for split in ("train", "devthird"):
        # the tagger learns no morphological features: they double its cost, and attribution does not read them
        plain = without_features((data / f"both.{split}.conllu").read_text(encoding="utf-8"))
        _write(data / f"nofeats.{split}.conllu", plain)
        _write(data / f"noisy.{split}.conllu", with_noise(plain))
    plain = (data / "nofeats.train.conllu").read_text(encoding="utf-8")
    _write(data / "lemma.train.conllu", with_rules(plain, vectors.words(pretrain)))


def without_genres(conllu: str, genres: Set[str]) -> str:
    """Return a treebank without GUM's documents of these genres; other documents stay."""
    documents = _DOCUMENT.split(conllu)
    genre = (_GENRE.match(document) for document in documents)
    return "".join(
        document for document, found in zip(documents, genre, strict=True) if not found or found[1] not in genres
    )


def strip(conllu: str) -> str:
    """Return a treebank without enhanced graphs, empty nodes and annotation in comments and MISC."""
    lines = []
    for line in conllu.split("\n"):
        if line.startswith("#"):
            if _COMMENTS.match(line):
                lines.append(line)
        elif not line:
            lines.append(line)
        elif "." not in (cells := line.split("\t"))[ID]:
            cells[DEPS] = "_"
            cells[MISC] = "SpaceAfter=No" if "SpaceAfter=No" in cells[MISC].split("|") else "_"
            lines.append("\t".join(cells))
    return "\n".join(lines)


def without_features(conllu: str) -> str:
    """Return a treebank with an empty FEATS column."""
    lines = conllu.split("\n")
    for number, line in enumerate(lines):
        if len(cells := line.split("\t")) == 10:
            cells[FEATS] = "_"
            lines[number] = "\t".join(cells)
    return "\n".join(lines)


def _augment(path: Path) -> None:
    """Vary the punctuation of training sentences in place, as Stanza's own preparation does."""
    random.seed(SEED)
    before = common.read_sentences_from_conllu(str(path))
    after = augment_punct(before)
    common.write_sentences_to_conllu(str(path), after)
    logger.info("%s: %d sentences, %d after augmentation", path, len(before), len(after))


def _write_dev_third(data: Path) -> None:
    """Write every third development sentence: enough to choose a checkpoint, three times as fast."""
    dev = common.read_sentences_from_conllu(str(data / "both.dev.conllu"))
    common.write_sentences_to_conllu(str(data / "both.devthird.conllu"), dev[::3])


def _write_tokenizer_files(conllu: Path) -> None:
    text, labels, expansions = (str(conllu.with_suffix(suffix)) for suffix in (".txt", ".toklabels", ".mwt.json"))
    conllu_to_text.main([str(conllu), text])
    prepare_tokenizer_data.main([text, str(conllu), "-o", labels, "-m", expansions])


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
