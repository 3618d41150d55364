"""The packaged models say the same whether these modules or Stanza's processors run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quoteattr.resources import packaged_models, sample

if TYPE_CHECKING:
    from quoteattr.nlp.compact.models import Compact
    from quoteattr.nlp.processors import Processors

pytestmark = pytest.mark.models

TEXTS = [
    sample(),
    "She can't say more; O'Neill's friends won’t either. THEY’VE gone, and Its cost is ¥5.",
    "Write to ann.lee@example.org or see www.example.org/a?b=1. Or https://example.com… Who?!? Nobody!!",
    "  Two  spaces,\ttabs,\u00a0and a\r\nline end\u0085\n \nA blank line ends the sentence\n\n\n",
    "Кyiv, Zürich und 東京: \U0001f600 done. " + "x" * 400 + " is no word.",
    "Ann Lee saw " + ", ".join(f"house {number}" for number in range(90)) + " and left. " * 3,
    "A sentence of some words stands here, and one more. " * 40,
    "One.",
    "",
]


@pytest.fixture(scope="module")
def compact() -> Compact:
    from quoteattr.nlp.compact.models import Compact

    return Compact("en", packaged_models("en"))


@pytest.fixture(scope="module")
def processors() -> Processors:
    from quoteattr.nlp.processors import Processors

    return Processors("en", packaged_models("en"), "tokenize,mwt,pos,lemma,depparse,ner")


@pytest.fixture(scope="module")
def sentences(compact: Compact) -> list[list[str]]:
    return [
        [word for token in tokens for word in token.words][:150]
        for found in compact.tokenize(TEXTS)
        for tokens in found
    ]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_sentences_and_words_are_stanzas(compact: Compact, processors: Processors, text: str) -> None:
    assert compact.tokenize([text]) == processors.tokenize([text])


def test_texts_tokenized_together_are_tokenized_alike(compact: Compact) -> None:
    assert compact.tokenize(TEXTS) == [compact.tokenize([text])[0] for text in TEXTS]


def test_names_are_stanzas(compact: Compact, processors: Processors, sentences: list[list[str]]) -> None:
    assert compact.names(sentences) == processors.names(sentences)


def test_trees_are_stanzas(compact: Compact, processors: Processors, sentences: list[list[str]]) -> None:
    assert compact.trees(sentences) == processors.trees(sentences)


def test_no_sentences_have_no_trees(compact: Compact) -> None:
    assert compact.trees([]) == []
    assert compact.names([]) == []
    assert compact.tokenize([]) == []


def test_words_forgotten_are_computed_anew(
    compact: Compact, sentences: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [compact.names([sentence]) for sentence in sentences]
    monkeypatch.setattr("quoteattr.nlp.compact.spelling.KEPT", 5)
    assert [compact.names([sentence]) for sentence in sentences] == expected


def test_models_of_another_shape_are_left_to_stanza(tmp_path: Path) -> None:
    from quoteattr.nlp.compact.checkpoint import UnfitError
    from quoteattr.nlp.compact.models import Compact

    index = json.loads((packaged_models("en") / "resources.json").read_text(encoding="utf-8"))
    index["en"]["pos"]["small"]["dependencies"].append({"model": "forward_charlm", "package": "1billion"})
    (tmp_path / "resources.json").write_text(json.dumps(index), encoding="utf-8")
    with pytest.raises(UnfitError, match="charlm"):
        Compact("en", tmp_path)
