"""Roles beside a name: one rule a function, in the order of trust."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quoteattr.lexicon import words
from quoteattr.mentions import Mention, is_subject_word, top_word
from quoteattr.model import Role, Span
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence
from quoteattr.roles import phrases
from quoteattr.roles.rank import HEADING
from quoteattr.speakers.names import plain
from quoteattr.speakers.person import Person
from quoteattr.text import APOSTROPHES

Rule = Callable[[Sentence, Entity, list[Entity]], Iterator[Span | None]]


def before_name(sentence: Sentence, entity: Entity, names: list[Entity]) -> Iterator[Span | None]:
    """*British prime minister* Rishi Sunak. Not the owner: in *Putin’s spokesman* the role is the spokesman’s."""
    yield _of_one(sentence, phrases.before_name(sentence, _name_start(sentence, entity), names), entity.last + 1)


def apposition(sentence: Sentence, entity: Entity, names: list[Entity]) -> Iterator[Span | None]:
    """Val Kalende, *leader of the Board at Freedom and Roam Uganda*, stated. Not *Ms Lee, Bob Roy and others*."""
    yield _of_one(sentence, phrases.after_name(sentence, entity.last, names), entity.first - 1)


def description(sentence: Sentence, entity: Entity, names: list[Entity]) -> Iterator[Span | None]:
    """*The UN Special Rapporteur on arbitrary executions*, Christof Heyns, protested.

    Not *Since he met the director*, Ms Lee has protested.
    """
    span = _of_one(sentence, phrases.before_comma(sentence, _name_start(sentence, entity), names), entity.last + 1)
    subject = is_subject_word(sentence, top_word(sentence, entity))
    yield None if span is not None and subject and _is_object(sentence, span) else span


def _is_object(sentence: Sentence, span: Span) -> bool:
    """Tell whether a phrase is about somebody else, with whom something is done; "*as* the director" is not."""
    inside = {index for index, word in enumerate(sentence.words) if span.holds(word.span)}
    if any(word.text.lower() == "as" for word in sentence.words[max(0, min(inside) - 2) : min(inside)]):
        return False
    heads = [index for index in inside if sentence.words[index].head not in inside]
    joined = [sentence.words[index].head for index in heads if sentence.words[index].relation == "conj"]
    met = (sentence.words[index] for index in (*heads, *joined) if sentence.words[index].deprel != "obl:agent")
    return any(word.relation in ("obj", "obl", "iobj") for word in met)  # represented *by the director*, Ms Lee, is one


def _of_one(sentence: Sentence, span: Span | None, beside: int) -> Span | None:
    """Return a role unless it is several people's and the name alone: "among the *men* on the beach Syme saw".

    Args:
        sentence: Of the name.
        span: Of the role, or None.
        beside: Index of the word on the name's other side, by which others may be joined to it.
    """
    joins = sentence.words[beside].text.lower() if 0 <= beside < len(sentence.words) else ""
    if span is None or joins in ("and", ","):
        return span
    inside = [word for word in sentence.words if span.holds(word.span)]
    end = next((at for at, word in enumerate(inside) if word.upos == "ADP"), len(inside))
    several = end > 0 and inside[end - 1].xpos == "NNS" and not phrases.is_one_of(inside)
    return None if several else span


def introduction(sentence: Sentence, entity: Entity, names: list[Entity]) -> Iterator[Span | None]:
    """*A student at the university*, who gave her name as Amanda, said."""
    yield phrases.before_introduction(sentence, _name_start(sentence, entity), names)


def predicate(sentence: Sentence, entity: Entity, names: list[Entity]) -> Iterator[Span | None]:
    """Diallo is *the President of the Kawral Women’s Group*; Ms Lee, 80, who *heads the association of survivors*."""
    top = top_word(sentence, entity)
    subject = sentence.words[top].head if sentence.words[top].relation == "conj" else top  # Ms Lee and *Mr Roy* are
    verbs = [sentence.words[subject].head] if sentence.words[subject].relation == "nsubj" else []
    verbs += [child for child in sentence.children[top] if sentence.words[child].relation == "acl"]
    who = _relative_verb(sentence, entity)
    for verb in dict.fromkeys([*verbs, *([] if who is None else [who])]):
        if verb == ROOT or _negated(sentence, verb):
            continue
        copula = verb if sentence.words[verb].lemma == "be" else sentence.child(verb, "cop")
        if copula is not None and copula > entity.last:
            yield phrases.role_from(sentence, copula + 1, names)
        elif sentence.words[verb].lemma in HEADING and verb == who and sentence.child(verb, "aux") is None:
            yield phrases.object_from(sentence, verb, names)
        elif sentence.words[verb].lemma in _HOLDING or _is_put(sentence, verb):
            for index in range(verb + 1, min(verb + 5, len(sentence.words))):
                if sentence.words[index].text.lower() == "as":
                    yield phrases.role_from(sentence, index + 1, names)


def _relative_verb(sentence: Sentence, entity: Entity) -> int | None:
    """Return the verb of a clause with "who" right behind a name, its age skipped, or None."""
    items = sentence.words
    at = entity.last + 1
    while at < len(items) and (items[at].text in (",", "(", ")") or items[at].text.isdigit()):
        at += 1
    if at >= len(items) or items[at].text.lower() != "who":
        return None
    for index in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(items))):  # who *until recently* served as
        if items[index].upos == "VERB" or (items[index].upos == "AUX" and items[index].lemma == "be"):
            return index
        if items[index].upos in ("PUNCT", "PRON"):
            return None
    return None


#: So many words between "who" and its verb, with the verb, at most.
_MOST_BETWEEN = 7


def _name_start(sentence: Sentence, entity: Entity) -> int:
    """Return where a name begins behind the titles that the tagger took in: *Gov. Chris Christie*."""
    at = entity.first
    while at < entity.last and (
        plain(sentence.words[at].text) in words("honorifics") or sentence.words[at].text == "."
    ):
        at += 1
    return at


_HOLDING = frozenset("serve work act".split())
_PUTTING = frozenset("appoint elect name announce unveil hire choose select install employ".split())


def _is_put(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb says that its subject was made something: was *named* as; not "named Mr Roy as"."""
    word = sentence.words[verb]
    passive = any(sentence.words[child].deprel in ("nsubj:pass", "aux:pass") for child in sentence.children[verb])
    return word.lemma in _PUTTING and (passive or word.relation == "acl")


def gather_roles(parse: Parse, people: Sequence[Person]) -> None:
    """Add to each person the roles that stand beside his or her names, and the gender that they state."""
    for person in people:
        if person.type != "person":
            continue
        for entity in person.entities:
            for role in roles_beside(parse, entity):
                if role not in person.roles:
                    person.roles.append(role)
        stated = {phrases.stated_gender(role.text) for role in person.roles if role.kind == "position"} - {None}
        if person.gender is None and len(stated) == 1:
            person.gender = stated.pop()


def described_role(parse: Parse, mention: Mention) -> Role | None:
    """Return the role that a description of a named person states: *the prime minister* said; None for "the man"."""
    sentence = parse.sentences[mention.sentence]
    if mention.form != "description" or not sentence.parsed or sentence.words[mention.head].text.lower() in _NO_OFFICE:
        return None
    first = next((index for index, word in enumerate(sentence.words) if word.span.start >= mention.core.start), None)
    span = None if first is None else phrases.role_from(sentence, first, parse.entities_of.get(mention.sentence, []))
    return None if span is None or not mention.span.holds(span) else Role(parse.text[slice(*span)], span)


_NO_OFFICE = frozenset("man woman boy girl person people child one".split())


def roles_beside(parse: Parse, entity: Entity) -> list[Role]:
    """Return what the sentence says that the named person is, in the order of ``RULES``, then what he or she is of."""
    sentence = parse.sentences[entity.sentence]
    if not sentence.parsed:
        return []
    names = parse.entities_of.get(entity.sentence, [])
    spans: list[Span] = []
    for _, rule in RULES:
        for span in rule(sentence, entity, names):
            if span is not None and not any(other.overlaps(span) for other in spans):
                spans.append(span)
    found = [Role(parse.text[slice(*span)], span) for span in spans]
    body = _affiliation(sentence, entity, names)
    return found if body is None else [*found, Role(parse.text[slice(*body)], body, "affiliation")]


def _affiliation(sentence: Sentence, entity: Entity, names: list[Entity]) -> Span | None:
    """Return the body that a person is of, where no position is said: Michelle Kagari of *Amnesty International*."""
    after = entity.last + 1
    if after + 1 < len(sentence.words) and sentence.words[after].text.lower() in ("of", "from", "at", "with"):
        for name in names:
            if name.type == "ORG" and after < name.first <= after + 2:
                return name.span
    return None


_NEGATIONS = frozenset(("not", "never", *(f"n{mark}t" for mark in APOSTROPHES)))


def _negated(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[child].text.lower() in _NEGATIONS for child in sentence.children[verb])


#: In the order of trust where two rules find overlapping words.
RULES: tuple[tuple[str, Rule], ...] = (
    ("before-name", before_name),
    ("apposition", apposition),
    ("description", description),
    ("introduction", introduction),
    ("predicate", predicate),
)
