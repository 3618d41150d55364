"""The subject of a verb, in Universal Dependencies, own or shared."""

from __future__ import annotations

from collections.abc import Iterable

from quoteattr import lexicon
from quoteattr.cues.candidate import verb_class
from quoteattr.cues.word_order import (
    NOMINAL,
    before_participle,
    begins_after_comma,
    behind_as,
    behind_by,
    beside_with,
    group_end,
    group_start,
    has_speaker_for_object,
    is_inserted,
    is_time,
    noun_after,
    noun_before,
    noun_behind,
    noun_group_head,
)
from quoteattr.nlp.parse import ROOT, Entity, Sentence
from quoteattr.text import APOSTROPHES

#: Words that a relative clause has for a subject; the noun before the clause is meant.
_RELATIVE = frozenset(("who", "which", "that", "whom"))
#: Relations through which a verb shares the subject of the verb above it: "called and said", "spoke, adding that".
_SHARED = {"conj": "conj", "advcl": "participle", "xcomp": "xcomp", "parataxis": "parataxis", "ccomp": "ccomp"}


def subject(sentence: Sentence, verb: int, depth: int = 0) -> tuple[int, str] | None:
    """Return the index of the word that is a verb's subject and how it was reached, or None.

    The way is ``own``, ``passive`` (grammatical subject of a passive), ``agent`` ("by the minister"), ``relative``,
    ``noun`` (participle after its noun), ``adjacent`` (right before a verb to which the parser gave no subject),
    ``inverted`` (behind the verb, taken for an object by the parser), ``source`` (whom a verb above quotes), or that of
    a verb above: ``conj``, ``participle``, ``xcomp``, ``parataxis``, ``ccomp``.
    """
    words = sentence.words
    if _is_inverted_pronoun(sentence, verb):
        return verb + 1, "own"
    told = behind_as(sentence, verb)
    if told is not None:
        return told, "own"
    agent = behind_by(sentence, verb)
    if agent is not None:
        return agent, "agent"
    if _is_accused(sentence, verb):
        return None
    own = _own_subject(sentence, verb)
    if own is not None and words[own].quoted is None:
        return _reached(sentence, own, verb)
    agent = _agent(sentence, verb)
    if agent is not None and words[verb].xpos == "VBN":
        return agent, "agent"
    beside = _adjacent(sentence, verb)
    if beside is None:
        beside = before_participle(sentence, verb)
    if beside is None:
        beside = beside_with(sentence, verb)
    if beside is not None:
        return beside, "adjacent"
    behind = noun_behind(sentence, verb)
    if behind is not None:
        return behind, "inverted"
    return None if words[verb].head == ROOT or depth > MOST_SHARED else _shared_subject(sentence, verb, depth)


def _is_accused(sentence: Sentence, verb: int) -> bool:
    """Tell whether a participle says what somebody stands accused of: a man *accused* of theft left."""
    behind = sentence.words[verb + 1 : verb + 2]
    return (
        sentence.words[verb].lemma == "accuse"
        and any(word.text == "of" for word in behind)
        and sentence.child(verb, "aux") is None
    )


def _is_inverted_pronoun(sentence: Sentence, verb: int) -> bool:
    """Tell whether a pronoun stands behind a verb as its subject, hung elsewhere: *said he* to Ann."""
    words = sentence.words
    if verb + 2 >= len(words) or words[verb + 1].text not in _NOMINATIVE or words[verb + 1].quoted is not None:
        return False
    own = words[verb + 1].head
    return own not in (ROOT, verb) and words[own].upos in NOMINAL and words[verb + 2].upos not in ("VERB", "AUX")


_NOMINATIVE = frozenset(("he", "she", "we", "they"))

#: Verbs that share one subject, each hanging on the one before, at most.
MOST_SHARED = 4


def _shared_subject(sentence: Sentence, verb: int, depth: int) -> tuple[int, str] | None:
    """Return the subject that a verb has from the word above it, and the way there, or None."""
    words = sentence.words
    above = words[verb].head
    if words[above].quoted is not None:
        return None
    if words[verb].relation == "acl" and words[above].upos in NOMINAL:
        who = next((child for child in sentence.children[verb] if words[child].text.lower() == "who"), None)
        return (above, "noun") if who is None or who > verb else (_antecedent(sentence, who, verb), "relative")
    way = _SHARED.get(words[verb].relation or "")
    if way is None or words[above].upos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    if way in ("parataxis", "ccomp") and words[verb].xpos in ("VBD", "VBZ", "VBP"):
        return None  # a finite verb of its own clause does not share a subject
    if way == "xcomp":
        controller = _controller(sentence, above, verb)
        if controller is not None:
            return controller, way
    if way == "conj":
        above = _reporting(sentence, above, verb)
    if way == "participle":
        source = source_of(sentence, above)
        if source is not None and source < verb and _marked(sentence, verb, "as"):
            return source, "source"
        above = _inserted(sentence, above, verb)
    found = subject(sentence, above, depth + 1)
    if found is not None and found[1] == "agent" and way == "conj" and words[verb].xpos != "VBN":
        own = _own_subject(sentence, above)  # Ms Lee was joined by Mr Roy and *said*
        found = found if own is None else (own, "own")
    if found is None or found[0] == verb:
        return None
    does = found[1] == "own" or (found[1] == "passive" and way == "xcomp")  # Ms Lee was heard *to mutter*
    return found[0], way if does else found[1]


def _controller(sentence: Sentence, above: int, verb: int) -> int | None:
    """Return whose doing a verb's complement is, between both: the story has *Lee* telling them, asked *Lee* to say."""
    found = sentence.child(above, "obj", "iobj")
    if found is None or not above < found < verb or sentence.words[found].quoted is not None:
        return None
    return found if _is_somebody(sentence, found) else None


def _own_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the word that hangs on a verb as its subject, or that stands before it where the parser was mistaken.

    Of several, the name next to the verb: *Labour's* Ann Lee, *New Jersey* Gov. Lee; but not Lee's *The Long Way*, and
    not an adviser to *Lee*. No point in time: a few *days* later, Ms Lee said.
    """
    words = sentence.words
    if words[verb].relation == "cop" and words[verb].head != ROOT:
        verb = words[verb].head  # his chief of staff *was* less shy: “…”
    found = [child for child in sentence.children[verb] if words[child].relation in ("nsubj", "csubj")]
    if any(words[child].text.lower() == "what" for child in found):
        return noun_before(sentence, verb)  # what one mother, *Ann Lee*, described as “…”
    if not found:
        return None
    if len(found) > 1 and words[found[0] + 1].text in APOSTROPHES:
        found = found[1:]  # the rebels' political *bureau* called it “obscene”
    behind = [child for child in found if child < verb and any(word.text == ";" for word in words[found[0] : child])]
    found = behind or found  # Norway paid in May; a *spokeswoman* said
    names = (child for child in found[1:] if child < verb and words[child].upos == "PROPN")
    own = max((child for child in names if words[group_start(sentence, child) - 1].upos != "ADP"), default=found[0])
    if words[own - 1].xpos != "POS" and any(word.xpos == "POS" for word in words[found[0] : own]):
        own = found[0]
    if is_time(sentence, own):
        return None
    if own < verb and _is_hyphened(sentence, own):
        named = noun_before(sentence, verb)
        return own if named is None or words[named].upos != "PROPN" else named
    if own < verb and not begins_after_comma(sentence, own, verb):
        return own
    named = noun_before(sentence, verb)
    if named is None and own > verb > 0 and words[verb - 1].upos == "CCONJ":
        return None  # Ms Lee left and said *talks* were off
    return own if named is None else named


def _is_hyphened(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is the first of several with hyphens: *President*-elect Ann Lee, *Co*-author Ann Lee."""
    word, behind = sentence.words[index : index + 2]
    return behind.text.startswith("-") and not behind.text.startswith("--") and word.span.end == behind.span.start


def _reached(sentence: Sentence, own: int, verb: int) -> tuple[int, str]:
    """Return who speaks where a verb has a subject of its own, and the way there."""
    words = sentence.words
    if words[own].deprel == "nsubj:pass":
        agent, aux = _agent(sentence, verb), sentence.child(verb, "aux")
        somebody = agent is not None and _is_somebody(sentence, agent)
        if agent is not None and (aux is not None or somebody):
            return agent, "agent"
        if aux is not None:  # else the parser errs
            return own, "passive"
    if words[own].text.lower() in _RELATIVE and words[verb].relation == "acl":
        inside = _subject_inside(sentence, own, verb)
        return (_antecedent(sentence, own, verb), "relative") if inside is None else (inside, "own")
    told = _told_behind(sentence, own, verb)
    return (_settled(sentence, own, verb), "own") if told is None else (told, "inverted")


def _is_somebody(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    return word.upos in ("PROPN", "PRON") or word.lemma in lexicon.words("person_nouns")


def _subject_inside(sentence: Sentence, relative: int, verb: int) -> int | None:
    """Return the subject inside a relative clause whose pronoun is none: a country *that* Mr Roy called “a friend”."""
    found = noun_before(sentence, verb)
    if found is None or found <= relative:
        return None
    first = group_start(sentence, found)
    between = sentence.words[relative + 1 : first]
    return None if any(word.upos in ("VERB", "AUX", "ADP") for word in between) else found


def _antecedent(sentence: Sentence, relative: int, verb: int) -> int:
    """Return whom a relative clause is about: a reaction from *Ms Lee*, *who* said, whatever the parser hangs it on.

    But *Ms Lee* of Texas, *who* said.
    """
    words = sentence.words
    head = words[verb].head
    at = relative - 2 if words[relative - 1].text == "," else relative - 1
    if words[relative].text.lower() != "who" or at <= head or words[at].upos != "PROPN":
        return head
    named = noun_group_head(sentence, at)
    place = named is not None and words[named].relation == "nmod" and words[head].upos == "PROPN"
    return head if named is None or place else named


def _told_behind(sentence: Sentence, own: int, verb: int) -> int | None:
    """Return who stands behind a verb whose subject the parser took from what is told; else None.

    The people “deserve more,” said *the man* in the street. The point, says *Ms Lee*, is that …
    """
    words = sentence.words
    if own > verb or not has_speaker_for_object(sentence, verb):
        return None
    if is_inserted(sentence, verb):
        return noun_after(sentence, verb)
    quoted = any(word.quoted is not None for word in words[max(own, verb - 2) : verb])
    ends = words[verb - 1].text == "," and not any(word.upos in ("VERB", "AUX") for word in words[verb + 1 :])
    return noun_behind(sentence, verb) if quoted or ends else None


def _adjacent(sentence: Sentence, verb: int) -> int | None:
    """Return the noun before a finite verb whose subject the parser lost.

    Right before it, an adverb apart (*SMUG leader Frank Mugisha* today said), or with an apposition between (describing
    his work, *Ahmed Versi*, editor of the Muslim News, said).
    """
    before = sentence.words[verb - 1] if verb else None
    if sentence.words[verb].relation == "conj" and (before is None or before.upos not in ("PROPN", "PRON")):
        return None
    return None if sentence.words[verb].relation == "acl" else noun_before(sentence, verb)


def _agent(sentence: Sentence, verb: int) -> int | None:
    for child in sentence.children[verb]:
        word = sentence.words[child]
        if word.relation == "obl" and (
            word.deprel == "obl:agent"
            or any(
                sentence.words[case].text.lower() == "by" and sentence.words[verb].xpos == "VBN"
                for case in sentence.children[child]
            )
        ):
            return child
    return None


def _settled(sentence: Sentence, index: int, verb: int) -> int:
    """Return the noun of a subject that hangs on its determiner or number: "the 46-year-old", "10 year-old Ann Lee"."""
    words = sentence.words
    if words[index].upos not in ("DET", "NUM", "ADJ") or not index < verb - 1:
        return index
    last = group_end(sentence, index)
    return last if last == verb - 1 else index


def _marked(sentence: Sentence, verb: int, word: str) -> bool:
    """Tell whether a conjunction leads to a verb."""
    return any(sentence.words[child].text.lower() == word for child in sentence.children[verb])


def _reporting(sentence: Sentence, above: int, verb: int) -> int:
    """Return the report to which a past is joined, although the parser joins it to what is told in the present.

    Ms Lee *said* Mr Roy is at fault and accused him of “…”.
    """
    words = sentence.words
    report = _report_of(sentence, above)
    if report is None or not words[verb].xpos == words[report].xpos == "VBD":
        return above
    present = words[above].xpos in _PRESENT or any(words[c].xpos in _PRESENT for c in sentence.children[above])
    return report if present else above


_PRESENT = ("VBZ", "VBP")


def _inserted(sentence: Sentence, above: int, participle: int) -> int:
    """Return the verb of the report before a participle that hangs on what is told, else the verb above.

    Bob should not go, she *said*, adding that …, or She *said* Bob should not go, adding that …: it is she who adds.
    """
    told = (child for child in sentence.children[above] if sentence.words[child].relation == "parataxis")
    inserted = [child for child in told if child < participle and sentence.child(child, "nsubj") is not None]
    if inserted:
        return inserted[-1]
    report = _report_of(sentence, above)
    adds = _reports(sentence, participle) and sentence.words[participle - 1].text == ","
    return report if report is not None and adds and not _reports(sentence, above) else above


def _report_of(sentence: Sentence, told: int) -> int | None:
    """Return the reporting verb whose clause a verb is, or None: she *said* Bob should go."""
    report = sentence.words[told].head
    clause = report != ROOT and sentence.words[told].relation == "ccomp"
    return report if clause and _reports(sentence, report) else None


def _reports(sentence: Sentence, verb: int) -> bool:
    return verb_class(sentence.words[verb].lemma) in ("speech", "writing")


def source_of(sentence: Sentence, verb: int) -> int | None:
    """Return whom a verb quotes: they quoted *Ms Lee* as saying “…”, *Ms Lee* was quoted as saying so; else None."""
    lemma = sentence.words[verb].lemma
    if lemma not in _QUOTING and not (lemma == "report" and is_handed_on(sentence, verb)):
        return None
    source = next((at for at in sentence.children[verb] if sentence.words[at].deprel == "nsubj:pass"), None)
    source = sentence.child(verb, "obj", "iobj") if source is None else source
    if source is None or sentence.words[source].quoted is not None:
        return None
    word = sentence.words[source]
    speaks = word.lemma in lexicon.words("person_nouns") | lexicon.words("group_nouns")
    return source if word.upos in ("PROPN", "PRON") or speaks else None


#: Verbs that make their object a speaker.
_QUOTING = frozenset(("quote", "cite"))


def is_handed_on(sentence: Sentence, verb: int) -> bool:
    """Tell whether what somebody says whom a verb quotes stands behind "as": “…,” an aide *quoted* her as saying."""
    return any(
        sentence.words[child].xpos == "VBG" and sentence.words[child - 1].text.lower() == "as"
        for child in sentence.children[verb]
    )


def can_speak(sentence: Sentence, index: int, names: Iterable[Entity] = ()) -> bool:
    """Tell whether a word can stand for a speaker: a noun, name or pronoun of the narrator's, and no point in time.

    Args:
        sentence: Parsed.
        index: Of the word.
        names: The sentence's; a word of a person's can speak, whatever the tagger takes it for.
    """
    word = sentence.words[index]
    if word.quoted is None and any(name.type == "PER" and name.first <= index <= name.last for name in names):
        return True
    return (
        word.quoted is None and word.upos not in ("VERB", "AUX", "ADV", "ADP", "PUNCT") and not is_time(sentence, index)
    )
