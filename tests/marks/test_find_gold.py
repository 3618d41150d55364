"""Accuracy floors: how much of gold direct speech is found, by corpus. The corpora are not part of the repository."""

import gzip
import json
import re
from pathlib import Path

import pytest

from quoteattr.marks import find_marked
from quoteattr.text import paragraphs

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
WORD = re.compile(r"\w+")

#: Share of gold direct spans, cut at paragraphs, of which a stretch holds the same words but for a fifth (Jaccard 0.8).
#: What is missed: dialogue after a dash (litbank), halves whose marks were lost (pdnc), spans over several stretches.
FLOORS = {
    ("worldnews", "dev"): 0.98,
    ("worldnews", "train"): 0.98,
    ("polnews", "dev"): 0.99,
    ("polnear", "dev"): 0.945,
    ("pdnc", "dev"): 0.95,
    ("litbank", "dev"): 0.99,
    ("quoteli3", "dev"): 0.94,
    ("riqua", "dev"): 0.995,
}


@pytest.mark.parametrize(("corpus", "split"), FLOORS)
def test_share_of_gold_direct_speech_that_is_found(corpus: str, split: str) -> None:
    path = CORPORA / corpus / f"{split}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no ../shared/corpora/{corpus}/{split}.jsonl.gz")
    found = total = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            spans = [span for quote in document["quotes"] if quote["style"] == "direct" for span in quote["spans"]]
            hits = _hits(document["text"], spans)
            found, total = found + sum(hits), total + len(hits)
    assert found / total >= FLOORS[corpus, split], f"{found} of {total}"


def _hits(text: str, gold: list[list[int]]) -> list[bool]:
    """Tell for each gold span, cut at paragraphs, whether a stretch in marks holds its words."""
    blocks = list(paragraphs(text))
    stretch_of: dict[int, int] = {}
    sizes: list[int] = []
    for number, marked in enumerate(find_marked(text, blocks)):
        words = [word.start() for word in WORD.finditer(text, *marked.content)]
        stretch_of.update(dict.fromkeys(words, number))
        sizes.append(len(words))
    hits = []
    for start, end in gold:
        for block in (block for block in blocks if block.start < end and start < block.end):
            words = [word.start() for word in WORD.finditer(text, max(start, block.start), min(end, block.end))]
            if words:
                shared = [stretch_of[word] for word in words if word in stretch_of]
                best = max(set(shared), key=shared.count, default=None)
                common = shared.count(best) if best is not None else 0
                union = len(words) + (sizes[best] if best is not None else 0) - common
                hits.append(common >= 0.8 * union)
    return hits
