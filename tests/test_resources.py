"""Where models and the sample are."""

import json
from pathlib import Path

import pytest

from quoteattr import resources
from quoteattr.errors import InputError, ModelError, ModelNotFoundError, UnsupportedLanguageError


def test_the_packaged_models_hold_every_file_that_their_index_names() -> None:
    folder = resources.packaged_models("en")
    index = json.loads((folder / "resources.json").read_text(encoding="utf-8"))["en"]
    named = {
        (kind, name)
        for kind in ("tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain")
        for name in index[kind]
    }
    assert len(named) == 7
    assert [file for file in named if not (folder / "en" / file[0] / f"{file[1]}.pt").is_file()] == []


def test_the_packaged_models_have_a_card_with_data_and_licences() -> None:
    card = (resources.packaged_models("en") / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    assert "What they cannot do" in card


@pytest.mark.models
def test_the_packaged_weights_load_without_running_code_from_the_files() -> None:
    torch = pytest.importorskip("torch")
    weights = sorted(resources.packaged_models("en").glob("en/*/*.pt"))
    assert len(weights) == 7
    for path in weights:
        assert torch.load(path, map_location="cpu", weights_only=True)


@pytest.mark.parametrize("lang", ["de", "", "EN", "../en"])
def test_a_language_without_models_is_refused_with_those_that_have_some(lang: str) -> None:
    with pytest.raises(UnsupportedLanguageError, match="'en'"):
        resources.packaged_models(lang)


def test_no_folder_means_the_packaged_models() -> None:
    assert resources.models_folder("en", None) == resources.packaged_models("en")


def test_a_folder_of_stanza_models_is_taken_as_string_or_path() -> None:
    folder = resources.packaged_models("en")
    assert resources.models_folder("en", folder) == resources.models_folder("en", str(folder)) == folder


def test_a_folder_without_models_is_refused_with_the_line_that_fetches_them(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(ModelNotFoundError) as caught:
            resources.models_folder("en", folder)
        assert str(folder) in str(caught.value)
        assert "quoteattr.download('en')" in str(caught.value)


def test_a_folder_with_models_of_another_language_is_refused() -> None:
    with pytest.raises(ModelNotFoundError, match="no Stanza models for 'fi'"):
        resources.models_folder("fi", resources.packaged_models("en"))


def test_something_that_is_no_folder_is_refused() -> None:
    with pytest.raises(InputError, match="not bytes"):
        resources.models_folder("en", b"models")  # type: ignore[arg-type]


def test_the_version_of_the_models_changes_with_any_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "en" / "pos").mkdir(parents=True)
    (tmp_path / "resources.json").write_text("{}")
    weights = tmp_path / "en" / "pos" / "small.pt"
    versions = set()
    for content in (b"one", b"two"):
        weights.write_bytes(content)
        versions.add(resources.models_version("en", tmp_path))
    weights.rename(weights.with_name("large.pt"))
    versions.add(resources.models_version("en", tmp_path))
    assert len(versions) == 3
    assert resources.models_version("en", tmp_path) in versions


@pytest.mark.models
def test_a_download_without_a_network_says_so_and_names_the_cause(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"quoteattr\.download\('en'\) again") as caught:
        resources.download("en", folder=tmp_path)
    assert caught.value.__cause__ is not None


def test_info_names_versions_and_model_locations() -> None:
    info = resources.info()
    assert {"quoteattr", "python", "stanza", "torch", "rapidfuzz", "models.en", "models.en.version"} <= info.keys()
    assert Path(info["models.en"]).is_dir()
    assert info["rapidfuzz"][0].isdigit()
    assert all(isinstance(value, str) and value for value in info.values())


def test_the_sample_has_paragraphs_and_curly_marks_that_pair_up() -> None:
    sample = resources.sample()
    openings = sample.count("\N{LEFT DOUBLE QUOTATION MARK}")
    closings = sample.count("\N{RIGHT DOUBLE QUOTATION MARK}")
    assert openings == closings + 1  # one quotation runs over two paragraphs, and reopens
    assert 250 <= len(sample.split()) <= 350
    assert '"' not in sample
