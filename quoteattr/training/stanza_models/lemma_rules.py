"""Regular inflections of frequent words as further rows of the lemma dictionary.

A lemmatizer that is a dictionary alone leaves unknown words as they are. Words of the vector file that look like a
regular -s, -ed, -ing, -er or -est form of another word, which the treebank knows or the vectors hold, become dictionary
rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from quoteattr.training.stanza_models.rows import FORM, LEMMA, UPOS, is_word

#: Shorter words are mostly irregular or abbreviations.
MIN_LETTERS = 4
ROWS_A_SENTENCE = 25

_VOWELS = frozenset("aeiouy")


def with_rules(conllu: str, words: Sequence[str]) -> str:
    """Return the trees with made sentences behind them, whose words are inflected forms with their lemmas.

    Args:
        conllu: Trees to learn from.
        words: Frequent words, most frequent first.
    """
    rows = list(inflections(conllu, words))
    parts = [conllu.rstrip("\n"), ""]
    for start in range(0, len(rows), ROWS_A_SENTENCE):
        part = rows[start : start + ROWS_A_SENTENCE]
        parts += [f"# sent_id = rule{start}", "# text = " + " ".join(form for form, _, _ in part)]
        for number, (form, tag, lemma) in enumerate(part, 1):
            relation = "root" if number == 1 else "dep"
            parts.append("\t".join((str(number), form, lemma, tag, "_", "_", str(number - 1), relation, "_", "_")))
        parts.append("")
    return "\n".join(parts) + "\n"


def inflections(conllu: str, words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (form, UPOS, lemma) for each word that looks like an inflection and that the trees do not hold."""
    known: set[tuple[str, str]] = set()
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for line in conllu.split("\n"):
        if is_word(cells := line.split("\t")):
            known.add((cells[FORM].lower(), cells[UPOS]))
            lemmas[cells[UPOS]][cells[LEMMA].lower()] += 1
    rank = {word: number for number, word in enumerate(words)}
    for word in words:
        if not word.isalpha() or len(word) < MIN_LETTERS:
            continue
        for tag, stems in _analyses(word):
            lemma = None if (word, tag) in known else _best(stems, lemmas[tag], rank)
            # adjectives only where the treebank knows the base: "water" is not "wat" + "er"
            if lemma and (tag != "ADJ" or lemmas["ADJ"][lemma]):
                yield word, tag, lemma


def _analyses(word: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each part of speech that the ending allows, with the possible stems."""
    for ending, tag in (("ing", "VERB"), ("ed", "VERB"), ("er", "ADJ"), ("est", "ADJ")):
        if word.endswith(ending):
            yield tag, _stems(word.removesuffix(ending))
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies"):
            stems = [word[:-3] + "y", word[:-1]]
        elif word.endswith(("ches", "shes", "xes", "sses", "zes", "oes")):
            stems = [word[:-2], word[:-1]]
        else:
            stems = [word[:-1]]
        yield "VERB", stems
        yield "NOUN", stems


def _stems(base: str) -> list[str]:
    """Return what may stand before -ed or -ing, likeliest first: stopp -> stop, mak -> make, carri -> carry."""
    if not base:
        return []
    stems = [base, base + "e"]
    if len(base) > 2 and base[-1] == base[-2]:
        stems.insert(2 if base[-1] in "sl" else 0, base[:-1])
    if base[-1] == "i":
        stems.insert(0, base[:-1] + "y")
    return [stem for stem in stems if len(stem) > 1 and _VOWELS & set(stem)]


def _best(stems: Sequence[str], lemmas: Counter[str], rank: dict[str, int]) -> str | None:
    """Return the stem that the treebank has most often as a lemma, else the most frequent word among them."""
    if seen := [stem for stem in stems if lemmas[stem]]:
        return max(seen, key=lambda stem: lemmas[stem])
    return min((stem for stem in stems if stem in rank), key=lambda stem: rank[stem], default=None)
