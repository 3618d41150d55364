"""Gold documents with their parses; parsing is slow, so parses are kept in a folder of the caller's choice."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quoteattr.config import Settings
from quoteattr.evaluation.gold import GoldDocument, read_gold
from quoteattr.pipeline import State, marks_stage, parse_stage


@dataclass(frozen=True, slots=True)
class ParsedGold:
    """A gold document and what the first two stages make of its text."""

    gold: GoldDocument
    state: State


def parsed_documents(
    path: Path, settings: Settings, cache: Path, chosen: Container[str] | None = None
) -> Iterator[ParsedGold]:
    """Yield the documents of a gold file, parsed.

    Args:
        path: A ``.jsonl.gz`` file in the gold format.
        settings: Language and models.
        cache: Folder for parses made by earlier runs of this command on this machine. Only files that this function
            wrote are read from it.
        chosen: Which documents, by ``doc_id``; None for all.
    """
    cache.mkdir(parents=True, exist_ok=True)
    for gold in read_gold(path):
        if chosen is not None and gold.doc_id not in chosen:
            continue
        key = hashlib.sha256(f"{settings.models}\0{gold.text}".encode("utf-8", "replace")).hexdigest()[:24]
        kept = cache / f"{key}.parse"
        state = marks_stage(State(text=gold.text), settings)
        if kept.exists():
            marked, parse = pickle.loads(kept.read_bytes())
            if marked == state.marked:
                state = replace(state, parse=parse)
        if state.parse is None:
            state = parse_stage(state, settings)
            kept.write_bytes(pickle.dumps((state.marked, state.parse)))
        yield ParsedGold(gold, state)
