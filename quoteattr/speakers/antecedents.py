"""Whom a pronoun or description means as the text plainly says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoteattr.cues.candidate import speaker_kind
from quoteattr.cues.subjects import subject
from quoteattr.mentions import SOMEBODY, Mention, meant_noun, mention_at, naming_entity
from quoteattr.model import Gender
from quoteattr.nlp.parse import ROOT, Entity, Parse
from quoteattr.speakers import particulars
from quoteattr.speakers.bodies import bodies_meant
from quoteattr.speakers.descriptions import (
    POSSESSIVES,
    describing_words,
    description_match,
    determiner,
    fits_description,
    noun_of,
)
from quoteattr.speakers.documents import author_of
from quoteattr.speakers.exclusions import contradicts
from quoteattr.speakers.genders import gender_of_mention
from quoteattr.speakers.history import History
from quoteattr.speakers.person import Person
from quoteattr.speakers.reports import is_circumstance, known_before, named_near


def subject_of_first(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return whom a pronoun means that is the subject of a later clause.

    *Ann Lee* denies it; *she* says “…”. *Ann Lee* spoke to the press, where *she* said “…”.
    """
    sentence = parse.sentences[mention.sentence]
    verb = sentence.words[mention.head].head
    if mention.form != "pronoun" or mention.plural or verb == ROOT or sentence.words[verb].head == ROOT:
        return None
    if is_circumstance(sentence, verb):
        first = sentence.root
    elif sentence.words[verb].relation in ("conj", "parataxis"):
        first = sentence.words[verb].head
    else:
        return None
    if first is None or first > mention.head:
        return None
    return _named_subject(parse, mention.sentence, first, history)


def subject_before(parse: Parse, mention: Mention, quoted: str, history: History) -> Person | None:
    """Return whom a pronoun, or "the 33-year-old", means that follows a sentence about one person or body.

    *An aide* warned of it. “…,” *he* said. *Bob Roy’s mother* came. “…,” *she* said. *The firm* said no. “…,” *it*
    added. *Bob Roy* was more cautious. “…,” *he* said; but Bob Roy scored twice. “He is brilliant,” she said.
    """
    own = parse.entities_of.get(mention.sentence, ())
    told = mention.form == "pronoun" or is_known(parse, mention)
    if not told or any(name.type == "PER" and name.last < mention.head for name in own):
        return None
    before = mention.sentence - 1
    main = history.reports.main_of(before)
    if main is not None and (_is_body(main) if _is_it(parse, mention) else main.sort == "person"):
        return main
    one = mention.form == "pronoun" and not mention.plural and not _is_it(parse, mention)
    if one and (known := _known_subject(parse, before, history)) is not None:
        return known
    described = _somebody_new(parse, before, ("a", "poss")) if one else None
    if (new := _settled(parse, mention, described, history)) is not None:
        return new
    reporters = history.reports.before(mention)
    reporter = reporters[0][0] if reporters and reporters[0][1] == before else None
    named = _main_subject(parse, before, history) if not mention.plural else None
    here = _is_here(parse, mention, before)
    if mention.form == "description":
        named, here = named or _only_named(parse, before, history), True
    elif named is not None and named.gender is None:
        named = _of_gender(parse, before, gender_of_mention(parse, mention), history) or named
    if named is None or not here or reporter not in (None, named) or _is_of_another(parse, mention, quoted, named):
        return None
    return named


def just_named(parse: Parse, mention: Mention, kind: str, quoted: str, history: History) -> Person | None:
    """Return whom a word for people means that fits nobody: *Ann Lee* waited for hours. “…,” *the nurse* said."""
    before = mention.sentence - 1
    here = _is_here(parse, mention, before)
    if mention.form != "description" or kind != "person" or mention.plural or not here:
        return None
    short = determiner(parse, mention) == "the" and len(describing_words(parse, mention)) == 1
    short = short and not particulars.countryman(noun_of(parse, mention)[0])
    named = _main_subject(parse, before, history) if short and not history.fitting(parse, mention) else None
    return None if named is None or _is_of_another(parse, mention, quoted, named) else named


def _is_of_another(parse: Parse, mention: Mention, quoted: str, person: Person) -> bool:
    """Tell whether a quotation may speak of a person, who then does not say it: not where *she* says “He left”."""
    spoken_of = {_GENDERS[word.lower()] for word in _OF_ANOTHER.findall(quoted)}
    gender = gender_of_mention(parse, mention)
    return bool(spoken_of) and (gender is None or gender in spoken_of or person.gender != gender)


def _known_subject(parse: Parse, number: int, history: History) -> Person | None:
    """Return whom the subject of a sentence means that describes somebody named: *the 38-year-old* needed four sets."""
    meant = _main_description(parse, number)
    if meant is None or meant.plural or determiner(parse, meant) != "the" or speaker_kind(parse, meant) != "person":
        return None
    known = particulars.identified(parse, meant, named_near(parse, meant, history.by_entity))
    if len(known) == 1:
        return known[0]
    return known_before(parse, meant, history.by_entity) or subject_before(parse, meant, "", history)


def _is_here(parse: Parse, mention: Mention, number: int) -> bool:
    """Tell whether a sentence stands in a mention's paragraph."""
    return number >= 0 and parse.sentences[number].paragraph == parse.sentences[mention.sentence].paragraph


def _is_it(parse: Parse, mention: Mention) -> bool:
    return mention.form == "pronoun" and parse.text[slice(*mention.span)].lower() == "it"


def _is_body(person: Person) -> bool:
    """Tell whether a speaker is a body, named or described: the ministry, a local firm."""
    return person.type == "org" or person.sort == "group"


_GENDERS: dict[str, Gender] = {"he": "M", "him": "M", "her": "F", "she": "F"}
_OF_ANOTHER = re.compile(rf"\b(?:{'|'.join(_GENDERS)})\b", re.IGNORECASE)


def _main_subject(parse: Parse, number: int, history: History) -> Person | None:
    """Return the person whose name is the only subject of a sentence in the narrator's words alone; else None.

    Not where *Ann Lee urged calm, but her deputy was furious*.
    """
    sentence = parse.sentences[number]
    root = sentence.root
    if number < 0 or root is None or any(word.quoted is not None for word in sentence.words):
        return None
    joined = [child for child in sentence.children[root] if sentence.words[child].relation in ("conj", "parataxis")]
    if any(sentence.child(clause, "nsubj") is not None for clause in joined):
        return None
    topic = _topic(parse, number)
    return _named_subject(parse, number, root, history) if topic is None else history.by_entity.get(topic)


def _only_named(parse: Parse, number: int, history: History) -> Person | None:
    """Return the only person whom a sentence names, or None."""
    named = [name for name in parse.entities_of.get(number, ()) if name.type == "PER"]
    return history.by_entity.get(named[0]) if len(named) == 1 else None


def _of_gender(parse: Parse, number: int, gender: Gender | None, history: History) -> Person | None:
    """Return the only person named in a sentence of whom the text says this gender: Bob Roy and his wife, *Ann Lee*."""
    named = dict.fromkeys(history.by_entity.get(name) for name in parse.entities_of.get(number, ()))
    fitting = [person for person in named if person is not None and gender is not None and person.gender == gender]
    return fitting[0] if len(fitting) == 1 else None


def _named_subject(parse: Parse, number: int, verb: int, history: History) -> Person | None:
    """Return the person whose name is the subject of a verb, or None."""
    sentence = parse.sentences[number]
    own = sentence.child(verb, "nsubj")
    if own is None and sentence.words[verb].upos == "VERB" and (found := subject(sentence, verb)) is not None:
        own = found[0] if found[1] == "adjacent" else None  # lost by the parser
    name = None if own is None else naming_entity(parse, number, own) or _beside(parse, number, own)
    return None if name is None or name.type != "PER" else history.by_entity.get(name)


def _topic(parse: Parse, number: int) -> Entity | None:
    """Return the name that a sentence begins with behind "For": *For Ann Lee*, who lost a son, nothing changes."""
    first = parse.sentences[number].words[0].text
    people = (name for name in parse.entities_of.get(number, ()) if name.type == "PER")
    return next((name for name in people if first == "For" and name.first == 1), None)


def _beside(parse: Parse, number: int, head: int) -> Entity | None:
    """Return the name in apposition to a description: her supervisor, *Bob Roy*."""
    beside = parse.sentences[number].child(head, "appos")
    return None if beside is None else naming_entity(parse, number, beside)


def written(parse: Parse, mention: Mention, kind: str, history: History) -> tuple[int, Person | None]:
    """Return the sentence that says whose the document is that a description means, and whose; None where none does."""
    if kind != "document":
        return 0, None
    sentence = parse.sentences[mention.sentence]
    head = sentence.words[meant_noun(sentence, mention.head)]
    return history.author((head.lemma or head.text).lower(), mention.sentence) or (0, None)


def owning(parse: Parse, mention: Mention, kind: str, people: Sequence[Person], history: History) -> list[Person]:
    """Return whose document a description says that it is: *Fontaine*'s statement, a *WMO* press release."""
    if kind != "document":
        return []
    written = author_of(parse, mention.sentence, mention.head, history.by_entity, history.reports)
    if written is not None:
        return [written]
    owners = [
        owner
        for owner in people
        for name in owner.entities
        if name.sentence == mention.sentence
        and mention.span.holds(name.span)
        and name.last < mention.head
        and name.type in ("PER", "ORG")
    ]
    return owners[:1]


def holding_office(parse: Parse, mention: Mention, people: Sequence[Person]) -> list[Person]:
    """Return those whose role is just what a definite description says: "the president" is a president."""
    if determiner(parse, mention) in ("a", "some"):
        return []
    return [person for person in people if description_match(parse, mention, person) == "role-exact"]


def meeting(parse: Parse, mention: Mention, kind: str, people: Sequence[Person]) -> list[Person]:
    """Return those whom a description may mean: where it meets somebody's role, nobody with another role alone.

    "The judge" is Judge Lee, and not Assistant Attorney General Roy; "his aide", "the state’s spokesman" is never the
    governor.
    """
    opening = determiner(parse, mention)
    met = [person for person in people if person.spans and min(person.spans) < mention.span]
    fitting = [person for person in met if person.is_human and fits_description(parse, mention, person)]
    owned = opening == "poss" or any(word.endswith(POSSESSIVES) for word in describing_words(parse, mention))
    if kind != "person" or opening in ("a", "some") or not (fitting or owned):
        return list(people)
    return [person for person in people if person in fitting or not (person.roles or person.sort)]


def of_what_is_called(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return whom a pronoun means in a clause with "what": *the parties* decried what *they* called “…”."""
    sentence = parse.sentences[mention.sentence]
    at = mention.head
    if mention.form != "pronoun" or at == 0 or sentence.words[at - 1].text.lower() != "what":
        return None
    verbs = (verb for verb in sentence.ancestors(at) if sentence.words[verb].upos == "VERB")
    subjects = (found[0] for verb in verbs if (found := subject(sentence, verb)) is not None)
    own = next((found for found in subjects if found < at), None)
    if own is None or sentence.child(own, "conj") is not None:
        return None
    meant = mention_at(parse, mention.sentence, own)
    if meant.entity is not None:
        return history.by_entity.get(meant.entity)
    if meant.form != "description" or not meant.plural:
        return None
    group = history.described(parse, meant)
    history.reports.settle(meant, group)
    return group


def former_or_latter(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return whom "the former" or "the latter" means: one of two named last in this sentence or one shortly before."""
    said = parse.text[slice(*mention.core)].lower()
    if said not in ("the former", "the latter"):
        return None
    for number in range(mention.sentence, mention.sentence - REACH_OF_LATTER - 1, -1):
        before = [name for name in parse.entities_of.get(number, ()) if name.span < mention.span]
        named = list(dict.fromkeys(history.by_entity[name] for name in before if name in history.by_entity))
        alike = [one for one in named if named[-1].type == one.type]
        if len(alike) > 1:
            return alike[-2 if said == "the former" else -1]
    return None


#: Sentences back from "the latter" that name those whom it is one of.
REACH_OF_LATTER = 3


def somebody_described(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return whom a pronoun means in a sentence about somebody new: *a driver* was hailed, though *he* says “…”."""
    if mention.form != "pronoun" or mention.plural:
        return None
    names = [name for name in parse.entities_of.get(mention.sentence, ()) if name.first < mention.head]
    if any(name.type == "PER" for name in names):
        return None
    return _settled(parse, mention, _somebody_new(parse, mention.sentence, ("a",), mention.head), history)


def body_described(parse: Parse, mention: Mention, history: History) -> Person | None:
    """Return the body or people that "it" or "they" means: the sentence before, in its paragraph, describes them."""
    before = mention.sentence - 1
    here = _is_here(parse, mention, before)
    if mention.form != "pronoun" or not here or not (mention.plural or _is_it(parse, mention)):
        return None
    return _settled(parse, mention, _described_subject(parse, before, mention), history)


def _settled(parse: Parse, mention: Mention, meant: Mention | None, history: History) -> Person | None:
    """Return whom a description means as whom a pronoun means as well, if gender allows it; else None."""
    if meant is None:
        return None
    person = known_before(parse, meant, history.by_entity) if determiner(parse, meant) in ("the", "this") else None
    if person is None and bodies_meant(parse, meant, named_near(parse, meant, history.by_entity, ahead=0)):
        return None  # one of several
    person = person or history.described(parse, meant)
    if contradicts(parse, mention, speaker_kind(parse, mention), person):
        return None
    history.reports.settle(meant, person)
    return person


def _somebody_new(parse: Parse, number: int, determiners: Sequence[str], end: int | None = None) -> Mention | None:
    """Return the subject of a sentence's main clause, before a word if one is given, if it describes somebody."""
    meant = _main_description(parse, number, end)
    if meant is None or meant.plural or determiner(parse, meant) not in determiners:
        return None
    return meant if speaker_kind(parse, meant) == "person" else None


def _described_subject(parse: Parse, number: int, pronoun: Mention) -> Mention | None:
    """Return the subject of a sentence that a pronoun behind it can mean, if it is a description.

    *The family* thanked them: *they*; *the army* shelled it: *it*.
    """
    meant = _main_description(parse, number)
    if meant is None:
        return None
    kind = speaker_kind(parse, meant)
    several = kind == "person" and meant.plural and pronoun.plural
    return meant if several or (kind == "group" and not meant.plural) else None


def _main_description(parse: Parse, number: int, end: int | None = None) -> Mention | None:
    """Return the subject of a sentence's main clause, before a word if one is given, if it is a description."""
    sentence = parse.sentences[number]
    own = None if number < 0 or sentence.root is None else sentence.child(sentence.root, "nsubj")
    if own is None or (end is not None and own >= end) or sentence.words[own].text.lower() in SOMEBODY:
        return None
    meant = mention_at(parse, number, own)
    return meant if meant.form == "description" else None


#: Words of a description of somebody named, its article apart, at most: "the rector of Lund University" may be new.
LONGEST_OF_ONE = 3


def is_only_one(parse: Parse, mention: Mention, kind: str, people: Sequence[Person], history: History) -> bool:
    """Tell whether a description can only mean the one person named before: *Tim Cook* spoke; *the Apple CEO* said."""
    long = len(describing_words(parse, mention)) > LONGEST_OF_ONE
    if kind != "person" or mention.plural or long or determiner(parse, mention) != "the":
        return False
    met = [person for person in named_near(parse, mention, history.by_entity, ahead=0) if person.is_human]
    described = any(person.sort == "person" for person in history.fitting(parse, mention))
    return len(met) == 1 and met[0] in people and not described


def is_known(parse: Parse, mention: Mention) -> bool:
    """Tell whether a description says too little to be of somebody new: "the 33-year-old", "the mother of two"."""
    article, _, said = parse.text[slice(*mention.core)].lower().partition(" ")
    age = particulars.AGE.match(said) is not None and len(said.split()) < LONGEST_KNOWN
    return article == "the" and (age or particulars.PARENT.fullmatch(said) is not None)


#: Words of a description with an age, at most: "the 68-year-old quinoa farmer".
LONGEST_KNOWN = 5
