"""The stages from a text to a document: each can be inspected, and nothing depends on what ran before."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quoteattr import Attributor
from quoteattr.config import Settings
from quoteattr.errors import ModelError, ModelNotFoundError, UnsupportedLanguageError
from quoteattr.model import Document, Span
from quoteattr.pipeline import STAGES, State, check_language, marks_stage, run, trace
from quoteattr.ranking import WEIGHTS_FILE, load_model
from quoteattr.resources import packaged_models

ROOT = Path(__file__).parent.parent
SETTINGS = Settings(lang="en", models=packaged_models("en"))
FAST = replace(SETTINGS, fast=True)
TEXT = "“We will rebuild,” mayor Maria Keller said. “Soon,” she added.\nNobody “laughed” at Mr Holt."
OTHERS = (
    "“No,” said Peter Holt. “Never.”",
    "Ms Keller is a judge. Mr Keller, a baker, said “yes”.",
    "“Maria,” he said. " * 40,
)


def test_the_stages_stand_in_the_order_of_the_work() -> None:
    assert [name for name, _ in STAGES] == ["marks", "parse", "people", "cues", "document"]


@pytest.mark.models
def test_trace_gives_the_state_after_every_stage() -> None:
    states = trace(TEXT, SETTINGS)
    assert list(states) == [name for name, _ in STAGES]
    assert [bool(state.marked) for state in states.values()] == [True] * 5
    assert [state.parse is not None for state in states.values()] == [False, True, True, True, True]
    assert [bool(state.people) for state in states.values()] == [False, False, True, True, True]
    assert [bool(state.attributions) for state in states.values()] == [False, False, False, True, True]
    assert [state.document is not None for state in states.values()] == [False, False, False, False, True]


@pytest.mark.models
def test_trace_ends_in_the_document_that_the_call_gives() -> None:
    assert Attributor().trace(TEXT)["document"].document == run(TEXT, SETTINGS) == Attributor()(TEXT)


def test_a_stage_leaves_what_it_was_given_as_it_was() -> None:
    before = State(text=TEXT)
    after = marks_stage(before, SETTINGS)
    assert (before.marked, before.paragraphs) == ((), ())
    assert len(after.marked) == 3


@pytest.mark.models
def test_every_run_gives_the_same_document() -> None:
    assert {run(TEXT, SETTINGS).to_json() for _ in range(3)} == {run(TEXT, SETTINGS).to_json()}


@pytest.mark.models
def test_a_document_does_not_depend_on_what_ran_before() -> None:
    alone = run(TEXT, SETTINGS)
    for other in OTHERS:
        run(other, SETTINGS)
        assert run(TEXT, SETTINGS) == alone


@pytest.mark.models
def test_another_process_gives_the_same_document() -> None:
    line = "import sys, quoteattr; sys.stdout.buffer.write(quoteattr.attribute(sys.stdin.read()).to_json().encode())"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", line], input=TEXT.encode(), capture_output=True, cwd=ROOT, check=True
    )
    assert done.stdout.decode() == run(TEXT, SETTINGS).to_json()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Nobody spoke. The boys' hats aren't 5\" wide."])
def test_a_text_without_marks_is_a_document_without_quotations(text: str) -> None:
    document = run(text, SETTINGS)
    assert (document.text, document.quotes, document.nonquotes, document.speakers) == (text, (), (), ())


def test_a_text_without_marks_loads_neither_torch_nor_stanza() -> None:
    line = (
        "import quoteattr, sys; document = quoteattr.attribute('Nobody said a word, and it wasn\\'t late.'); "
        "print(len(document.quotes), *sorted({'torch', 'stanza'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["0"]


@pytest.mark.models
def test_every_marked_stretch_is_in_the_document_once() -> None:
    states = trace(TEXT, SETTINGS)
    document = states["document"].document
    assert document is not None
    assert spans(document) == [stretch.span for stretch in states["marks"].marked]


def spans(document: Document) -> list[Span]:
    return sorted(span for quote in (*document.quotes, *document.nonquotes) for span in quote.spans)


def test_the_document_says_which_versions_made_it() -> None:
    meta = run("", SETTINGS).meta
    assert set(meta) == {"quoteattr", "stanza", "models", "genre"}
    assert all(meta.values())


SKIMMED = "Keller won.\nMayor Maria Keller won on Sunday.\nRain fell on Peter Holt.\n“We will rebuild,” Keller said."


@pytest.mark.models
def test_a_fast_reading_leaves_out_what_no_quotation_leans_on() -> None:
    states = trace(SKIMMED, FAST)
    parse, document = states["parse"].parse, states["document"].document
    assert parse is not None
    assert document is not None
    assert {sentence.paragraph for sentence in parse.sentences} == {0, 1, 3}
    assert [speaker.name for speaker in document.speakers] == ["Maria Keller"]
    assert [role.text for role in document.speakers[0].roles] == ["Mayor"]
    assert document.meta["reading"] == "fast"


@pytest.mark.models
def test_a_fast_reading_gives_the_same_alone_and_among_others() -> None:
    texts = [SKIMMED, TEXT, "Nobody spoke.", *OTHERS]
    fast = Attributor(fast=True)
    assert list(fast.pipe(texts)) == [fast(text) for text in texts]


@pytest.mark.parametrize("lang", ["de", "", "EN"])
def test_a_language_without_rules_is_refused(lang: str) -> None:
    with pytest.raises(UnsupportedLanguageError, match="'en'"):
        check_language(lang)


def test_missing_weights_are_an_error_with_the_line_that_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="pip install --force-reinstall"):
        load_model(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"cue": {}, "type": {}}',
        b'{"cue": {}, "type": {}, "reference": []}',
        b'{"cue": {"verb": "much"}, "type": {}, "reference": {}}',
        b'{"cue": {"verb": null}, "type": {}, "reference": {}}',
        b"\xff\xfe\x00",
    ],
)
def test_damaged_weights_are_an_error_with_the_line_that_mends_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(ModelError, match="pip install --force-reinstall"):
        load_model(tmp_path)
