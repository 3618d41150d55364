"""Trained files as one folder that ``stanza.Pipeline`` loads without a network."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import torch

from quoteattr.training.stanza_models.train import MODELS
from quoteattr.training.stanza_models.vectors import PRETRAIN

logger = logging.getLogger(__name__)

#: Name of the package of models within Stanza's index.
PACKAGE = "small"

_WITH_VECTORS = ("pos", "depparse", "ner")


def assemble(data: Path, run: Path, models: Path, *, half: bool = True) -> None:
    """Write ``models/resources.json`` and ``models/en/KIND/small.pt``.

    The vectors stay in single precision in any case: Stanza computes with that tensor as it is stored.

    Args:
        data: What ``prepare`` wrote; holds the vectors.
        run: What ``train`` wrote; every model must be there.
        models: Folder to write.
        half: Store weights in half precision; they load into single precision parameters.

    Raises:
        FileNotFoundError: A model was not trained yet.
    """
    for kind in MODELS:
        content = torch.load(run / f"{kind}.pt", map_location="cpu", weights_only=True)
        _save(halved(content) if half else content, models, kind)
    _save(torch.load(data / PRETRAIN, map_location="cpu", weights_only=True), models, "pretrain")
    (models / "resources.json").write_text(json.dumps({"en": _index()}, indent=1) + "\n", encoding="utf-8")


def halved(value: object) -> object:
    """Return saved weights with every float32 tensor as float16, and without the optimiser's state."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        kept = ((key, halved(item)) for key, item in value.items() if key != "optimizer_state_dict")
        return type(value)(kept)
    if isinstance(value, list | tuple) and any(isinstance(item, torch.Tensor) for item in value):
        return type(value)(halved(item) for item in value)
    return value


def _save(content: object, models: Path, kind: str) -> None:
    target = models / "en" / kind / f"{PACKAGE}.pt"
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(content, target)
    logger.info("%s: %.1f MB", target, target.stat().st_size / 1e6)


def _index() -> dict[str, object]:
    default = dict.fromkeys(MODELS, PACKAGE)
    vectors = {"dependencies": [{"model": "pretrain", "package": PACKAGE}]}
    kinds = {kind: {PACKAGE: vectors if kind in _WITH_VECTORS else {}} for kind in (*MODELS, "pretrain")}
    return {"lang_name": "English", "packages": {"default": default}, "default_processors": default, **kinds}
