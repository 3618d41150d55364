"""What the network that judges marked words learns from annotated news."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from quoteattr.encoder.pieces import TOKENIZER_FILE, load_tokenizer
from quoteattr.quotetype import TYPES
from quoteattr.resources import packaged_models
from quoteattr.training.context.examples import Example, read_examples
from quoteattr.training.context.fit import CONTEXT, WINDOW, Learner, parts

pytestmark = pytest.mark.models
TOKENIZER = load_tokenizer(packaged_models("en") / TOKENIZER_FILE)
TEXT = "“We left,” said Ann Lee. The “blue ear” spread. “Go,” Lee said."


def span(words: str, start: int = 0) -> list[int]:
    at = TEXT.index(words, start)
    return [at, at + len(words)]


def quote(words: str, style: str, **more: Any) -> dict[str, Any]:
    return {"spans": [span(words)], "style": style, **more}


LEE = {"id": "1", "name": "Ann Lee", "aliases": ["Lee"], "type": "person", "roles": []}
FIRST = quote("“We left,”", "direct", cue=span("said"), speaker_mention=span("Ann Lee"))
LAST = quote("“Go,”", "direct", cue=span("said", 40), speaker_mention=span("Lee", 40))


def example(folder: Path, text: str, quotes: list[dict[str, Any]], entities: list[dict[str, Any]]) -> Example:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "one", "text": text, "quotes": quotes, "entities": entities}))
    [found] = read_examples(path, TOKENIZER, slice(None), 1)
    return found


def words(found: Example, places: list[int] | None) -> str | None:
    if places is None:
        return None
    return " ".join(TEXT[slice(*found.pieces.spans[at])] or "“" for at in places)


def test_where_types_are_annotated_each_stretch_has_its_own(tmp_path: Path) -> None:
    quotes = [FIRST | {"speaker": "1"}, quote("“blue ear”", "term"), LAST | {"speaker": "1"}]
    found = example(tmp_path, TEXT, quotes, [LEE])
    first, term, last = found.answers
    assert first is not None
    assert term is not None
    assert last is not None
    assert [TYPES[number] for number in (*first.types, *term.types, *last.types)] == ["direct", "term", "direct"]
    assert [words(found, places) for places in first.places] == ["Ann Lee", "said", "Ann Lee Lee"]
    assert term.places == ([], [], [])
    # the speaker of the last is found by her names and by the first quotation
    assert [words(found, places) for places in last.places] == ["Lee", "said", "Ann Lee Lee “"]
    assert found.tags is None


def test_where_every_attribution_is_annotated_the_rest_is_nobodys(tmp_path: Path) -> None:
    found = example(tmp_path, TEXT, [FIRST, LAST], [])
    assert [None if one is None else [TYPES[number] for number in one.types] for one in found.answers] == [
        ["direct", "written"],
        ["scare", "title", "term"],
        ["direct", "written"],
    ]
    assert found.tags is not None
    sources = [TEXT[slice(*where)] for where, row in zip(found.pieces.spans, found.tags, strict=True) if row[0]]
    assert sources == ["Ann", "Lee", "Lee"]


def test_every_stretch_is_learnt_in_one_window(tmp_path: Path) -> None:
    text = "\n\n".join([f"{'It rained on the hills again. ' * (number % 7)}{TEXT}" for number in range(40)])
    found = example(tmp_path, text, [], [])
    assert [number for part in parts(found) for number in part.stretches()] == list(range(len(found.pieces.stretches)))
    assert all(part.window.end - part.window.start <= WINDOW for part in parts(found))
    assert all(part.window.fresh - part.window.start <= CONTEXT for part in parts(found))


def test_what_is_learnt_costs_less_when_it_is_known_better(tmp_path: Path) -> None:
    torch.manual_seed(1)
    found = example(tmp_path, TEXT, [FIRST, LAST], [])
    learner = Learner(dropout=0.0)
    batch = list(parts(found))
    optimizer = torch.optim.SGD([*learner.network.out.parameters(), *learner.pointers.parameters()], lr=0.001)
    losses = []
    for _ in range(3):
        loss, count = learner.loss(batch)
        assert count == 3
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses == sorted(losses, reverse=True)
