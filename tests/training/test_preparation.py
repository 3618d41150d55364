"""Training data: noise in tags, inflections by rule, documents left out, tags of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.training.stanza_models.entities import _litbank, _litbank_sentences, bio_to_bioes
from quoteattr.training.stanza_models.evaluate import spans
from quoteattr.training.stanza_models.lemma_rules import inflections, with_rules
from quoteattr.training.stanza_models.noisy_tags import with_noise
from quoteattr.training.stanza_models.rows import sentences
from quoteattr.training.stanza_models.treebanks import strip, without_features, without_genres

Word = tuple[str, str, str, str]


def conllu(*words: Word) -> str:
    """Return a sentence of (form, lemma, UPOS, XPOS), each word the head of the next."""
    rows = [
        f"{number}\t{form}\t{lemma}\t{upos}\t{xpos}\tCase=Nom\t{number - 1}\tdep\t_\tSpaceAfter=No|Entity=(1"
        for number, (form, lemma, upos, xpos) in enumerate(words, 1)
    ]
    return "\n".join(rows) + "\n\n"


TREE = conllu(
    ("She", "she", "PRON", "PRP"),
    ("stops", "stop", "VERB", "VBZ"),
    ("ships", "ship", "NOUN", "NNS"),
    ("big", "big", "ADJ", "JJ"),
    ("makes", "make", "VERB", "VBZ"),
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("stopped", [("stopped", "VERB", "stop")]),
        ("making", [("making", "VERB", "make")]),
        ("bigger", [("bigger", "ADJ", "big")]),
        ("carries", [("carries", "VERB", "carry"), ("carries", "NOUN", "carry")]),
        ("stops", [("stops", "NOUN", "stop")]),  # the verb is in the tree already
        ("water", []),  # no "wat"
        ("glass", []),
        ("thing", []),
    ],
)
def test_regular_inflections_get_the_lemma_that_is_known(word: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(inflections(TREE, [word, "carry", "stop"])) == expected


def test_rules_stand_behind_the_trees_as_trees() -> None:
    trees = sentences(with_rules(TREE, ["stopped", "making"]))
    assert [[cells[1] for cells in tree] for tree in trees][1:] == [["stopped", "making"]]


def test_noise_changes_tags_alone_and_the_same_ones_each_time() -> None:
    text = TREE * 50 + conllu(("stops", "stop", "NOUN", "NNS")) * 10
    noisy = with_noise(text, 0.5)
    assert noisy == with_noise(text, 0.5) != text
    for before, after in zip(text.split("\n"), noisy.split("\n"), strict=True):
        assert before.split("\t")[:3] == after.split("\t")[:3]
        assert before.split("\t")[5:] == after.split("\t")[5:]
    assert with_noise(text, 0.0) == text


def test_genres_are_left_out_by_document() -> None:
    ewt = "# newdoc id = weblog-1\n" + TREE
    news = "# newdoc id = GUM_news_one\n" + TREE
    fiction = "# newdoc id = GUM_fiction_two\n" + TREE
    assert without_genres(ewt + fiction + news, {"fiction"}) == ewt + news
    assert without_genres(ewt + fiction + news, set()) == ewt + fiction + news


def test_stripping_keeps_the_tree_and_the_spaces() -> None:
    text = "# newdoc id = a\n# meta::x = y\n# text = She\n" + TREE.replace(
        "\n\n", "\n5.1\tsees\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    )
    stripped = strip(text)
    assert stripped.split("\n")[:2] == ["# newdoc id = a", "# text = She"]
    assert [cells[:8] for cells in sentences(stripped)[0]] == [cells[:8] for cells in sentences(TREE)[0]]
    assert {tuple(cells[8:]) for cells in sentences(stripped)[0]} == {("_", "SpaceAfter=No")}
    assert {cells[5] for cells in sentences(without_features(TREE))[0]} == {"_"}


@pytest.mark.parametrize(
    ("bio", "bioes"),
    [
        ("O B-PER O", "O S-PER O"),
        ("B-PER I-PER I-PER", "B-PER I-PER E-PER"),
        ("B-PER B-PER I-PER", "S-PER B-PER E-PER"),
        ("B-PER I-ORG", "S-PER S-ORG"),
        ("I-LOC I-LOC O", "B-LOC E-LOC O"),
        ("", ""),
    ],
)
def test_names_get_their_ends_marked_and_stay_the_same_names(bio: str, bioes: str) -> None:
    assert bio_to_bioes(bio.split()) == bioes.split()
    assert spans(bio.split()) == spans(bioes.split())


def test_titles_are_cut_off_and_long_descriptions_are_no_names() -> None:
    text = "Old Mr. Weller met the Bishop of the Western Isles .\nSam laughed ."
    mentions = ["Mr. Weller", "the Bishop of the Western Isles", "Sam"]
    names = [(text.index(mention), text.index(mention) + len(mention), "PER") for mention in mentions]
    found = [[word for word, tag in sentence if tag != "O"] for sentence in _litbank_sentences(text, names)]
    assert found == [["Weller"], ["Sam"]]


def test_a_folder_that_is_no_litbank_checkout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="coref/brat"):
        list(_litbank(tmp_path, set()))
