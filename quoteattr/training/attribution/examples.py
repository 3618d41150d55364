"""Training examples: for each gold quotation the options of a ranker, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quoteattr.attribution import Look, chains, readings
from quoteattr.cues import Candidate
from quoteattr.evaluation.gold import GoldDocument, GoldEntity, GoldQuote
from quoteattr.evaluation.names import entity_forms, match_name
from quoteattr.marks import Marked
from quoteattr.mentions import Mention
from quoteattr.model import NONQUOTES, UTTERANCES, Span
from quoteattr.nlp.parse import Parse
from quoteattr.quotetype import TYPES, nobody_features, type_options, with_context
from quoteattr.ranking import Ranker
from quoteattr.roles import gather_roles
from quoteattr.speakers.history import History, settle
from quoteattr.speakers.names import plain
from quoteattr.speakers.people import gather
from quoteattr.speakers.person import Person
from quoteattr.speakers.recover import recover_names
from quoteattr.speakers.reference import Option, reference_options
from quoteattr.training.attribution.parses import ParsedGold


@dataclass(frozen=True, slots=True)
class Example:
    """Options, as feature names, and the indices of the right ones; ``document`` groups examples for folds."""

    options: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    document: str
    weight: float = 1.0


@dataclass(slots=True)
class Examples:
    """The examples for each ranker."""

    cue: list[Example] = field(default_factory=list)
    type: list[Example] = field(default_factory=list)
    context: list[Example] = field(default_factory=list)
    reference: list[Example] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Document:
    parse: Parse
    paragraphs: Sequence[Span]
    marked: Sequence[Marked]
    gold: GoldDocument
    people: dict[str, Person]
    history: History
    look: Look


def collect(documents: Iterator[ParsedGold], into: Examples, cue: Ranker | None, looks: Mapping[str, Look]) -> None:
    """Add the examples of some documents.

    Args:
        documents: Parsed gold.
        into: Where examples are added.
        cue: The trained cue ranker, whose answers the type examples rest on; None leaves type examples out.
        looks: By ``doc_id``, what a network that has not seen the document makes of its stretches.
    """
    for parsed in documents:
        parse = parsed.state.parse
        if parse is None:
            continue
        parse = recover_names(parse)
        people = gather(parse)
        gather_roles(parse, people)
        history = History.before(parse, people)
        known = _by_entity(parsed.gold, [*people, *history.reports.described])
        look = looks[parsed.gold.doc_id]
        document = _Document(parse, parsed.state.paragraphs, parsed.state.marked, parsed.gold, known, history, look)
        for chain in chains(document.marked):
            quote = gold_for(parsed.gold, [document.marked[index].content for index in chain])
            if quote is not None:
                _add(document, chain, quote, into, cue)
            elif not parsed.gold.entities:
                _add_unattributed(document, chain, into, cue)
            uttered = quote is not None and quote.style in UTTERANCES
            history.uttered.update(dict.fromkeys(chain, uttered))


def _by_entity(gold: GoldDocument, people: Sequence[Person]) -> dict[str, Person]:
    """Return whom the library has for each gold entity, by shared names."""
    found: dict[str, Person] = {}
    for entity in gold.entities:
        names = {_flat(name) for name in entity.names}
        for person in people:
            if any(
                _flat(form) in names for form in (person.name, *person.surface, *(form.text for form in person.forms))
            ):
                found.setdefault(entity.id, person)
    forms = entity_forms(gold.entities)
    for entity in gold.entities:
        if entity.id not in found:
            fitting = [person for person in people if person.type == entity.type == "person"]
            alike = [person for person in fitting if match_name(person.name, entity.id, entity.name, forms).lenient]
            found |= {entity.id: alike[0]} if len(alike) == 1 else {}
    return found


def _flat(text: str) -> str:
    return " ".join(plain(word) for word in text.split() if word.lower() != "the")


def gold_for(gold: GoldDocument, ours: Sequence[Span]) -> GoldQuote | None:
    """Return the gold quotation that covers most of a quotation, or None where none covers half."""
    size = sum(span.end - span.start for span in ours)
    best, most = None, 0
    for quote in gold.quotes:
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ours for b in quote.spans)
        if shared > most:
            best, most = quote, shared
    return best if best is not None and most * 2 >= size else None


def _add(document: _Document, chain: tuple[int, ...], quote: GoldQuote, into: Examples, cue: Ranker | None) -> None:
    options = readings(document.parse, document.paragraphs, document.marked, chain, document.history)
    roles_known = bool(document.gold.entities)
    nobody = frozenset((len(options),))
    if quote.style in UTTERANCES:
        right = _right_readings(document, quote, options) or (nobody if roles_known else frozenset())
    else:
        right = nobody if quote.style in TYPES else frozenset()
    if right:
        weight = 1.0 if roles_known else CUE_WEIGHT
        into.cue.append(Example(_cue_options(document, chain, options), right, document.gold.doc_id, weight))
    if cue is not None and quote.style in TYPES:
        possible = (quote.style,) if roles_known else COARSE[quote.style]
        _add_type(document, chain, possible, options, into, cue)
    if quote.style in UTTERANCES:
        _remember(document, chain, quote, options, into)


#: How much an example of PolNeAR counts for cues: on worldnews (five folds) 1 gives 86.9 %, 0.5 87.9, 0.25 89.1.
CUE_WEIGHT = 0.25

#: How much an example of PolNeAR counts for types, next to one of a corpus that annotates them.
COARSE_WEIGHT = 0.1

#: What a style of PolNeAR can be here: it does not tell written from said words, and calls a clause after "that" mixed.
COARSE: dict[str, tuple[str, ...]] = {"direct": ("direct", "written"), "mixed": ("mixed", "written", "direct")}


def _add_unattributed(document: _Document, chain: tuple[int, ...], into: Examples, cue: Ranker | None) -> None:
    """Take marked words that PolNeAR attributes to nobody for nobody's: it annotates every attribution."""
    options = readings(document.parse, document.paragraphs, document.marked, chain, document.history)
    nobody = frozenset((len(options),))
    into.cue.append(Example(_cue_options(document, chain, options), nobody, document.gold.doc_id, CUE_WEIGHT))
    if cue is not None:
        _add_type(document, chain, NONQUOTES, options, into, cue)


def _add_type(
    document: _Document,
    chain: tuple[int, ...],
    possible: Sequence[str],
    options: Sequence[Candidate],
    into: Examples,
    cue: Ranker,
) -> None:
    *shares, _ = cue.probabilities(_cue_options(document, chain, options))
    top = max(range(len(options)), key=shares.__getitem__, default=None)
    best, share = (None, 0.0) if top is None else (options[top], shares[top])
    kinds = type_options(
        document.parse.text, document.marked[chain[0]], document.parse, chain[0], best, share, document.history.uttered
    )
    right = frozenset(index for index, name in enumerate(TYPES) if name in possible)
    weight = 1.0 if document.gold.entities else COARSE_WEIGHT
    into.type.append(Example(tuple(kinds), right, document.gold.doc_id, weight))
    seen = document.look(chain[0])
    if seen is not None:
        weighed = tuple(with_context(kinds, share, seen))
        into.context.append(Example(weighed, right, document.gold.doc_id, weight))


def _cue_options(
    document: _Document, chain: tuple[int, ...], options: Sequence[Candidate]
) -> tuple[tuple[str, ...], ...]:
    first = chain[0]
    nobody = nobody_features(document.parse.text, document.marked[first], document.parse, first)
    return (*(candidate.features for candidate in options), nobody)


def _right_readings(document: _Document, quote: GoldQuote, options: Sequence[Candidate]) -> frozenset[int]:
    """Return the readings that gold agrees with: same mention and, where one has it, cue; or same earlier speaker."""
    if quote.mention is not None:
        same = [
            i
            for i, option in enumerate(options)
            if option.mention is not None and _same_words(document.parse.text, option.mention.span, quote.mention)
        ]
        own = [i for i in same if options[i].rule != "neighbour"]
        cued = [
            i for i in own if quote.cue is not None and (cue := options[i].cue) is not None and cue.overlaps(quote.cue)
        ]
        return frozenset(cued or own or same)
    if quote.speaker is None:
        return frozenset()
    person = document.people.get(quote.speaker)
    entity = _entity(document.gold, quote.speaker)
    found = set()
    for index, option in enumerate(options):
        if option.continues is not None:
            spoken = {stretch: who for stretch, _, who in document.history.spoken}
            if spoken.get(option.continues) is person and person is not None:
                found.add(index)
        elif option.mention is not None and _names(document, option.mention, person, entity):
            found.add(index)
    return frozenset(found)


def _same_words(text: str, one: Span, other: Span) -> bool:
    """Tell whether two mentions overlap in more than an article."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return start < end and any(word[0].isalpha() and word.lower() not in _EMPTY for word in text[start:end].split())


_EMPTY = frozenset("a an the of in on at to for from by with and or mr mrs ms".split())


def _names(document: _Document, mention: Mention, person: Person | None, entity: GoldEntity | None) -> bool:
    if mention.entity is not None and mention.form == "name" and person is not None:
        return document.history.by_entity.get(mention.entity) is person
    return entity is not None and _flat(document.parse.text[slice(*mention.span)]) in {
        _flat(name) for name in entity.names
    }


def _entity(gold: GoldDocument, entity_id: str) -> GoldEntity | None:
    return next((entity for entity in gold.entities if entity.id == entity_id), None)


def _remember(
    document: _Document, chain: tuple[int, ...], quote: GoldQuote, options: Sequence[Candidate], into: Examples
) -> None:
    """Add a reference example where the mention is no name, and note who spoke, as gold has it."""
    paragraph = document.marked[chain[-1]].paragraph
    if quote.speaker is None:
        if quote.mention is not None:
            named = next(
                (
                    o.mention
                    for o in options
                    if o.mention is not None and o.mention.form == "name" and o.mention.span.overlaps(quote.mention)
                ),
                None,
            )
            person = (
                document.history.by_entity.get(named.entity) if named is not None and named.entity is not None else None
            )
            document.history.spoken.append((chain[-1], paragraph, person or Person("unnamed", "?")))
        return
    person = document.people.get(quote.speaker)
    entity = _entity(document.gold, quote.speaker)
    mention = next(
        (
            o.mention
            for o in options
            if o.mention is not None and quote.mention is not None and o.mention.span.overlaps(quote.mention)
        ),
        None,
    )
    if mention is not None and mention.form != "name" and not _holds_name(quote, person):
        first = document.marked[chain[0]]
        quoted = document.parse.text[slice(*first.content)]
        choices = reference_options(document.parse, mention, first.paragraph, quoted, document.history)
        right = _right_people(choices, person, entity)
        into.reference.append(Example(tuple(choice.features for choice in choices), right, document.gold.doc_id))
    if person is None and entity is not None:
        person = (
            document.history.described(document.parse, mention)
            if mention is not None
            else Person("unnamed", entity.name)
        )
        document.people[quote.speaker] = person
        document.history.learn(person)
    if person is not None:
        document.history.spoken.append((chain[-1], paragraph, person))
        if mention is not None and mention.form != "name":
            settle(document.parse, mention, person, document.history)


def _holds_name(quote: GoldQuote, person: Person | None) -> bool:
    """Tell whether the gold mention has the speaker's name, which our mention has lost: *Emma Tang*, an editor."""
    mention = quote.mention
    return person is not None and mention is not None and any(mention.holds(name.span) for name in person.entities)


def _right_people(choices: Sequence[Option], person: Person | None, entity: GoldEntity | None) -> frozenset[int]:
    """Return the options that mean the gold speaker; else "somebody new" where gold has no name too; else "nobody"."""
    same = [index for index, choice in enumerate(choices) if choice.person is not None and choice.person is person]
    if same:
        return frozenset(same)
    if entity is not None and entity.type != "person":
        new = [index for index, choice in enumerate(choices) if choice.new]
        if new:
            return frozenset(new)
    return frozenset((len(choices) - 1,))
