"""The stages from a text to a document, in one place.

    marks     → stretches in quotation marks, from the text alone
    parse     → the narration's words, sentences, trees and names (Stanza)
    people    → names gathered into people and bodies, with the roles beside them
    cues      → for each quotation its readings, its type and its speaker; in a story by the rules for stories
    document  → interrupted quotations joined, speakers numbered, roles put in order

Each stage is a function of what the stages before it found; ``trace`` returns what every one of them gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from quoteattr.attribution import Attribution, Look, attribute_quotations
from quoteattr.config import Settings
from quoteattr.document import build_document
from quoteattr.errors import UnsupportedLanguageError
from quoteattr.fiction.characters import characters
from quoteattr.fiction.conversations import group, with_addressees
from quoteattr.fiction.forms import story_names
from quoteattr.fiction.genre import decide_genre
from quoteattr.lexicon import words
from quoteattr.marks import Marked, find_marked
from quoteattr.model import Document, Genre, KnownSpeaker, Span
from quoteattr.nlp import skim
from quoteattr.nlp.narration import Block, blocks
from quoteattr.nlp.parse import Entity, Parse, Sentence
from quoteattr.nlp.together import ParseOne, Task, Wanted, parse_together
from quoteattr.ranking import load_model
from quoteattr.resources import LANGUAGES, models_version, package_version, packaged_models
from quoteattr.roles import gather_roles
from quoteattr.speakers.people import gather
from quoteattr.speakers.person import Person
from quoteattr.speakers.recover import recover_names
from quoteattr.text import paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the stages so far have found about one text.

    Attributes:
        text: The user's text.
        source: A Stanza document of it, if the caller had one.
        paragraphs: Ranges of the text.
        marked: Stretches in quotation marks.
        parse: None before the parse stage.
        people: Named people and bodies.
        attributions: One for each quotation.
        document: The result; None before the last stage.
        genre: By whose rules the text is read; ``news`` before the marks stage.
    """

    text: str
    source: object | None = None
    paragraphs: tuple[Span, ...] = ()
    marked: tuple[Marked, ...] = ()
    parse: Parse | None = None
    people: tuple[Person, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    document: Document | None = None
    genre: Genre = "news"


def marks_stage(state: State, settings: Settings) -> State:
    """Find paragraphs, the stretches in quotation marks and the genre."""
    found = tuple(paragraphs(state.text))
    marked = find_marked(state.text, found)
    genre = settings.genre or decide_genre(state.text, marked)
    return replace(state, paragraphs=found, marked=marked, genre=genre)


def parse_stage(state: State, settings: Settings) -> State:
    """Parse the narration; a text without marks is not parsed and loads no model."""
    [parsed] = parse_stages([state], settings)
    return parsed


def parse_stages(states: Sequence[State], settings: Settings) -> list[State]:
    """Parse the narration of several texts together: the results are those of one text at a time, in less time."""
    parses = [Parse(state.text, (), ()) if not state.marked else None for state in states]
    if None not in parses:
        return [replace(state, parse=parse) for state, parse in zip(states, parses, strict=True)]
    from quoteattr.nlp import stanza  # loads torch and stanza: only when there is something to attribute

    waiting: list[int] = []
    for index, state in enumerate(states):
        if state.marked and state.source is not None:
            parses[index] = stanza.from_document(state.source, state.paragraphs, state.marked)
        elif state.marked:
            waiting.append(index)
    if waiting:
        parser = stanza.load(settings.lang, settings.models)

        def parse(text: str, shown: Iterable[Block], wanted: Wanted) -> Parse:
            return parser.parse(text, _followed(tuple(shown), settings), wanted)

        read = _skimmed if settings.fast else _read
        for index, found in zip(waiting, read(parse, [states[index] for index in waiting]), strict=True):
            parses[index] = found
    return [replace(state, parse=parse) for state, parse in zip(states, parses, strict=True)]


def _read(parse: ParseOne, states: Sequence[State]) -> list[Parse]:
    """Return the parses of whole texts."""
    return parse_together(parse, [_task(state) for state in states])


def _skimmed(parse: ParseOne, states: Sequence[State]) -> list[Parse]:
    """Return the parses of what matters most in texts: of quotations, then of where the people found there come in."""
    tasks = [_task(state) for state in states]
    read = [skim.quoting(task.blocks) for task in tasks]
    first = parse_together(parse, [_part(task, chosen) for task, chosen in zip(tasks, read, strict=True)])
    missing = [
        skim.introducing(found, state.paragraphs) - chosen
        for found, state, chosen in zip(first, states, read, strict=True)
    ]
    second = parse_together(parse, [_part(task, chosen) for task, chosen in zip(tasks, missing, strict=True)])
    return [skim.merged(found, added) for found, added in zip(first, second, strict=True)]


def _task(state: State) -> Task:
    return Task(state.text, tuple(blocks(state.text, state.paragraphs, state.marked)), _wanted(state.marked))


def _part(task: Task, chosen: Set[int]) -> Task:
    return Task(task.text, skim.only(task.blocks, chosen), task.wanted)


def people_stage(state: State, settings: Settings) -> State:
    """Gather the names into people and bodies, and the roles that stand beside their names."""
    parse = recover_names(_parse(state))
    people = _people(parse, state.genre, settings.known_speakers)
    gather_roles(parse, people)
    return replace(state, parse=parse, people=tuple(people))


def _people(parse: Parse, genre: Genre, known: Sequence[KnownSpeaker]) -> list[Person]:
    if genre != "fiction":
        return gather(parse, known)
    return gather(parse, known, story_names(parse)) if known else characters(parse)


def cues_stage(state: State, settings: Settings) -> State:
    """Decide for each quotation who speaks it."""
    if not state.marked:
        return state
    if state.genre == "fiction":
        from quoteattr.fiction.story import attribute_story  # loads torch: only for stories

        found = attribute_story(
            _parse(state), state.paragraphs, state.marked, state.people, packaged_models(settings.lang),
            settings.progress and partial(settings.progress, "speakers"),
        )  # fmt: skip
        return replace(state, attributions=tuple(found))
    folder = packaged_models(settings.lang)
    attributions = attribute_quotations(
        _parse(state), state.paragraphs, state.marked, list(state.people), load_model(folder),
        None if settings.fast else _context(state, folder),
    )  # fmt: skip
    return replace(state, attributions=tuple(attributions))


def _context(state: State, folder: Path) -> Look:
    from quoteattr.context.look import Context  # loads torch: only where there is something to attribute

    return Context(state.text, state.paragraphs, state.marked, folder)


def document_stage(state: State, settings: Settings) -> State:
    """Put the decisions together as a document."""
    document = build_document(
        _parse(state),
        state.marked,
        state.attributions,
        settings.lang,
        _meta(settings.lang, settings.models) | {"genre": state.genre} | ({"reading": "fast"} if settings.fast else {}),
        settings.min_confidence,
    )
    if state.genre == "fiction":
        quotes = with_addressees(document.text, document.quotes, document.speakers)
        document = replace(document, quotes=quotes, conversations=group(document.text, quotes))
    return replace(state, document=document)


Stage = Callable[[State, Settings], State]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("marks", marks_stage),
    ("parse", parse_stage),
    ("people", people_stage),
    ("cues", cues_stage),
    ("document", document_stage),
)


def trace(text: str, settings: Settings, source: object | None = None) -> dict[str, State]:
    """Return the state after each stage, by the stage's name."""
    state = State(text=text, source=source)
    states: dict[str, State] = {}
    for name, stage in STAGES:
        state = states[name] = stage(state, settings)
    return states


def run(text: str, settings: Settings, source: object | None = None) -> Document:
    """Return the document that the stages make of a text."""
    document = trace(text, settings, source)["document"].document
    assert document is not None
    return document


def finish(state: State, settings: Settings) -> Document:
    """Return the document of a text that is parsed already."""
    for _, stage in STAGES[2:]:
        state = stage(state, settings)
    assert state.document is not None
    return state.document


def _parse(state: State) -> Parse:
    assert state.parse is not None
    return state.parse


def _followed(shown: Sequence[Block], settings: Settings) -> Iterator[Block]:
    """Yield blocks, and say how many of them have been asked for."""
    for number, block in enumerate(shown, start=1):
        if settings.progress is not None:
            settings.progress("parse", number / len(shown))
        yield block


def _wanted(marked: Sequence[Marked]) -> Wanted:
    """Say which sentences need a tree: in and just above paragraphs with quotations, and where people are named."""
    near = {stretch.paragraph - back for stretch in marked for back in range(2)}

    def wanted(sentence: Sentence, names: Sequence[Entity]) -> bool:
        return (
            sentence.paragraph in near
            or any(name.type == "PER" for name in names)
            or any(
                word.text[:1].isupper() and word.text.lower().rstrip(".") in words("honorifics")
                for word in sentence.words
            )
        )

    return wanted


@cache
def _meta(lang: str, models: Path) -> dict[str, str]:
    """Return the versions that a result rests on."""
    return {
        "quoteattr": package_version("quoteattr"),
        "stanza": package_version("stanza"),
        "models": models_version(lang, models),
    }


def check_language(lang: str) -> None:
    """Raise ``UnsupportedLanguageError`` for a language without rules."""
    if lang not in LANGUAGES:
        raise UnsupportedLanguageError(
            f"no rules for {lang!r} in this version, only for {', '.join(map(repr, LANGUAGES))}: lang='en'"
        )
