"""Roles beside a name: one rule a function, each returning the spans it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quoteattr.lexicon import words
from quoteattr.model import Role, Span
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence
from quoteattr.roles.phrases import is_role_noun, role_span, trim
from quoteattr.speakers.names import plain
from quoteattr.speakers.people import Person

Rule = Callable[[Sentence, Entity], Iterator[Span]]


def roles_beside(parse: Parse, entity: Entity) -> list[tuple[str, Role]]:
    """Return (rule name, role) for what the sentence says that the named person is, in the order of ``RULES``."""
    sentence = parse.sentences[entity.sentence]
    if not sentence.parsed:
        return []
    found: list[tuple[str, Role]] = []
    for name, rule in RULES:
        for span in rule(sentence, entity):
            if not any(role.span is not None and role.span.holds(span) for _, role in found):
                found.append((name, Role(parse.text[slice(*span)], span)))
    for span in affiliation(parse, sentence, entity):
        found.append(("affiliation", Role(parse.text[slice(*span)], span, "affiliation")))
    return found


def before_name(sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """Titles in front: *British prime minister* Rishi Sunak. Not the owner: *Putin’s spokesman* belongs to the spokesman."""
    items = sentence.words
    last = entity.first - 1
    while last >= 0 and plain(items[last].text) in words("courtesy_titles") | {"."}:
        last -= 1
    if last < 0 or items[last].quoted is not None or items[last].upos not in ("NOUN", "PROPN", "ADJ") or not is_role_noun(sentence, last):
        return
    first = last
    while first > 0 and _joins(sentence, first - 1, last):
        first -= 1
    yield from _nonempty(trim(sentence, list(range(first, last + 1)), last))


def _joins(sentence: Sentence, index: int, last: int) -> bool:
    """Tell whether a word belongs to the stack of words before a name."""
    word = sentence.words[index]
    if word.quoted is not None or word.upos in ("VERB", "AUX", "PRON", "SCONJ", "ADV") and word.xpos not in ("VBN", "PRP$"):
        return False
    if word.upos == "PUNCT":
        return word.text == "-" and index > 0
    if word.upos in ("ADP", "CCONJ"):
        above = list(sentence.ancestors(index))
        inside = [i for i in above if index < i <= last]
        starts = index > 0 and sentence.words[index - 1].upos in ("NOUN", "PROPN")
        return bool(inside) and starts and _under(sentence, index, last) and not _verb_left(sentence, index)
    return _under(sentence, index, last) or word.upos in ("ADJ", "PROPN", "NOUN", "PART", "NUM") and word.relation not in ("nsubj", "obj", "obl", "root")


def _verb_left(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.words[index - 1].upos in ("VERB", "AUX")


def _under(sentence: Sentence, index: int, last: int) -> bool:
    """Tell whether a word hangs, at some depth, on a word between itself and the name."""
    for above in sentence.ancestors(index):
        if above > last + 6:  # past the name
            return False
        if index < above:
            return True
    return False


def apposition(sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """A noun phrase after the name: Val Kalende, *leader of the Board at Freedom and Roam Uganda*, stated …"""
    name = frozenset(range(entity.first, entity.last + 1))
    for index in sorted({*name}):
        for child in sentence.children[index]:
            word = sentence.words[child]
            if child in name or word.relation not in ("appos", "parataxis", "list", "nmod", "dep", "acl", "conj"):
                continue
            if child > entity.last and _behind_comma(sentence, entity.last, child):
                yield from _nonempty(role_span(sentence, child, name))
    yield from _apposition_by_commas(sentence, entity)


def _behind_comma(sentence: Sentence, last: int, head: int) -> bool:
    after = last + 1
    return after < len(sentence.words) and sentence.words[after].text in (",", "(", "\N{EN DASH}", "\N{EM DASH}", "-", "--") and head > after


def _apposition_by_commas(sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """The same where the tree has it wrong: name, comma, (age, comma,) noun phrase whose first noun group ends in a role noun."""
    at = entity.last + 1
    if not _behind_comma(sentence, entity.last, at + 1):
        return
    at += 1
    items = sentence.words
    while at + 1 < len(items) and (items[at].upos == "NUM" or items[at].text in (",",)):
        at += 1
    start = at
    while at < len(items) and (items[at].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART") or items[at].text in ("-", "'s", "’s") or items[at].xpos in ("PRP$", "VBN")):
        at += 1
    heads = [index for index in range(start, at) if is_role_noun(sentence, index) and items[index].upos in ("NOUN", "PROPN")]
    if heads and items[start].quoted is None:
        name = frozenset(range(entity.first, entity.last + 1))
        full = role_span(sentence, heads[-1], name)
        if full is not None and full.start > items[entity.last].span.end:
            yield full


def after_description(sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """A description with the name in apposition: *The UN Special Rapporteur on executions*, Christof Heyns, …"""
    top = _top(sentence, entity)
    word = sentence.words[top]
    if word.relation in ("appos", "flat", "dep", "nmod", "list", "parataxis", "conj") and word.head != ROOT and word.head < entity.first:
        below = frozenset(sentence.subtree(top))
        span = role_span(sentence, word.head, below)
        comma = sentence.words[entity.first - 1]
        if span is not None and (word.relation == "appos" or comma.text == ","):
            yield span


def predicate(sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """A predicate noun: Diallo is *the President of the Kawral Women’s Group*; Ms Lee, who is *chair of the board*."""
    top = _top(sentence, entity)
    candidates = [sentence.words[top].head] if sentence.words[top].relation == "nsubj" else []
    candidates += [child for child in sentence.children[top] if sentence.words[child].relation == "acl"]
    for head in candidates:
        if head == ROOT or sentence.words[head].upos not in ("NOUN", "PROPN"):
            continue
        cop = sentence.child(head, "cop")
        if cop is None or any(sentence.words[child].text.lower() in ("not", "n't", "n’t") for child in sentence.children[head]):
            continue
        beside = frozenset(
            index
            for child in sentence.children[head]
            if sentence.words[child].relation in ("nsubj", "cop", "aux", "advcl", "acl", "mark", "advmod", "obl", "punct", "conj", "parataxis")
            for index in sentence.subtree(child)
        )
        yield from _nonempty(role_span(sentence, head, beside))


def serving_as(sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """A role held as: Smith, who works *as a nurse*; Jones was elected *as mayor*, … named *chairman of the board*."""
    top = _top(sentence, entity)
    verbs = [sentence.words[top].head] if sentence.words[top].relation == "nsubj" else []
    verbs += [child for child in sentence.children[top] if sentence.words[child].relation == "acl"]
    for verb in verbs:
        if verb == ROOT or sentence.words[verb].lemma not in _HOLDING:
            continue
        for child in sentence.children[verb]:
            word = sentence.words[child]
            as_ = any(sentence.words[case].text.lower() == "as" for case in sentence.children[child])
            if child > verb and (as_ or word.relation in ("xcomp",)) and word.upos in ("NOUN", "PROPN"):
                yield from _nonempty(role_span(sentence, child))


_HOLDING = frozenset("serve work act appoint elect name become remain".split())


def affiliation(parse: Parse, sentence: Sentence, entity: Entity) -> Iterator[Span]:
    """The body that a person is said to be of, where no position is: Michelle Kagari of *Amnesty International*."""
    after = entity.last + 1
    if after + 1 < len(sentence.words) and sentence.words[after].text.lower() in ("of", "from", "at", "with"):
        for name in parse.entities_of.get(entity.sentence, ()):
            if name.type == "ORG" and after < name.first <= after + 2:
                yield name.span


def _top(sentence: Sentence, entity: Entity) -> int:
    """Return the word by which a name hangs in its sentence."""
    for index in range(entity.first, entity.last + 1):
        if not entity.first <= sentence.words[index].head <= entity.last:
            return index
    return entity.first


def _nonempty(span: Span | None) -> Iterator[Span]:
    if span is not None:
        yield span


#: In the order of trust where two rules find the same words.
RULES: tuple[tuple[str, Rule], ...] = (
    ("before-name", before_name),
    ("apposition", apposition),
    ("after-description", after_description),
    ("predicate", predicate),
    ("serving-as", serving_as),
)


def gather_roles(parse: Parse, people: Sequence[Person]) -> None:
    """Add to each person the roles that stand beside his or her names."""
    for person in people:
        if person.type != "person":
            continue
        for entity in person.entities:
            for _, role in roles_beside(parse, entity):
                if role not in person.roles:
                    person.roles.append(role)
