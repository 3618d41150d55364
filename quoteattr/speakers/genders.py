"""What the text's own pronouns say of people's gender. Names are never taken as a sign of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quoteattr.lexicon import words
from quoteattr.mentions import Mention, clause_word, is_subject
from quoteattr.model import Gender
from quoteattr.nlp.parse import ROOT, Entity, Parse
from quoteattr.speakers.person import Person

#: How many sentences behind a name a pronoun may still be counted as its.
REACH = 1
#: Pronouns must speak so many times for a gender, and so many times more often than for the other, to count: with one
#: alone, 76.5 % of the pronouns and descriptions of worldnews train are resolved rightly (five folds), with two 78.8 %.
LEAST_VOTES = 2
MAJORITY = 2

#: The same for pronouns that are somebody's own. In the novels of PDNC train and dev they so tell the gender of 67
#: people with a title before the name, all rightly.
LEAST_OWN, OWN_MAJORITY = 4, 3
#: What hangs so on a verb belongs to its subject, unless it has a subject of its own.
_BELONGING = ("obj", "obl", "nmod", "conj", "xcomp", "ccomp", "advcl", "acl")

_VOTES = {"he": 0, "his": 0, "him": 0, "himself": 0, "she": 1, "her": 1, "hers": 1, "herself": 1}


def gender_of_mention(parse: Parse, mention: Mention) -> Gender | None:
    """Return the gender that the words themselves state: "she", "the spokeswoman"; else None."""
    head = parse.sentences[mention.sentence].words[mention.head].text.lower()
    return "M" if head in words("male_words") else "F" if head in words("female_words") else None


def note_genders(parse: Parse, people: Sequence[Person], majority: int = MAJORITY, *, in_talk: bool = False) -> None:
    """Set the gender of people of whom no honorific says it, where pronouns do.

    A pronoun counts for the subject of its sentence, named before it, or of the sentence before, where that is the only
    one: "Val Kalende … she"; not "Meta Williams … her partner Harold Johnson … her".

    Args:
        parse: The parsed text.
        people: Whose gender may be set.
        majority: So many times more often one gender must be told than the other.
        in_talk: Leave out a sentence that ends somebody's turn: *“A wet one,” said Dobbs.* ¶ *She* put down her book.
    """
    owner = {entity: person for person in people for entity in person.entities if person.type == "person"}
    votes: dict[int, list[int]] = {}
    for number, sentence in enumerate(parse.sentences):
        near = [
            (at, entity)
            for at in range(max(0, number - REACH), number + 1)
            if at == number or not in_talk or not _ends_turn(parse, at)
            for entity in parse.entities_of.get(at, ())
            if entity in owner and is_subject(parse, entity)
        ]
        for index, word in enumerate(sentence.words):
            vote = _VOTES.get(word.text.lower())
            if vote is None or word.quoted is not None:
                continue
            named = {id(owner[entity]) for at, entity in near if at < number or entity.first < index}
            if len(named) == 1:
                votes.setdefault(named.pop(), [0, 0])[vote] += 1
    _settle(people, votes, LEAST_VOTES, majority)
    note_own_pronouns(parse, people)


def _ends_turn(parse: Parse, number: int) -> bool:
    """Tell whether a sentence with a quotation ends its paragraph: the next may be about whoever is spoken to."""
    sentence = parse.sentences[number]
    last = number + 1 == len(parse.sentences) or parse.sentences[number + 1].paragraph != sentence.paragraph
    return last and any(word.quoted is not None for word in sentence.words)


def note_own_pronouns(parse: Parse, people: Sequence[Person]) -> None:
    """Set the gender of people of whom nothing else says it, where possessives and reflexives do.

    In the clause that has somebody for its subject they are nearly always his or hers: "Emma shook *her* head", whoever
    else is about.

    Args:
        parse: The parsed text.
        people: Whose gender may be set.
    """
    votes: dict[int, list[int]] = {}
    for person in people:
        for entity in person.entities if person.type == "person" and person.gender is None else ():
            for pronoun in _own_pronouns(parse, entity):
                votes.setdefault(id(person), [0, 0])[_VOTES[pronoun]] += 1
    _settle(people, votes, LEAST_OWN, OWN_MAJORITY)


def _own_pronouns(parse: Parse, entity: Entity) -> Iterator[str]:
    """Yield the possessives and reflexives in the clause whose subject a name is."""
    sentence = parse.sentences[entity.sentence]
    subject = clause_word(sentence, entity)
    verb = sentence.words[subject].head
    if sentence.words[subject].deprel != "nsubj" or verb == ROOT:
        return
    open_ = [verb]
    while open_:
        for child in sentence.children[open_.pop()]:
            word = sentence.words[child]
            if child <= subject or word.quoted is not None:
                continue
            pronoun = word.text.lower()
            if pronoun in ("himself", "herself") or (pronoun in ("his", "her") and word.deprel == "nmod:poss"):
                yield pronoun
            elif word.relation in _BELONGING and sentence.child(child, "nsubj", "csubj") is None:
                open_.append(child)


def _settle(people: Sequence[Person], votes: Mapping[int, Sequence[int]], least: int, majority: int) -> None:
    """Set the genders that are open to what enough pronouns say, (male, female) by ``id``."""
    for person in people:
        male, female = votes.get(id(person), (0, 0))
        fewer, more = sorted((male, female))
        if person.gender is None and more >= least and fewer * majority < more:
            person.gender = "M" if male > female else "F"
