"""Who reports something in the narrator's words, in text order.

*The trucks come at night, said Anis Mia.* ¶ “…,” *he added.*

Indirect speech carries a text on just as a quotation does: the *he* of the second sentence is whoever spoke last, in
marks or not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from quoteattr.cues.candidate import speaker_kind, verb_class
from quoteattr.cues.subjects import can_speak, subject
from quoteattr.mentions import Mention, is_main_verb, is_subject, mention_at, top_word
from quoteattr.model import Gender, Span, SpeakerType
from quoteattr.nlp.parse import ROOT, Entity, Parse, Sentence
from quoteattr.speakers.bodies import bodies_meant
from quoteattr.speakers.descriptions import POSSESSIVES, description_match, determiner, fits_description
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.person import Person

#: So many names before a description, and behind it, are looked at for whom it means: bounds the work in long texts.
NAMES_BACK, NAMES_AHEAD = 200, 50
#: Classes of verbs that report.
REPORTING = frozenset(("speech", "writing", "thought"))
#: A pronoun is followed to a report at most so many sentences above it.
PRONOUN_REACH = 4
#: So many reporters before a mention are looked at.
REPORTERS_BACK = 4


@dataclass(slots=True)
class Reports:
    """The subjects of a text's reporting verbs, in text order, and whom they mean as far as that is plain.

    Attributes:
        mentions: The subjects.
        meant: By the subject's span, whom it means; what is open is missing.
        main: Spans of the subjects of main clauses.
    """

    mentions: list[Mention]
    meant: dict[Span, Person]
    main: set[Span] = field(default_factory=set)

    def who(self, span: Span) -> Person | None:
        """Return whom the subject at a span means, or None."""
        return self.meant.get(span)

    def settle(self, mention: Mention, person: Person) -> None:
        """Note whom a mention means, once that is decided."""
        self.meant[mention.span] = person

    def latest(self, start: int, end: int) -> Mention | None:
        """Return the last subject that stands between two offsets, or None."""
        at = bisect_left(self.mentions, end, key=_start)
        return self.mentions[at - 1] if at and self.mentions[at - 1].span.start >= start else None

    def before(self, mention: Mention) -> list[tuple[Person, int]]:
        """Return who reported before a mention, the latest first and each once, with the sentence of the report.

        In a sentence with several reports the subject of its main clause counts as the latest.
        """
        at = bisect_left(self.mentions, mention.span.start, key=_start)
        found: dict[int, tuple[Person, int]] = {}
        latest = self.mentions[max(0, at - 2 * REPORTERS_BACK) : at]
        for subject_ in sorted(latest, key=lambda one: (one.sentence, one.span in self.main, one.span), reverse=True):
            person = self.meant.get(subject_.span)
            if person is not None and id(person) not in found:
                found[id(person)] = (person, subject_.sentence)
        return list(found.values())[:REPORTERS_BACK]

    def main_of(self, sentence: int) -> Person | None:
        """Return whom the subject of a sentence's main clause means, where it reports; else None."""
        at = bisect_left(self.mentions, sentence, key=_sentence)
        own = takewhile(lambda mention: mention.sentence == sentence, self.mentions[at:])
        return next((self.meant.get(mention.span) for mention in own if mention.span in self.main), None)

    @property
    def described(self) -> list[Person]:
        """Those whom the text describes and does not name."""
        return [person for person in self.meant.values() if person.sort is not None]


def _start(mention: Mention) -> int:
    return mention.span.start


def _sentence(mention: Mention) -> int:
    return mention.sentence


def find_reports(parse: Parse, by_entity: Mapping[Entity, Person]) -> Reports:
    """Return the reports of a text.

    A name means whom it was gathered under, "he" and "she" the reporter before them whom gender allows, "they" several
    described, an indefinite description somebody new, a definite one the only one before it whose office or name it is,
    and so does "his lawyer", or somebody new; others stay open.
    """
    reports = Reports(list(_subjects(parse)), {})
    reports.main.update(mention.span for mention in reports.mentions if _is_main(parse, mention))
    for mention in reports.mentions:
        person = _meant(parse, mention, reports, by_entity)
        if person is not None:
            reports.settle(mention, person)
    return reports


def described_person(parse: Parse, mention: Mention) -> Person:
    """Return the entry for somebody whom the text describes and does not name."""
    core = parse.text[slice(*mention.core)]
    sort = speaker_kind(parse, mention)
    kind: SpeakerType = "group" if mention.plural else "unnamed"
    return Person(kind, core, spans=[mention.span], sort=sort, gender=gender_of_mention(parse, mention))


def _subjects(parse: Parse) -> Iterator[Mention]:
    for number, sentence in enumerate(parse.sentences):
        if not sentence.parsed:
            continue
        heads = {
            found[0]
            for index, word in enumerate(sentence.words)
            if word.upos == "VERB"
            and word.quoted is None
            and verb_class(word.lemma) in REPORTING
            and not _is_kept_from(sentence, index)
            if (found := subject(sentence, index)) is not None
            and found[1] != "passive"
            and can_speak(sentence, found[0])
        }
        if (new := _introduced(parse, number)) is not None:
            heads.add(new)
        if not heads:
            heads |= set(_sources(sentence))
        yield from (mention_at(parse, number, head) for head in sorted(heads))


def _sources(sentence: Sentence) -> Iterator[int]:
    """Yield those named according to whom something is so."""
    for word, behind in pairwise(sentence.words):
        noun = word.text.lower() == "according" and behind.text == "to" and word.quoted is None and word.head != ROOT
        if noun and sentence.words[word.head].upos == "PROPN":
            yield word.head


def _introduced(parse: Parse, number: int) -> int | None:
    """Return whom a sentence just before a quotation brings in: *One worker*, *my aunt* shrugged. “…”; else None."""
    sentence = parse.sentences[number]
    following = parse.sentences[number + 1].words[:1] if number + 1 < len(parse.sentences) else ()
    if not any(word.quoted is not None for word in following):
        return None
    main = sentence.root
    own = None if main is None or sentence.words[main].upos != "VERB" else sentence.child(main, "nsubj")
    if own is None or not can_speak(sentence, own):
        return None
    mention = mention_at(parse, number, own)
    mine = parse.text[slice(*mention.core)].lower().startswith("my ")
    new = mention.form != "name" and (mine or determiner(parse, mention) == "a") and not mention.plural
    return own if new and speaker_kind(parse, mention) == "person" else None


def _is_kept_from(sentence: Sentence, verb: int) -> bool:
    """Tell whether a report is one that is not made: she was prohibited *from speaking* her language."""
    return any(sentence.words[child].text.lower() == "from" for child in sentence.children[verb] if child < verb)


def _is_main(parse: Parse, mention: Mention) -> bool:
    """Tell whether a word is the subject of its sentence's main verb."""
    sentence = parse.sentences[mention.sentence]
    verb = sentence.words[mention.head].head
    return verb != ROOT and is_main_verb(sentence, verb)


def _meant(parse: Parse, mention: Mention, reports: Reports, by_entity: Mapping[Entity, Person]) -> Person | None:
    if mention.form == "name":
        return None if mention.entity is None else by_entity.get(mention.entity)
    if mention.form == "pronoun":
        return _pronoun(parse, mention, reports, by_entity)
    opening, kind = determiner(parse, mention), speaker_kind(parse, mention)
    known = known_before(parse, mention, by_entity) if opening in ("the", "this", "poss") else None
    if known is not None or kind not in ("person", "group"):
        return known
    if kind == "person" and mention.plural and opening in ("the", "this"):
        return _group_before(parse, mention, reports) or described_person(parse, mention)
    somebodys = opening == "poss" or any(word.endswith(POSSESSIVES) for word in _words(parse, mention))
    several = kind == "person" and opening == "none" and mention.plural
    return described_person(parse, mention) if somebodys or several or opening in ("a", "some") else None


def _group_before(parse: Parse, mention: Mention, reports: Reports) -> Person | None:
    """Return the several described before whom a description fits: "the researchers" are the ones at Uppsala."""
    groups = [person for person, _ in reports.before(mention) if person.type == "group"]
    return next((group for group in groups if fits_description(parse, mention, group)), None)


def _words(parse: Parse, mention: Mention) -> list[str]:
    return parse.text[slice(*mention.core)].split()


def known_before(parse: Parse, mention: Mention, by_entity: Mapping[Entity, Person]) -> Person | None:
    """Return the only one named before a description whose office or name it states: "the minister", "the ministry"."""
    named = named_near(parse, mention, by_entity, ahead=0)
    fitting = [person for person in named if description_match(parse, mention, person) in _PLAIN]
    fitting = fitting or bodies_meant(parse, mention, named)
    return fitting[0] if len(fitting) == 1 else None


def named_near(
    parse: Parse, mention: Mention, by_entity: Mapping[Entity, Person], ahead: int = NAMES_AHEAD
) -> list[Person]:
    """Return the people and bodies whose names stand before a mention, or among so many behind it, each once."""
    at = bisect_left(parse.entities, mention.span.start, key=lambda name: name.span.start)
    named = (by_entity.get(name) for name in parse.entities[max(0, at - NAMES_BACK) : at + ahead])
    return list({id(person): person for person in named if person is not None}.values())


#: How a description meets somebody whom it plainly means where it so meets nobody else.
_PLAIN = frozenset(("role-exact", "role-all", "name-all", "name-head"))


def _pronoun(parse: Parse, mention: Mention, reports: Reports, by_entity: Mapping[Entity, Person]) -> Person | None:
    gender = gender_of_mention(parse, mention)
    they = parse.text[slice(*mention.span)].lower() == "they"
    for person, sentence in reports.before(mention):
        several = person.type == "group" or (person.type == "unnamed" and person.is_human)
        alike = several if they else gender and person.is_human and person.gender in (None, gender)
        if alike and not they and person.gender is None and _named_since(parse, mention, sentence, gender, by_entity):
            return None
        if alike and mention.sentence - sentence <= PRONOUN_REACH and not told_of(parse, mention, person):
            return person
    return None


def _named_since(
    parse: Parse, mention: Mention, sentence: int, gender: Gender | None, by_entity: Mapping[Entity, Person]
) -> bool:
    """Tell whether a later sentence is about somebody of a pronoun's gender: *Ann Lee* stood by. Did *she* see it?"""
    names = (name for number in range(sentence + 1, mention.sentence) for name in parse.entities_of.get(number, ()))
    return any(
        is_subject(parse, name) and (person := by_entity.get(name)) is not None and person.gender == gender
        for name in names
    )


def told_of(parse: Parse, mention: Mention, person: Person) -> bool:
    """Tell whether a report names somebody in what it tells: *Bob Roy* should not have gone, *he* said, is another."""
    names = parse.entities_of.get(mention.sentence, ())
    if not names:
        return False
    sentence = parse.sentences[mention.sentence]
    told = _told(sentence, mention.head)
    inside = [name for name in names if (top := top_word(sentence, name)) in told and not _reports(sentence, top)]
    return any(name in person.entities for name in inside)


def telling(parse: Parse, mention: Mention, reports: Reports) -> list[Person]:
    """Return who tells what a mention stands in: *she* said that *the partner* warned them, of somebody else."""
    sentence = parse.sentences[mention.sentence]
    found = []
    for verb in sentence.ancestors(mention.head):
        if verb_class(sentence.words[verb].lemma) in REPORTING:
            own = sentence.child(verb, "nsubj")
            if own is not None and own != mention.head and sentence.words[own].head == verb:
                found.append(reports.who(mention_at(parse, mention.sentence, own).span))
    return [person for person in found if person is not None]


def _reports(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is the subject of a reporting verb: *Lee* announced that “…,” *she* said, is one person."""
    verb = sentence.words[index].head
    return (
        verb != ROOT
        and sentence.words[index].relation == "nsubj"
        and verb_class(sentence.words[verb].lemma) in REPORTING
    )


def _told(sentence: Sentence, subject_: int) -> set[int]:
    """Return the words of the clause that the verb of a subject reports."""
    verb = sentence.words[subject_].head
    if verb == ROOT or sentence.words[subject_].relation != "nsubj":
        return set()
    own_clause = _is_next_clause(sentence, verb) or is_circumstance(sentence, verb)
    if sentence.words[verb].relation == "parataxis" and not own_clause:
        return set(range(len(sentence.words))).difference(sentence.subtree(verb))
    clauses = [child for child in sentence.children[verb] if sentence.words[child].relation in ("ccomp", "parataxis")]
    return {word for clause in clauses for word in sentence.subtree(clause)}


def is_circumstance(sentence: Sentence, verb: int) -> bool:
    """Tell whether a clause says where or when: Ann Lee got a roar *when* she *added* the words “…”."""
    return any(child < verb and sentence.words[child].text.lower() in _WHERE for child in sentence.children[verb])


_WHERE = ("where", "when")


def _is_next_clause(sentence: Sentence, verb: int) -> bool:
    """Tell whether a semicolon parts a verb's clause from the one before: Ann Lee denies it; she *says* …."""
    inside = sentence.subtree(verb)
    return any(sentence.words[at].text == ";" for at in (inside[0], inside[0] - 1) if at >= 0)
