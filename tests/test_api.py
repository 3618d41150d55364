"""The public door: one call, one object, many texts; and what it refuses."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quoteattr import (
    Attributor,
    InputError,
    KnownSpeaker,
    ModelError,
    ModelNotFoundError,
    UnsupportedLanguageError,
    pipeline,
)
from quoteattr import attribute as attribute_text
from quoteattr.resources import packaged_models

ROOT = Path(__file__).parent.parent
TEXTS = (
    "“We will rebuild,” mayor Maria Keller said. “Soon,” she added.",
    "",
    "Nobody spoke.",
    "Peter Holt called it “a disgrace”.",
)
SUNAK = KnownSpeaker(name="Rishi Sunak", id="Q1", role="prime minister", gender="M")


@pytest.mark.models
def test_the_three_ways_of_asking_give_one_answer() -> None:
    attributor = Attributor()
    singly = [attributor(text) for text in TEXTS]
    assert list(attributor.pipe(TEXTS)) == singly
    assert [attribute_text(text) for text in TEXTS] == singly
    assert [len(document.quotes) for document in singly] == [2, 0, 0, 1]


@pytest.mark.models
def test_pipe_carries_a_tag_with_each_text() -> None:
    tagged = list(Attributor().pipe(zip(TEXTS, "abcd", strict=True), as_tuples=True))
    assert [tag for _, tag in tagged] == list("abcd")
    assert [document for document, _ in tagged] == list(Attributor().pipe(TEXTS))


def test_pipe_gives_as_many_documents_as_texts_in_order() -> None:
    texts = [f"Text {number}." for number in range(50)]
    assert [document.text for document in Attributor().pipe(texts)] == texts
    assert list(Attributor().pipe([])) == []


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (b"text", r"decode\('utf-8'\)"),
        (bytearray(b"text"), r"decode\('utf-8'\)"),
        (None, "not str"),
        (3, "not str"),
        (["text"], "not str"),
        (Path("article.txt"), r"open\('article.txt'"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_pass(value: object, says: str) -> None:
    for ask in (attribute_text, Attributor(), Attributor().trace):
        with pytest.raises(TypeError, match=says):
            ask(value)


@pytest.mark.parametrize("wrong", ["yes", 1, None])
def test_fast_is_yes_or_no(wrong: object) -> None:
    with pytest.raises(InputError, match=re.escape(f"not {wrong!r}: Attributor(fast=True)")):
        Attributor(fast=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["de", "xx", ""])
def test_a_language_that_is_not_supported_is_refused(lang: str) -> None:
    with pytest.raises(UnsupportedLanguageError, match="'en'"):
        Attributor(lang)
    with pytest.raises(ValueError, match="'en'"):
        attribute_text("“Ja.”", lang=lang)


@pytest.mark.parametrize("lang", [None, 5, ["en"], b"en"])
def test_a_language_that_is_no_string_is_refused(lang: object) -> None:
    with pytest.raises(InputError, match="lang='en'"):
        Attributor(lang)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="lang='en'"):
        attribute_text("No marks.", lang=lang)  # type: ignore[arg-type]


# ---- settings travel, weights do not


def test_attributors_of_the_same_settings_are_equal() -> None:
    assert Attributor() == Attributor("en", models=packaged_models("en"))
    assert hash(Attributor()) == hash(Attributor())
    assert Attributor(known_speakers=[SUNAK]) != Attributor()


def test_an_attributor_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Attributor().settings = None  # type: ignore[misc, assignment]


def test_an_attributor_is_pickled_small_and_comes_back_equal() -> None:
    attributor = Attributor(known_speakers=[SUNAK])
    packed = pickle.dumps(attributor)
    assert len(packed) < 2000
    assert pickle.loads(packed) == attributor


@pytest.mark.models
def test_a_used_attributor_is_pickled_small_and_works_in_another_process(tmp_path: Path) -> None:
    attributor = Attributor(known_speakers=[SUNAK])
    here = attributor(TEXTS[0])
    packed = tmp_path / "attributor.pickle"
    packed.write_bytes(pickle.dumps((attributor, TEXTS[0])))
    assert packed.stat().st_size < 3000
    line = (
        "import pathlib, pickle, sys; "
        f"attributor, text = pickle.loads(pathlib.Path({str(packed)!r}).read_bytes()); "
        "sys.stdout.buffer.write(attributor(text).to_json().encode())"
    )
    there = subprocess.run([sys.executable, "-c", line], capture_output=True, cwd=ROOT, check=True)
    assert there.stdout.decode() == here.to_json()


# ---- models


@pytest.mark.parametrize("models", ["nowhere", Path("no/where")])
def test_a_folder_without_models_is_refused_before_any_text_is_read(models: str | Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"quoteattr\.download"):
        Attributor(models=models)


@pytest.fixture
def copied_models(tmp_path: Path) -> Path:
    return Path(shutil.copytree(packaged_models("en"), tmp_path / "models"))


@pytest.mark.models
def test_models_may_lie_anywhere(copied_models: Path) -> None:
    assert Attributor(models=copied_models)(TEXTS[3]).quotes == Attributor()(TEXTS[3]).quotes


@pytest.mark.models
@pytest.mark.parametrize("processor", ["tokenize", "depparse", "ner"])
def test_a_damaged_model_is_a_model_error_with_the_line_that_mends_it(copied_models: Path, processor: str) -> None:
    (weights,) = (copied_models / "en" / processor).glob("*.pt")
    weights.write_bytes(weights.read_bytes()[:1000])
    attributor = Attributor(models=copied_models)
    assert attributor("No marks, no models.").quotes == ()
    with pytest.raises(ModelError, match="pip install --force-reinstall"):
        attributor(TEXTS[0])


@pytest.mark.models
def test_a_missing_model_is_a_model_error_with_the_line_that_mends_it(copied_models: Path) -> None:
    shutil.rmtree(copied_models / "en" / "pos")
    with pytest.raises(ModelError, match="pip install --force-reinstall"):
        Attributor(models=copied_models)(TEXTS[0])


# ---- people whom the caller knows

PM = "“We will win,” Mr Sunak told the meeting. “Soon,” he added."


@pytest.mark.models
def test_a_known_speaker_gives_name_id_and_role() -> None:
    (quote,) = attribute_text("“We will win,” Mr Sunak told the meeting.", known_speakers=[SUNAK]).quotes
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.id, quote.speaker.role) == ("Rishi Sunak", "Q1", "prime minister")
    assert quote.speaker.roles[0].span is None
    assert quote.speaker.aliases == ("Mr Sunak",)


@pytest.mark.models
def test_a_role_in_the_text_comes_before_the_callers() -> None:
    (quote,) = attribute_text("“We will win,” said party leader Rishi Sunak.", known_speakers=[SUNAK]).quotes
    assert quote.speaker is not None
    assert quote.speaker.role == "party leader"
    assert [role.text for role in quote.speaker.roles] == ["party leader", "prime minister"]


@pytest.mark.models
def test_a_dict_is_as_good_as_a_known_speaker() -> None:
    entry = {"name": "Rishi Sunak", "aliases": ["Sunak"], "id": "Q1", "role": "prime minister", "gender": "M"}
    as_object = KnownSpeaker(name="Rishi Sunak", aliases=("Sunak",), id="Q1", role="prime minister", gender="M")
    assert attribute_text(PM, known_speakers=[entry]) == attribute_text(PM, known_speakers=[as_object])


@pytest.mark.models
def test_known_speakers_of_the_attributor_and_of_the_call_are_put_together() -> None:
    holt = KnownSpeaker(name="Peter Holt", id="Q2")
    text = "“We will win,” Mr Sunak said. “We will not,” Mr Holt said."
    document = Attributor(known_speakers=[SUNAK])(text, known_speakers=[holt])
    assert [(speaker.id, speaker.name) for speaker in document.speakers] == [
        ("Q1", "Rishi Sunak"),
        ("Q2", "Peter Holt"),
    ]


@pytest.mark.models
def test_a_known_speaker_who_is_not_in_the_text_changes_nothing() -> None:
    with_him = attribute_text(TEXTS[3], known_speakers=[KnownSpeaker(name="Zoran Quist", id="Q9")])
    assert with_him.quotes == attribute_text(TEXTS[3]).quotes


@pytest.mark.models
def test_ids_that_the_caller_gives_are_not_given_to_others() -> None:
    text = "“We will win,” Mr Sunak said. “We will not,” Mr Holt said."
    document = attribute_text(text, known_speakers=[KnownSpeaker(name="Peter Holt", id="s1")])
    assert {speaker.name: speaker.id for speaker in document.speakers}["Peter Holt"] == "s1"
    assert len({speaker.id for speaker in document.speakers}) == 2


@pytest.mark.models
@pytest.mark.parametrize(("gender", "speaker"), [("F", "Kim Roy"), ("M", "Val Orr")])
def test_the_gender_of_a_known_speaker_decides_whom_a_pronoun_means(gender: str, speaker: str) -> None:
    other = "M" if gender == "F" else "F"
    known = [{"name": "Kim Roy", "gender": gender}, {"name": "Val Orr", "gender": other}]
    text = "Kim Roy and Val Orr met on Monday at the quay. “It was late,” she said."
    wanted = "Kim Roy" if gender == "F" else "Val Orr"
    (quote,) = attribute_text(text, known_speakers=known).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == wanted == speaker


def test_the_models_are_looked_at_once_however_many_casts_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []

    def look(*args: object) -> str:
        looks.append(args)
        return "0"

    monkeypatch.setattr(pipeline, "models_version", look)
    for number in range(20):
        attribute_text("No marks.", known_speakers=[KnownSpeaker(name=f"Person {number}")])
    assert len(looks) <= 1


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ("Ann Lee", "takes a list"),
        (b"Ann Lee", "takes a list"),
        ({"name": "Ann Lee"}, "takes a list"),
        (None, "takes a list"),
        (5, "takes a list"),
        (["Ann Lee"], "a KnownSpeaker or a mapping"),
        ([None], "a KnownSpeaker or a mapping"),
        ([{}], "needs a name"),
        ([{"name": ""}], "needs a name"),
        ([{"name": " "}], "needs a name"),
        ([{"name": 5}], "needs a name"),
        ([{"name": "Ann Lee", "aliases": "Lee"}], "aliases takes a list"),
        ([{"name": "Ann Lee", "aliases": [5]}], "aliases takes a list"),
        ([{"name": "Ann Lee", "aliases": 5}], "aliases takes a list"),
        ([{"name": "Ann Lee", "id": 5}], "id of 'Ann Lee'"),
        ([{"name": "Ann Lee", "role": ["mayor"]}], "role of 'Ann Lee'"),
        ([{"name": "Ann Lee", "gender": "female"}], "gender of 'Ann Lee'"),
        ([{"name": "Ann Lee", "gender": 1}], "gender of 'Ann Lee'"),
    ],
)
def test_a_bad_known_speaker_is_refused_with_what_to_pass(known: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        Attributor(known_speakers=known)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=says):
        attribute_text("No marks.", known_speakers=known)  # type: ignore[arg-type]


def test_known_speakers_may_come_from_a_generator() -> None:
    attributor = Attributor(known_speakers=(entry for entry in [SUNAK]))  # type: ignore[arg-type]
    assert attributor.settings.known_speakers == (SUNAK,)


def test_aliases_may_come_from_any_iterable() -> None:
    entry = {"name": "Rishi Sunak", "aliases": (alias for alias in ["Sunak", "the PM"])}
    assert Attributor(known_speakers=[entry]).settings.known_speakers[0].aliases == ("Sunak", "the PM")


def test_a_models_argument_that_is_no_path_is_refused() -> None:
    with pytest.raises(InputError, match="models takes a folder"):
        Attributor(models=5)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="models takes a folder"):
        attribute_text("No marks.", models=5)  # type: ignore[arg-type]


# ---------------------------------------------------------------- least confidence
@pytest.mark.models
def test_a_speaker_below_the_asked_confidence_is_withheld_and_listed_among_the_alternatives() -> None:
    text = "“We will not go back,” said Mayor Ann Lee."
    sure = attribute_text(text).quotes[0]
    assert sure.speaker is not None
    asked = sure.confidence + 0.005
    quote = attribute_text(text, min_confidence=asked).quotes[0]
    assert quote.speaker is None
    assert quote.confidence == 0.0
    assert quote.kind is None
    assert quote.evidence[-1].rule == "withheld"
    assert (quote.alternatives[0].speaker.name, quote.alternatives[0].probability) == ("Ann Lee", sure.confidence)


@pytest.mark.parametrize("wrong", [-0.1, 1.5, "0.9", None])
def test_a_confidence_outside_zero_to_one_is_refused(wrong: object) -> None:
    with pytest.raises(InputError, match=r"min_confidence takes a number from 0 to 1"):
        Attributor(min_confidence=wrong)  # type: ignore[arg-type]
