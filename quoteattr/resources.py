"""Where models and shipped texts are, and how to get Stanza's official models.

Nothing here imports stanza or torch until ``download`` is called, and nothing but ``download`` uses a network.
"""

from __future__ import annotations

import hashlib
import os
import platform
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from quoteattr.errors import InputError, ModelError, ModelNotFoundError, UnsupportedLanguageError

#: Languages whose models are part of the package.
LANGUAGES = ("en",)

#: The file that makes a folder a Stanza model folder.
INDEX = "resources.json"


def packaged_models(lang: str) -> Path:
    """Return the folder of the models that came with the package.

    Args:
        lang: Language code, ``"en"``.

    Returns:
        A folder that holds ``resources.json`` and a folder of models named after the language.

    Raises:
        UnsupportedLanguageError: No models for ``lang`` are part of this version.
        ModelNotFoundError: They should be there, but the installation is incomplete.
    """
    if lang not in LANGUAGES:
        known = ", ".join(repr(code) for code in LANGUAGES)
        raise UnsupportedLanguageError(f"no models for language {lang!r} in this version, only for {known}: lang='en'")
    folder = Path(str(files("quoteattr") / "models" / lang))
    if not (folder / INDEX).is_file():
        raise ModelNotFoundError(
            f"the packaged models are missing from {str(folder)!r}: pip install --force-reinstall --no-deps quoteattr"
        )
    return folder


def models_folder(lang: str, models: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder from which models are to be loaded, after a look that models of ``lang`` are there.

    Args:
        lang: Language code, ``"en"``.
        models: None for the packaged models, else a folder that holds Stanza's ``resources.json``.

    Raises:
        UnsupportedLanguageError: ``models`` is None and no models for ``lang`` are packaged.
        ModelNotFoundError: The folder does not exist or holds no models of ``lang``.
        InputError: ``models`` is neither None nor a path.
    """
    if models is None:
        return packaged_models(lang)
    if not isinstance(models, str | os.PathLike):
        raise InputError(f"models takes a folder or None, not {type(models).__name__}: Attributor(models='folder')")
    folder = Path(models)
    if not (folder / INDEX).is_file() or not (folder / lang).is_dir():
        raise ModelNotFoundError(
            f"no Stanza models for {lang!r} in {str(folder)!r}: quoteattr.download({lang!r}) fetches Stanza's, "
            "models=None takes those of the package"
        )
    return folder


def models_version(lang: str, folder: Path) -> str:
    """Return 12 hexadecimal digits that change whenever a model of ``lang`` in ``folder`` changes.

    They begin the SHA-256 of the names and contents of all weights and indexes: the same files give the same digits on
    every machine.
    """
    digest = hashlib.sha256()
    own = [*folder.glob("*.safetensors"), *(folder / "fiction").glob("*.*")]  # of the packaged models
    for path in [*sorted(folder.glob("*.json")), *sorted((folder / lang).rglob("*.pt")), *sorted(own)]:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:12]


def download(lang: str, *, folder: str | os.PathLike[str] | None = None) -> Path:
    """Fetch Stanza's official models over the network; nothing else in quoteattr ever does.

    Args:
        lang: Stanza's language code, ``"en"``.
        folder: Where to put them; None for Stanza's own default folder.

    Returns:
        The folder, to be given as ``Attributor(models=folder)``.

    Raises:
        ModelError: Stanza could not fetch them (no network, no such language, no room); the cause is chained.
    """
    import stanza
    from stanza.resources.common import DEFAULT_MODEL_DIR

    target = Path(DEFAULT_MODEL_DIR if folder is None else folder)
    try:
        stanza.download(lang, model_dir=str(target), verbose=False)
    except Exception as problem:
        # Whatever fails inside (HTTP client, archive, disk, lookup), the caller can do one thing about it.
        raise ModelError(
            f"Stanza's models for {lang!r} could not be fetched into {str(target)!r} "
            f"({type(problem).__name__}: {problem}): check the network and call quoteattr.download({lang!r}) again; "
            "the packaged English models need none"
        ) from problem
    return target


def info() -> dict[str, str]:
    """Return the versions in use and where the models are, without loading any of them.

    Returns:
        Under ``quoteattr``, ``python``, ``stanza``, ``torch`` and ``rapidfuzz`` versions, or ``"not installed"``; for
        each packaged language ``models.en`` (folder) and ``models.en.version`` (see ``models_version``).
    """
    found = {"quoteattr": package_version("quoteattr"), "python": platform.python_version()}
    found |= {name: package_version(name) for name in ("stanza", "torch", "rapidfuzz")}
    for lang in LANGUAGES:
        folder = packaged_models(lang)
        found[f"models.{lang}"] = str(folder)
        found[f"models.{lang}.version"] = models_version(lang, folder)
    return found


def sample() -> str:
    """Return a short news article to try things on: invented people, invented town, 11 marked passages."""
    return (files("quoteattr") / "data" / "sample.txt").read_text(encoding="utf-8")


def package_version(distribution: str) -> str:
    """Return the installed version of a distribution, ``"not installed"`` where it is missing."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"
