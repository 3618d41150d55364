"""The subject of a verb, in Universal Dependencies, own or shared."""

from __future__ import annotations

from quoteattr import lexicon
from quoteattr.nlp.parse import ROOT, Sentence

#: Words that a relative clause has for a subject; the noun before the clause is meant.
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET", "NUM"))
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
    own = sentence.child(verb, "nsubj", "csubj")
    if own is not None and words[own].text.lower() in lexicon.words("time_words"):
        own = None  # a few *days* later, Ms Lee said
    if own is not None and (own > verb or _begins_after_comma(sentence, own, verb)):
        named = _beside(sentence, verb)
        shares = named is None and own > verb and verb > 0 and words[verb - 1].upos == "CCONJ"
        own = None if shares else own if named is None else named
    if own is not None and words[own].quoted is None:
        if words[own].deprel == "nsubj:pass":
            agent = _agent(sentence, verb)
            return (agent, "agent") if agent is not None else (own, "passive")
        if words[own].text.lower() in _RELATIVE and words[verb].relation == "acl":
            inside = _subject_inside(sentence, own, verb)
            return (_antecedent(sentence, own, verb), "relative") if inside is None else (inside, "own")
        told = _told_behind(sentence, own, verb)
        return (_settled(sentence, own, verb), "own") if told is None else (told, "inverted")
    agent = _agent(sentence, verb)
    if agent is not None and words[verb].xpos == "VBN":
        return agent, "agent"
    beside = _adjacent(sentence, verb)
    if beside is not None:
        return beside, "adjacent"
    behind = _inverted(sentence, verb)
    if behind is not None:
        return behind, "inverted"
    above = words[verb].head
    if above == ROOT or depth > 4:
        return None
    if words[verb].relation == "acl" and words[above].upos in _NOMINAL and words[above].quoted is None:
        return above, "noun"
    way = _SHARED.get(words[verb].relation or "")
    if way is None or words[above].upos not in ("VERB", "AUX", "ADJ", "NOUN") or words[above].quoted is not None:
        return None
    if way in ("parataxis", "ccomp") and words[verb].xpos in ("VBD", "VBZ", "VBP"):
        return None  # a finite verb of its own clause does not share a subject
    if way == "participle":
        source = source_of(sentence, above)
        if source is not None and source < verb and _marked(sentence, verb, "as"):
            return source, "source"
        above = _inserted(sentence, above, verb)
    found = subject(sentence, above, depth + 1)
    return None if found is None or found[0] == verb else (found[0], way if found[1] == "own" else found[1])


def _begins_after_comma(sentence: Sentence, own: int, verb: int) -> bool:
    """Tell whether a subject of its own stands between comma and verb: programmes need a permit, *she* said."""
    words = sentence.words
    last = verb - 1
    while last > own and _between(sentence, last):
        last -= 1
    beside = words[last]
    hangs = beside.relation == "nsubj" and beside.head == verb
    if own >= last or not (hangs or beside.upos in ("PROPN", "PRON")):
        return False
    first = group_start(sentence, last)
    return own < first - 1 and (words[first - 1].text in (",", ":", ";") or words[first - 1].quoted is not None)


def _subject_inside(sentence: Sentence, relative: int, verb: int) -> int | None:
    """Return the subject inside a relative clause whose pronoun is none: a country *that* Mr Roy called “a friend”."""
    found = _beside(sentence, verb)
    if found is None or found <= relative:
        return None
    first = group_start(sentence, found)
    between = sentence.words[relative + 1 : first]
    return None if any(word.upos in ("VERB", "AUX", "ADP") for word in between) else found


def _antecedent(sentence: Sentence, relative: int, verb: int) -> int:
    """Return whom a relative clause is about: a reaction from *Ms Lee*, *who* said, whatever the parser hangs it on."""
    words = sentence.words
    at = relative - 2 if words[relative - 1].text == "," else relative - 1
    if words[relative].text.lower() != "who" or at <= words[verb].head or words[at].upos != "PROPN":
        return words[verb].head
    named = _noun_group_head(sentence, at)
    return words[verb].head if named is None else named


def _told_behind(sentence: Sentence, own: int, verb: int) -> int | None:
    """Return who stands behind a verb whose subject the parser took from what is told; else None.

    The people “deserve more,” said *the man* in the street.
    """
    words = sentence.words
    quoted = any(word.quoted is not None for word in words[max(own, verb - 2) : verb])
    ends = words[verb - 1].text == "," and not any(word.upos in ("VERB", "AUX") for word in words[verb + 1 :])
    if own > verb or not (quoted or ends) or not _has_speaker_for_object(sentence, verb):
        return None
    return _inverted(sentence, verb)


#: Verbs that make their object a speaker.
_QUOTING = frozenset(("quote", "cite"))


def source_of(sentence: Sentence, verb: int) -> int | None:
    """Return whom a verb quotes: the paper quoted *Ms Lee* as saying “…”; else None."""
    if sentence.words[verb].lemma not in _QUOTING:
        return None
    source = sentence.child(verb, "obj")
    if source is None or sentence.words[source].quoted is not None:
        return None
    word = sentence.words[source]
    speaks = word.lemma in lexicon.words("person_nouns") | lexicon.words("group_nouns")
    return source if word.upos in ("PROPN", "PRON") or speaks else None


def _marked(sentence: Sentence, verb: int, word: str) -> bool:
    """Tell whether a conjunction leads to a verb."""
    return any(sentence.words[child].text.lower() == word for child in sentence.children[verb])


def _inserted(sentence: Sentence, above: int, participle: int) -> int:
    """Return the verb of an inserted report before a participle that hangs on what is told, else the verb above.

    Bob should not go, she *said*, adding that …: it is she who adds.
    """
    told = (child for child in sentence.children[above] if sentence.words[child].relation == "parataxis")
    inserted = [child for child in told if child < participle and sentence.child(child, "nsubj") is not None]
    return inserted[-1] if inserted else above


def can_speak(sentence: Sentence, index: int) -> bool:
    """Tell whether a word can stand for a speaker: a noun, name or pronoun of the narrator's, and no point in time."""
    word = sentence.words[index]
    return (
        word.quoted is None
        and word.upos not in ("VERB", "AUX", "ADV", "ADP", "PUNCT")
        and word.text.lower() not in lexicon.words("time_words")
    )


def _settled(sentence: Sentence, index: int, verb: int) -> int:
    """Return the noun of a subject that hangs on its determiner or number: "the 46-year-old", "10 year-old Ann Lee"."""
    words = sentence.words
    if words[index].upos not in ("DET", "NUM", "ADJ") or not index < verb - 1:
        return index
    last = _group_end(sentence, index)
    return last if last == verb - 1 else index


def mistagged(sentence: Sentence, index: int) -> int | None:
    """Return the subject of a reporting verb that the tagger took for a noun; else None.

    “…,” Mr Mkula *comments*; “…,” *shares* Ms Lee; *Said* Ms Lee: “…”.
    """
    items = sentence.words
    word = items[index]
    if word.upos not in ("NOUN", "PROPN") or not _is_verb_form(word.text.lower()):
        return None
    if index == 0:
        opens = len(items) > 2 and items[1].upos == "PROPN" and any(word.text == ":" for word in items[2:4])
        return 1 if opens else None
    before = items[index - 2 if items[index - 1].text == "," and index > 1 else index - 1]
    if before.quoted is not None and index + 1 < len(items) and items[index + 1].upos in ("PROPN", "PRON"):
        return index + 1
    if items[index - 1].upos not in ("NOUN", "PROPN", "PRON") or items[index - 1].quoted is not None:
        return None
    first = group_start(sentence, index - 1)
    quotation = first - 1 if first and items[first - 1].quoted is not None else first - 2
    if quotation < 0 or items[quotation].quoted is None:
        return None
    return index - 1


def group_start(sentence: Sentence, last: int) -> int:
    """Return the first word of the noun group that ends here, read in the line of words: "the *letter*"."""
    items = sentence.words
    first = last
    while (
        first > 0
        and items[first - 1].quoted is None
        and items[first - 1].upos not in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "ADP", "ADV")
    ):
        first -= 1
    return first


#: Verbs that speak beside a quotation only.
_MANNER = frozenset("smile grin laugh sigh nod shrug beam sob wink gasp".split())


def _is_verb_form(text: str) -> bool:
    verbs = lexicon.words("speech_verbs") | lexicon.words("writing_verbs") | _MANNER
    return text == "said" or any(
        text.endswith(ending) and text[: len(text) - len(ending)] in verbs for ending in ("s", "es", "ed", "d")
    )


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


def _adjacent(sentence: Sentence, verb: int) -> int | None:
    """Return the noun before a finite verb whose subject the parser lost.

    Right before it, an adverb apart (*SMUG leader Frank Mugisha* today said), or with an apposition between (describing
    his work, *Ahmed Versi*, editor of the Muslim News, said).
    """
    before = sentence.words[verb - 1] if verb else None
    if sentence.words[verb].relation == "conj" and (before is None or before.upos not in ("PROPN", "PRON")):
        return None
    return None if sentence.words[verb].relation == "acl" else _beside(sentence, verb)


def _beside(sentence: Sentence, verb: int) -> int | None:
    """Return the noun before a finite verb, whatever hangs on the verb: *Ms Lee*, an official, said the fire is out."""
    words = sentence.words
    if words[verb].xpos not in ("VBD", "VBZ", "VBP") and (verb == 0 or words[verb - 1].upos != "AUX"):
        return None
    at = verb - 1
    while at >= 0 and _between(sentence, at):
        at -= 1
    at = _before_brackets(sentence, at)
    if at > 0 and words[at].text == ",":
        return _before_apposition(sentence, at)
    found = _noun_group_head(sentence, at)
    return found if found is None else _described_by(sentence, found)


def _before_brackets(sentence: Sentence, at: int) -> int:
    """Return the word before brackets that end at a word, or with a comma behind: *John Kasich* (R-OH), said."""
    words = sentence.words
    closing = at - 1 if at > 0 and words[at].text == "," else at
    if closing < 0 or words[closing].text != ")":
        return at
    opening = next((index for index in range(closing, -1, -1) if words[index].text == "("), 0)
    return opening - 1 if opening else at


def _described_by(sentence: Sentence, index: int) -> int:
    """Return whom the clause of a noun describes: *Ms Lee*, who is the head of the mission in *Harare*, said."""
    for above in (index, *sentence.ancestors(index)):
        word = sentence.words[above]
        if word.relation == "acl" and word.head < above and sentence.words[word.head].upos == "PROPN":
            who = (sentence.words[child].text.lower() == "who" for child in sentence.children[above])
            return word.head if any(who) else index
    return index


def _between(sentence: Sentence, index: int) -> bool:
    """Tell whether a word may stand between a subject and its verb: "today", "on Sunday", "has", "also"."""
    word = sentence.words[index]
    if word.quoted is not None:
        return False
    time = word.text.lower() in lexicon.words("time_words")
    return (
        time
        or word.upos in ("ADV", "AUX")
        or (
            word.text.lower() in ("on", "this", "last")
            and index + 1 < len(sentence.words)
            and sentence.words[index + 1].text.lower() in lexicon.words("time_words")
        )
    )


def _before_apposition(sentence: Sentence, comma: int) -> int | None:
    """Return the name beside an apposition that ends at a comma, or itself: "Its director, Piet Berg, said".

    Or that beside a clause with "who": "Piet Berg (Labour), who has left, said".
    """
    words = sentence.words
    before = range(comma - 1, max(0, comma - LONGEST_APPOSITION), -1)
    who = next((at for at in before if words[at].text.lower() == "who"), None)
    if who is not None and words[who - 1].text == "," and all(words[at].text != "," for at in range(who, comma)):
        name = _before_brackets(sentence, who - 1)
        return _noun_group_head(sentence, name - 1 if words[name].text == "," else name)
    for at in before:
        word = words[at]
        if word.quoted is not None or word.text in (";", ":") or word.xpos in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if word.text == "," and words[at - 1].upos in ("PROPN", "NOUN"):
            name = at - 1 if words[at - 1].upos == "PROPN" else comma - 1
            return _noun_group_head(sentence, name) if words[name].upos == "PROPN" else None
    return None


def _noun_group_head(sentence: Sentence, last: int) -> int | None:
    """Return the head of the noun group that ends at a word, or None where that is no noun."""
    words = sentence.words
    if last < 0 or words[last].quoted is not None or words[last].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    if words[last].text.lower() in _OBJECTS | lexicon.words("time_words"):
        return None
    top = last
    for _ in range(20):
        above = words[top].head
        if (
            above == ROOT
            or above > last
            or words[above].upos not in ("NOUN", "PROPN")
            or words[above].quoted is not None
        ):
            break
        if words[top].relation not in ("flat", "compound", "appos", "nmod") or any(
            words[between].upos in ("ADP", "PUNCT") for between in range(above, top)
        ):
            break
        top = above
    return top


_OBJECTS = frozenset(("me", "him", "her", "them", "us", "that", "this", "which", "what"))
#: An apposition is followed back over so many words at most.
LONGEST_APPOSITION = 25


#: Words from a verb that opens its sentence to the colon, at most: "Says Khir, the food historian:".
LONGEST_INVERSION = 15


def _inverted(sentence: Sentence, verb: int) -> int | None:
    """Return the noun phrase right behind a finite verb that follows a quotation, or opens a sentence with a colon.

    “…,” says *Ann Lee*. Says *Ann Lee*: “…”
    """
    words = sentence.words
    if words[verb].xpos not in ("VBD", "VBZ", "VBP", "VBN", "VB") or verb + 1 >= len(words):
        return None
    opens = verb == 0 and any(word.text == ":" for word in words[1 : LONGEST_INVERSION + 1])
    after = verb + 1
    behind = any(words[before].quoted is not None for before in range(max(0, verb - 3), verb))
    if not opens and not behind and not _ends_report(sentence, verb):
        return None
    if words[after].quoted is not None or words[after].upos not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
        return None
    if (
        words[after].upos in ("DET", "NUM", "ADJ")
        and words[after].head != verb
        and words[words[after].head].upos in _NOMINAL
    ):
        top = words[after].head if words[after].head > after else _group_end(sentence, after)
    else:
        top = after if words[after].upos in ("NOUN", "PROPN", "PRON") else _group_end(sentence, after)
    for _ in range(20):
        above = words[top].head
        if above == ROOT or above <= verb or words[above].upos not in _NOMINAL or words[above].quoted is not None:
            break
        top = above
    return top if words[top].text.lower() not in _OBJECTS else None


#: Verbs whose object is told and tells nothing.
_TELLING = frozenset(("say", "add", "explain", "note", "state", "claim", "argue", "announce", "write"))


def _ends_report(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb behind a comma has its speaker for an object: passengers will be safe, *said* an official."""
    return verb > 0 and sentence.words[verb - 1].text == "," and _has_speaker_for_object(sentence, verb)


def _has_speaker_for_object(sentence: Sentence, verb: int) -> bool:
    words = sentence.words
    told = sentence.child(verb, "obj", "iobj")
    return (
        words[verb].lemma in _TELLING
        and told is not None
        and told > verb
        and (words[told].upos == "PROPN" or words[told].lemma in lexicon.words("person_nouns"))
    )


def _group_end(sentence: Sentence, start: int) -> int:
    """Return the last word of the noun group that starts here, read in the line of words: "the 46-year-old"."""
    last = start
    while (
        last + 1 < len(sentence.words)
        and sentence.words[last + 1].quoted is None
        and (
            sentence.words[last + 1].upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
            or sentence.words[last + 1].text == "-"
        )
    ):
        last += 1
    return last
