"""Any text at all: a correct document, nothing lost, and work that grows no faster than the text."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Attributor, Document, Span
from quoteattr.config import Settings
from quoteattr.marks import find_marked
from quoteattr.nlp.narration import BLOCK_LENGTH, blocks
from quoteattr.pipeline import STAGES, State, cues_stage, document_stage, marks_stage, people_stage
from quoteattr.resources import packaged_models
from quoteattr.text import paragraphs
from tests.parses import sample
from tests.random_parses import random_parse
from tests.strategies import texts

if TYPE_CHECKING:
    from _typeshed import TraceFunction

SETTINGS = Settings(lang="en", models=packaged_models("en"))
PACKAGE = str(Path(quoteattr.__file__).parent)

#: Pieces of news and of nonsense, in any order.
newsy = st.lists(
    st.sampled_from(
        (
            "“ ” ‘ ’ \" ' « » „ `` '' , . : ; – — - ( ) ! ? … \n \n\n \r\n \f \x00 \ud800 \u202e \U0001f600 Mr Ms Dr "
            "Ann Lee Sunak minister mayor said says told called adding according to who is the a of and she he they "
            "it on Monday FAO #tag 54 W. Jr."
        ).split(" ")
    ),
    max_size=60,
).map(" ".join)


def check(document: Document, text: str) -> None:
    """Assert what holds for every document."""
    found = (*document.quotes, *document.nonquotes)
    assert document.text == text
    expected = [stretch.span for stretch in find_marked(text, list(paragraphs(text)))]
    assert sorted(span for quote in found for span in quote.spans) == expected
    assert list(document.quotes) == sorted(document.quotes, key=lambda quote: quote.start)
    assert len({quote.id for quote in found}) == len(found)
    for quote in found:
        assert quote.text == " ".join(text[slice(*span)] for span in quote.spans)
        assert 0.0 <= quote.confidence <= 1.0
        assert (quote.speaker is None) == (quote.confidence == 0.0)
        assert quote.speaker is None or quote.speaker in document.speakers
        assert quote.evidence
        spans = [quote.cue, quote.mention, *(span for step in quote.evidence for span in step.spans)]
        assert all(span is None or inside(span, text) for span in spans)
    for speaker in document.speakers:
        assert speaker.name
        assert all(inside(span, text) for span in speaker.mentions)
        for role in speaker.roles:
            assert role.span is not None
            assert text[slice(*role.span)] == role.text
    assert len({speaker.id for speaker in document.speakers}) == len(document.speakers)
    assert Document.from_dict(document.to_dict()) == document


def inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def decide(text: str, seed: int) -> Document:
    """Run every stage but the parser's."""
    state = marks_stage(State(text=text), SETTINGS)
    state = replace(state, parse=random_parse(text, state.paragraphs, state.marked, seed))
    for stage in (people_stage, cues_stage, document_stage):
        state = stage(state, SETTINGS)
    assert state.document is not None
    return state.document


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(newsy | texts, st.integers(0, 1000))
def test_whatever_the_parser_says_the_document_is_sound(text: str, seed: int) -> None:
    check(decide(text, seed), text)


@settings(deadline=None, max_examples=50)
@given(newsy, st.integers(0, 1000))
def test_the_same_parse_gives_the_same_document(text: str, seed: int) -> None:
    assert decide(text, seed) == decide(text, seed)


# ---- the real models on hard texts

HARD = [
    pytest.param('"' * 100_000, id="a hundred thousand marks and nothing else"),
    pytest.param("“‘" * 5_000, id="marks that nothing closes"),
    pytest.param("“" + "word " * 100_000 + "”", id="one quotation of a hundred thousand words"),
    pytest.param("“We \ud800 left,” said \udfff Ann Lee.", id="lone surrogates"),
    pytest.param("“We\x00 left,”\x00 said Ann Lee.\x00", id="null characters"),
    pytest.param("“שלום לכולם,” said \u202eAnn Lee\u202c. قال: “نعم”.", id="right to left"),
    pytest.param(
        "“We left \U0001f600,” said Ann \U0001f468\u200d\U0001f469\u200d\U0001f467 Lee. “\U0001f600”", id="emoji"
    ),
    pytest.param("“We left,” said Ann Lee.\r\n\r\n“Late,” she added.\r\n", id="CRLF"),
    pytest.param(
        "“We left,” said Ann Lee.\f“Late,” she added.\v“Yes,”\u2028she said.", id="form feeds and line separators"
    ),
    pytest.param("“We\u0301 le\u0301ft,” said A\u0301nn Le\u0301e.", id="combining accents"),
    pytest.param("“我们走了，”Ann Lee said. 「はい」と言った。", id="text without blanks"),
    pytest.param("“" + "no" * 30_000 + "”, said Ann Lee.", id="one word of sixty thousand letters"),
    pytest.param("“We left,” said Ann Lee. " + "x" * 30_000, id="a word of thirty thousand letters beside it"),
    pytest.param("“We left,” said" + " " * 100_000 + "Ann Lee.", id="a hundred thousand blanks"),
    pytest.param("\ufeff“We left,” said Ann Lee.", id="byte order mark"),
    pytest.param("“" + "a " * 50 + "\n" * 5000 + "b”", id="a quotation over thousands of empty lines"),
]  # fmt: skip


@pytest.mark.models
@pytest.mark.parametrize("text", HARD)
def test_hard_text_gives_a_sound_document(text: str) -> None:
    check(Attributor()(text), text)


FILLER = ("internationalisation" * 3 + " ") * 30 + "\n"


def test_two_megabytes_with_a_few_quotations_are_a_sound_document() -> None:
    text = FILLER * 600 + "“We left,” said Ann Lee.\n" + FILLER * 600 + "Bob Roy called it “a shame”.\n"
    assert len(text) > 2_000_000
    check(decide(text, 1), text)


@pytest.mark.models
def test_only_sentences_near_quotations_are_parsed() -> None:
    few = FILLER * 4 + "“We left,” said Ann Lee.\n" + FILLER * 4
    many = FILLER * 20 + "“We left,” said Ann Lee.\n" + FILLER * 20
    assert parsed_words(many) == parsed_words(few) > 0


def parsed_words(text: str) -> int:
    parse = Attributor().trace(text)["parse"].parse
    assert parse is not None
    return sum(len(sentence.words) for sentence in parse.sentences if sentence.parsed)


# ---- work


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count the lines of quoteattr that run: work without a clock."""
    lines = [0]

    def inside_package(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        if event == "line":
            lines[0] += 1
        return inside_package

    before = sys.gettrace()
    sys.settrace(inside_package)
    try:
        yield lines
    finally:
        sys.settrace(before)


SPOKEN = "“Yes,”/UH/discourse>said said=say/VBD/root [PER Ann/NNP/nsubj>said Lee/NNP/flat>Ann] ./.\n"
TOLD = "“Yes,”/UH/discourse>said said=say/VBD/root the/DT/det>baker baker/NN/nsubj>said ./.\n"
FRAGMENT = "She/PRP/nsubj>spoke spoke=speak/VBD/root of/IN/case>peace “peace”/NN/obl>spoke ./.\n"
LABEL = "Reporter/NN/root :/: “Yes.”/UH/dep>Reporter\n"


def distinct(number: int) -> str:
    """Return a name like no other."""
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(3))
    return f"{letters.title()}{letters}"


GROWING: dict[str, Callable[[int], str]] = {
    "one paragraph of quoted sentences": lambda n: SPOKEN * n,
    "one paragraph of quoted words": lambda n: FRAGMENT * n,
    "paragraphs of one speaker": lambda n: (SPOKEN + "\n") * n,
    "paragraphs with labels": lambda n: (LABEL + "\n") * n,
    "speakers who are described": lambda n: (TOLD + "\n") * n,
    "speakers of many names": lambda n: "\n".join(
        SPOKEN.replace("Ann", distinct(i)).replace("Lee", distinct(i + n)) for i in range(n)
    ),
    "bodies of many names": lambda n: "\n".join(
        SPOKEN.replace("PER", "ORG").replace("Ann", distinct(i)).replace("Lee", distinct(i + n)) for i in range(n)
    ),
    "a quotation over many paragraphs": lambda n: "“Yes./UH/root\n\n" * n,
    "nobody named": lambda n: "It/PRP rained/VBD ./.\n\n" * n + SPOKEN,
}  # fmt: skip


def work(source: str) -> dict[str, int]:
    """Return how many lines each stage runs."""
    talk = sample(source)
    done = {}
    state = State(text=talk.text, paragraphs=talk.paragraphs, marked=talk.marked, parse=talk.parse)
    for name, stage in STAGES[2:]:
        with counted() as lines:
            state = stage(state, SETTINGS)
        done[name] = lines[0]
    return done


#: What grows faster than the text today; once it does not, the strict xfail says so.
TOO_MUCH_WORK = {
    "speakers of many names": "each name is compared with all of the same first letter",
}


def kinds(known: Iterable[str], failing: Mapping[str, str]) -> list[object]:
    """Return parameters of which those that fail today are strict xfails."""
    return [
        pytest.param(kind, marks=pytest.mark.xfail(reason=failing[kind], strict=True) if kind in failing else ())
        for kind in known
    ]


@pytest.mark.parametrize("kind", kinds(GROWING, TOO_MUCH_WORK))
def test_eight_times_the_text_is_not_much_more_than_eight_times_the_work(kind: str) -> None:
    work(GROWING[kind](5))  # word lists and weights are read once
    small, large = work(GROWING[kind](50)), work(GROWING[kind](400))
    growth = {stage: large[stage] / small[stage] for stage in small}
    assert {stage: round(times, 1) for stage, times in growth.items() if times > 12 and large[stage] > 5000} == {}


@contextmanager
def guarded(seconds: int) -> Iterator[None]:
    """End what does not come back, where the system can."""

    def end(*_: object) -> None:
        raise TimeoutError(f"no answer after {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


#: Single quotations whose surroundings or words make a pattern try again and again.
TANGLED: dict[str, Callable[[int], str]] = {
    "a long word in front": lambda n: "a" * n + " “Yes,” said Ann.",
    "a long word with dots in front": lambda n: "a." * n + " “Yes,” said Ann.",
    "words in front": lambda n: "ab " * n + "“Yes,” said Ann.",
    "text without blanks in front": lambda n: "走" * n + "“Yes,” said Ann.",
    "exclamation marks": lambda n: "Ann said “No " + "!" * n + " " * n + "”.",
    "dots and blanks": lambda n: "Ann said “No " + ". " * n + "”.",
    "blanks": lambda n: "Ann said" + " " * n + "“No " + " " * n + "yes”" + " " * n + ".",
    "apostrophes": lambda n: "Ann said “" + "a'" * n + "”.",
    "dashes": lambda n: "“No.”" + " –" * n + " Ann Lee",
    "a title again and again": lambda n: "Mr " * n + "Lee said “no”.",
    "a hyphenated name": lambda n: "Mr " + "Lee-" * n + "x said “no”.",
}


@pytest.mark.parametrize("kind", TANGLED)
def test_tangled_text_is_read_in_linear_time(kind: str) -> None:
    text = TANGLED[kind](50_000)
    with guarded(60):  # what is worse than linear does not come back; what is linear takes seconds, the scorer included
        document = decide(text, 1)
    check(document, text)


@pytest.mark.parametrize("kind", TANGLED)
def test_what_the_parser_is_shown_of_tangled_text_comes_in_pieces(kind: str) -> None:
    text = TANGLED[kind](50_000)
    spans = list(paragraphs(text))
    with guarded(5):
        shown = list(blocks(text, spans, find_marked(text, spans)))
    assert max(len(block.text) for block in shown) <= BLOCK_LENGTH
