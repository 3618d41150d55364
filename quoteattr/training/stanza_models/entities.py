"""Names in running text as the files that Stanza's name tagger is trained on: classes PER, ORG, LOC, MISC."""

from __future__ import annotations

import json
import logging
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from stanza.utils.datasets.ner.simplify_en_worldwide import process_label

from quoteattr.training.stanza_models.rows import read_text

logger = logging.getLogger(__name__)

#: (word, BIO tag) of each token.
Sentence = list[tuple[str, str]]

#: LitBank's books that are also in the Project Dialogism Novel Corpus: left out, so that it stays unseen.
PDNC_BOOKS = (
    "a_room_with_a_view",
    "alices_adventures_in_wonderland",
    "anne_of_green_gables",
    "daisy_miller_a_study",
    "emma",
    "howards_end",
    "night_and_day",
    "oliver_twist",
    "persuasion",
    "pride_and_prejudice",
    "the_age_of_innocence",
    "the_awakening_and_selected_short_stories",
    "the_invisible_man_a_grotesque_romance",
    "the_man_who_was_thursday_a_nightmare",
    "the_picture_of_dorian_gray",
)

_LITBANK_CLASSES = {"PER": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG", "VEH": "MISC"}
_LITBANK_NAME = re.compile(r"T\d+\tPROP_(\w+) (\d+) (\d+)\t")

#: Words that LitBank counts as part of a name and WorldWide does not.
_BEFORE_NAMES = frozenset(
    "the mr mr. mrs mrs. miss ms ms. dr dr. sir lady lord madame madam mme monsieur m. master mistress captain "
    "colonel major general professor aunt uncle mother father king queen prince princess count reverend rev. saint st. "
    "st".split()
)
#: Longer mentions are descriptions ("the Bishop of the Western Isles"), not names.
_MAX_NAME_WORDS = 4
#: LitBank marks no sentences: one ends at . ! ? after more words than this, or at a line break.
_MIN_SENTENCE_WORDS = 12


def prepare(worldwide: Path, litbank: Path | None, data: Path, *, articles: Set[str], books: Set[str]) -> None:
    """Write ``names.{train,dev,test}.json`` and, where LitBank is given, ``litbank.test.json``.

    Args:
        worldwide: Checkout of the English WorldWide Newswire, or a folder with ``4class.SPLIT.bio``, compressed or not.
        litbank: Checkout of LitBank; nine of ten of its sentences go into training. None leaves it out.
        data: The training folder.
        articles: File names (without ending) of WorldWide articles to leave out.
        books: LitBank books to leave out, without the number before the name.
    """
    sets = _worldwide(worldwide, articles)
    novels = list(_litbank(litbank, books)) if litbank else []
    sets["train"] += [sentence for number, sentence in enumerate(novels) if number % 10]
    for split, sentences in sets.items():
        _write(data / f"names.{split}.json", sentences)
    if novels:
        _write(data / "litbank.test.json", novels[::10])


def bio_to_bioes(tags: Sequence[str]) -> list[str]:
    """Return tags that also tell where names end (E) and which are one word long (S)."""
    result = []
    for before, tag, after in zip(["O", *tags], tags, [*tags[1:], "O"], strict=False):
        if tag == "O":
            result.append(tag)
            continue
        begins = tag[0] == "B" or before == "O" or before[2:] != tag[2:]
        ends = after != f"I-{tag[2:]}"
        result.append(("S" if begins and ends else "B" if begins else "E" if ends else "I") + tag[1:])
    return result


def _worldwide(folder: Path, articles: Set[str]) -> dict[str, list[Sentence]]:
    if (folder / "processed_annotated").is_dir():
        return _worldwide_tables(folder, articles)
    return {split: list(_worldwide_bio(folder, split, articles)) for split in ("train", "dev", "test")}


def _worldwide_bio(folder: Path, split: str, articles: Set[str]) -> Iterator[Sentence]:
    wanted = True
    for block in read_text(folder / f"4class.{split}.bio").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if lines[0].startswith("# doc = "):
            wanted = lines.pop(0).removeprefix("# doc = ").split(".")[0] not in articles
        if wanted and any(lines):
            yield [(word, tag) for word, tag in (line.split("\t") for line in lines if line)]


def _worldwide_tables(folder: Path, articles: Set[str]) -> dict[str, list[Sentence]]:
    """Read the published tables, with Stanza's own split by article (70/10/20, seeded with the name)."""
    sets: dict[str, list[Sentence]] = defaultdict(list)
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        name = path.name.split(".")[0]
        if name in articles:
            continue
        share = random.Random()
        share.seed(f"{name}.txt.4class.tsv", 2)
        chance = share.random()
        split = "train" if chance < 0.7 else "dev" if chance < 0.8 else "test"
        sets[split] += _table_sentences(path.read_text(encoding="utf-8").split("\n")[2:])
    return dict(sets)


def _table_sentences(lines: Sequence[str]) -> Iterator[Sentence]:
    sentence: Sentence = []
    begins = False
    for line in [*(line.strip() for line in lines), ""]:
        cells = line.split("\t")
        if not line:
            if sentence:
                yield sentence
            sentence = []
        elif len(cells) > 1 and cells[0].strip():
            word, tag, begins = process_label(cells, is_start=begins)
            sentence.append((word, tag))


def _litbank(folder: Path, books: Set[str]) -> Iterator[Sentence]:
    """Yield sentences with the proper names of the coreference layer, titles cut off as WorldWide does."""
    files = sorted((folder / "coref" / "brat").glob("*.ann"))
    if not files:
        raise FileNotFoundError(
            f"no coref/brat/*.ann in {str(folder)!r}: LitBank is read from a checkout of its repository"
        )
    for path in files:
        book = re.sub(r"^\d+_", "", path.name.removesuffix("_brat.ann"))
        if book not in books:
            names = [
                (int(found[2]), int(found[3]), _LITBANK_CLASSES[found[1]])
                for found in map(_LITBANK_NAME.match, path.read_text(encoding="utf-8").split("\n"))
                if found
            ]
            yield from _litbank_sentences(path.with_suffix(".txt").read_text(encoding="utf-8"), names)


def _litbank_sentences(text: str, names: Sequence[tuple[int, int, str]]) -> Iterator[Sentence]:
    """Yield the sentences of a book; ``names`` are (start, end, class) in code points of ``text``."""
    tokens = list(re.finditer(r"\S+", text))
    tags = ["O"] * len(tokens)
    for start, end, label in sorted(names, key=lambda name: name[1] - name[0]):  # inner names first
        inside = [number for number, token in enumerate(tokens) if token.start() >= start and token.end() <= end]
        while len(inside) > 1 and tokens[inside[0]][0].lower() in _BEFORE_NAMES:
            inside.pop(0)
        words = [tokens[number][0] for number in inside]
        if not 0 < len(words) <= _MAX_NAME_WORDS or "," in words or not any(word[0].isupper() for word in words):
            continue
        if any(tags[number] != "O" for number in inside):
            continue
        for number in inside:
            tags[number] = f"{'B' if number == inside[0] else 'I'}-{label}"
    sentence: Sentence = []
    for token, following, tag in zip(tokens, [*tokens[1:], None], tags, strict=True):
        sentence.append((token[0], tag))
        line_ends = following is None or "\n" in text[token.end() : following.start()]
        if line_ends or (token[0] in ".!?" and len(sentence) > _MIN_SENTENCE_WORDS):
            yield sentence
            sentence = []


def _write(path: Path, sentences: Sequence[Sentence]) -> None:
    rows = [
        [
            {"text": word, "ner": tag}
            for (word, _), tag in zip(sentence, bio_to_bioes([tag for _, tag in sentence]), strict=True)
        ]
        for sentence in sentences
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    names = Counter(word["ner"][2:] for row in rows for word in row if word["ner"][0] in "BS")
    logger.info("%s: %d sentences, names %s", path, len(rows), dict(names))
