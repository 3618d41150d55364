"""Who stands beside a verb, in the line of words, where the parser lost the subject or took something else for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quoteattr import lexicon
from quoteattr.inflection import forms, pasts
from quoteattr.mentions import is_year_old
from quoteattr.nlp.parse import ROOT, Sentence, Word

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "DET", "NUM"))


def noun_before(sentence: Sentence, verb: int) -> int | None:
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
    found = noun_group_head(sentence, at)
    return found if found is None else _described_by(sentence, found)


def before_participle(sentence: Sentence, verb: int) -> int | None:
    """Return the subject of a past that the parser took for a participle, else None.

    *Ms Lee*, who has a son, tweeted, “…”; *Ms Lee*, in her speech, tweeted; what *Ms Lee*, the mayor, called “…”;
    *Sen. Ann Lee* (R-Mont.) warned that; *Ms Lee*, the mayor, announced: “…”, without a verb above it.
    """
    words = sentence.words
    if words[verb].xpos != "VBN" or verb == 0 or words[verb - 1].text not in (",", ")"):
        return None
    lost = sentence.root is not None and words[sentence.root].upos not in ("VERB", "AUX")
    if words[verb - 1].text == ")":
        name = _before_brackets(sentence, verb - 1)
        return noun_group_head(sentence, name) if lost and words[name].upos == "PROPN" else None
    named = _before_apposition(sentence, verb - 1)
    leads = leads_on(words[verb + 1 : verb + LONGEST_INVERSION])
    if named is None or (lost and leads and words[named].upos == "PROPN"):
        return named
    before, behind = words[max(0, group_start(sentence, named) - 1) : named], words[named + 1 : verb]
    opened = any(one.text == "," and other.upos == "ADP" for one, other in pairwise(behind))
    told_of = any(word.text.lower() == "what" for word in before) or any(word.text.lower() == "who" for word in behind)
    return named if told_of or opened else None


def beside_with(sentence: Sentence, verb: int) -> int | None:
    """Return who does what a participle says, "with" before both: the sentence stands, with *the court* saying “…”."""
    words = sentence.words
    if words[verb].xpos != "VBG" or verb == 0 or words[verb - 1].upos not in ("NOUN", "PROPN"):
        return None
    found = noun_group_head(sentence, verb - 1)
    start = group_start(sentence, verb - 1)
    return found if start and words[start - 1].text.lower() == "with" else None


def behind_as(sentence: Sentence, verb: int) -> int | None:
    """Return who stands between "as" and a finite verb, whatever the parser makes of it: as *a diplomat* put it."""
    words = sentence.words
    if words[verb].xpos not in ("VBD", "VBZ", "VBP") or verb < 2 or words[verb - 1].upos not in NOMINAL:
        return None
    start = group_start(sentence, verb - 1)
    one = start > 2 and words[start - 1].text.lower() == "of" and words[start - 2].text.lower() == "one"
    start -= 2 if one else 0  # as *one* of the porters put it
    if start == 0 or words[start - 1].text.lower() != "as" or words[start - 2].text.lower() == "such":
        return None
    return start if one else noun_group_head(sentence, verb - 1)


def behind_by(sentence: Sentence, participle: int) -> int | None:
    """Return who stands behind the marked words of a participle: a levy, dubbed “the green wall” by *its critics*."""
    words = sentence.words
    if words[participle].xpos != "VBN" and (participle == 0 or words[participle - 1].text != ","):
        return None
    behind = participle + 1
    while behind < len(words) and _in_what_is_called(words[behind]):
        behind += 1
    if behind == len(words) or words[behind].text.lower() != "by" or words[behind - 1].quoted is None:
        return None
    agent = words[behind].head
    return agent if agent > behind and words[agent].upos in ("NOUN", "PROPN", "PRON") else None


def _in_what_is_called(word: Word) -> bool:
    """Tell whether a word may stand between a participle and its "by": described *as a “disaster”* by its critics."""
    return word.quoted is not None or word.upos in ("DET", "PUNCT") or word.text.lower() == "as"


def is_time(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is a point in time: *Monday*; not the end of a name: Noh Yeong-*jun*."""
    word = sentence.words[index]
    ends_name = word.text.islower() and index > 0 and sentence.words[index - 1].text == "-"
    return word.text.lower() in lexicon.words("time_words") and not ends_name


def _between(sentence: Sentence, index: int) -> bool:
    """Tell whether a word may stand between a subject and its verb: "today", "on Sunday", "has", "also"."""
    word = sentence.words[index]
    if word.quoted is not None:
        return False
    return (
        is_time(sentence, index)
        or word.upos in ("ADV", "AUX")
        or (
            word.text.lower() in ("on", "this", "last")
            and index + 1 < len(sentence.words)
            and is_time(sentence, index + 1)
        )
    )


def _before_brackets(sentence: Sentence, at: int) -> int:
    """Return the word before brackets that end at a word, or with a comma behind: *John Kasich* (R-OH), said."""
    words = sentence.words
    closing = at - 1 if at > 0 and words[at].text == "," else at
    if closing < 0 or words[closing].text != ")":
        return at
    opening = next((index for index in range(closing, -1, -1) if words[index].text == "("), 0)
    return opening - 1 if opening else at


def _before_apposition(sentence: Sentence, comma: int) -> int | None:
    """Return the name beside an apposition that ends at a comma, or itself: "Its director, Piet Berg, said".

    Or that beside a clause with "who", "whose" or "which": "Piet Berg (Labour), who has left, said".
    """
    words = sentence.words
    before = range(comma - 1, max(0, comma - LONGEST_APPOSITION), -1)
    who = next((at for at in before if words[at].text.lower() in ("who", "whose", "which")), None)
    if who is not None and words[who - 1].text == "," and all(words[at].text != "," for at in range(who, comma)):
        name = _before_brackets(sentence, who - 1)
        return noun_group_head(sentence, name - 1 if words[name].text == "," else name)
    for at in before:
        word = words[at]
        if word.quoted is not None or word.text in (";", ":") or word.xpos in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if word.text == "," and words[at - 1].upos in ("PROPN", "NOUN"):
            beside = group_end(sentence, at + 1)
            inside = words[group_start(sentence, at - 1) - 1].upos == "ADP"  # the mayor of London, Ann Lee
            inside = inside and words[beside].upos == "PROPN" and words[at + 1].upos == "PROPN"
            name = at - 1 if words[at - 1].upos == "PROPN" and not inside else beside
            return noun_group_head(sentence, name) if words[name].upos == "PROPN" else None
    return None


#: An apposition is followed back over so many words at most.
LONGEST_APPOSITION = 25


def noun_group_head(sentence: Sentence, last: int) -> int | None:
    """Return the head of the noun group that ends at a word, or None where that is no noun."""
    words = sentence.words
    if last < 0 or words[last].quoted is not None:
        return None
    if is_year_old(sentence, last):
        return last
    if words[last].upos not in ("NOUN", "PROPN", "PRON"):
        return None
    if words[last].text.lower() in _OBJECTS or is_time(sentence, last):
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


def _described_by(sentence: Sentence, index: int) -> int:
    """Return whom the clause of a noun describes: *Ms Lee*, who is the head of the mission in *Harare*, said."""
    for above in (index, *sentence.ancestors(index)):
        word = sentence.words[above]
        if word.relation == "acl" and word.head < above and sentence.words[word.head].upos == "PROPN":
            who = (sentence.words[child].text.lower() == "who" for child in sentence.children[above])
            return word.head if any(who) else index
    return index


def begins_after_comma(sentence: Sentence, own: int, verb: int) -> bool:
    """Tell whether a subject of its own stands between comma and verb: programmes need a permit, *she* said."""
    words = sentence.words
    last = verb - 1
    while last > own and _between(sentence, last):
        last -= 1
    last = _before_brackets(sentence, last)
    beside = words[last]
    hangs = beside.relation == "nsubj" and beside.head == verb
    if own >= last or not (hangs or beside.upos in ("PROPN", "PRON")):
        return False
    first = _office_start(sentence, group_start(sentence, last))
    return own < first - 1 and (words[first - 1].text in (",", ":", ";") or words[first - 1].quoted is not None)


def _office_start(sentence: Sentence, first: int) -> int:
    """Return where an office before a name starts that the tagger took for a verb: *managing* director.

    Only behind a comma; else where the noun group starts.
    """
    words = sentence.words
    for start in range(first, max(1, first - LONGEST_OFFICE) - 1, -1):
        if words[start - 1].text == ",":
            return start
        word = words[start - 1]
        hyphened = words[start].text == "-" or word.text == "-"
        if not (hyphened or (word.text.islower() and word.upos in ("NOUN", "ADJ", "VERB") and word.xpos != "MD")):
            break
    return first


#: Words of an office before a name, hyphens too, at most.
LONGEST_OFFICE = 4


def noun_behind(sentence: Sentence, verb: int) -> int | None:
    """Return the noun phrase right behind a finite verb that follows a quotation, or opens a sentence with a colon.

    “…,” says *Ann Lee*. Says *Ann Lee*: “…” “…,” broke in *Ann Lee*.
    """
    words = sentence.words
    if words[verb].xpos not in ("VBD", "VBZ", "VBP", "VBN", "VB") or verb + 1 >= len(words):
        return None
    opens = verb == 0 and any(word.text == ":" for word in words[1 : LONGEST_INVERSION + 1])
    behind = any(words[before].quoted is not None for before in range(max(0, verb - 3), verb))
    joined = verb > 0 and words[verb - 1].upos == "CCONJ"  # praised its “support” and told reporters
    if joined or not (opens or behind or _ends_report(sentence, verb)):
        return None
    return noun_after(sentence, verb + 1 if _has_particle(sentence, verb) else verb)


def _has_particle(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb has the particle behind it that makes it report: *chimed in*, *pointed out*."""
    words = sentence.words
    if verb + 2 >= len(words):
        return False
    lemma, _, _ = (words[verb].lemma or "").partition(" ")
    particle = words[verb + 1]
    return f"{lemma} {particle.text}" in lexicon.words("phrasal_verbs") or (
        particle.deprel == "compound:prt" and lemma in lexicon.words("speech_verbs")
    )


def is_inserted(sentence: Sentence, verb: int) -> bool:
    """Tell whether a report of verb and name stands between commas: "The point, *says Ms Lee*, is …"."""
    words = sentence.words
    last = group_end(sentence, verb + 1)
    return (
        words[verb - 1].text == ","
        and words[verb + 1].upos == "PROPN"
        and words[last].upos == "PROPN"
        and last + 1 < len(words)
        and words[last + 1].text == ","
    )


def noun_after(sentence: Sentence, verb: int) -> int | None:
    """Return the head of the noun phrase right behind a verb, or None."""
    words = sentence.words
    after = verb + 1
    if words[after].quoted is not None or words[after].upos not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"):
        return None
    if (
        words[after].upos in ("DET", "NUM", "ADJ")
        and words[after].head != verb
        and words[words[after].head].upos in NOMINAL
    ):
        top = words[after].head if words[after].head > after else group_end(sentence, after)
    else:
        top = after if words[after].upos in ("NOUN", "PROPN", "PRON") else group_end(sentence, after)
    for _ in range(20):
        above = words[top].head
        if above == ROOT or above <= verb or words[above].upos not in NOMINAL or words[above].quoted is not None:
            break
        top = above
    return top if words[top].text.lower() not in _OBJECTS else None


#: Words from a verb that opens its sentence to the colon, at most: "Says Khir, the food historian:".
LONGEST_INVERSION = 15


def _ends_report(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb behind a comma has its speaker for an object: passengers will be safe, *said* an official."""
    return verb > 0 and sentence.words[verb - 1].text == "," and has_speaker_for_object(sentence, verb)


def has_speaker_for_object(sentence: Sentence, verb: int) -> bool:
    """Tell whether the parser took for the object of "said" somebody behind it who can only be its subject."""
    words = sentence.words
    told = sentence.child(verb, "obj", "iobj")
    return (
        words[verb].lemma in _TELLING
        and told is not None
        and told > verb
        and (words[told].upos == "PROPN" or words[told].lemma in lexicon.words("person_nouns"))
    )


#: Verbs whose object is told and tells nothing.
_TELLING = frozenset(("say", "add", "explain", "note", "state", "claim", "argue", "announce", "write"))


def mistagged(sentence: Sentence, index: int) -> int | None:
    """Return the subject of a reporting verb that the tagger took for a noun; else None.

    “…,” Mr Mkula *comments*; “…,” *shares* Ms Lee; *Said* Ms Lee: “…”; Mr Mkula *states*, “…”, or *states* that “…”.
    """
    items = sentence.words
    word = items[index]
    if word.upos not in ("NOUN", "PROPN") or not (_is_verb_form(word.text.lower()) or _ends_with_thought(items, index)):
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
    if first == 0 and items[0].upos != "PRON" and _introduces(sentence, index):
        return index - 1
    quotation = first - 1 if first and items[first - 1].quoted is not None else first - 2
    if quotation < 0 or items[quotation].quoted is None:
        return None
    return index - 1


def _introduces(sentence: Sentence, index: int) -> bool:
    """Tell whether a quotation follows a word behind a comma, a colon or "to", or what is told behind "that"."""
    behind = sentence.words[index + 1 : index + 3]
    if len(behind) < 2:
        return False
    return behind[0].text == "that" or (behind[0].text in (",", ":", "to") and behind[1].quoted is not None)


def _ends_with_thought(words: Sequence[Word], index: int) -> bool:
    """Tell whether a sentence ends at a verb of thinking: “…,” Amnesty *fears*."""
    ends = index + 1 == len(words) or words[index + 1].text == "."
    return ends and words[index].text in pasts("thought_verbs")


def leads_on(words: Sequence[Word]) -> bool:
    """Tell whether a colon among words leads to a quotation."""
    return any(one.text == ":" and other.quoted is not None for one, other in pairwise(words))


def _is_verb_form(text: str) -> bool:
    return text in pasts("speech_verbs") or text in pasts("writing_verbs") or text in MANNER


#: Forms of verbs that speak beside a quotation only: “Ask me,” he *grinned*.
MANNER = frozenset(
    form for verb in "smile grin laugh sigh nod shrug beam sob wink gasp".split() for form in forms(verb)
)


def group_start(sentence: Sentence, last: int) -> int:
    """Return the first word of the noun group that ends here, read in the line of words: "*the* letter".

    A hyphen without a blank behind it parts nothing: "*the* 46-year-old".
    """
    items = sentence.words
    first = last
    while first > 0 and items[first - 1].quoted is None and _in_group(items[first - 1], items[first]):
        first -= 1
    return first


def is_countryman(sentence: Sentence, index: int) -> bool:
    """Tell whether somebody is called after a place here: the *Kenyan*; not the Kenyan team, nor *The Australian*."""
    items = sentence.words
    first = group_start(sentence, index)
    behind = items[index + 1 : index + 2]
    return (
        items[index].text.lower() in lexicon.words("demonyms")
        and items[first].text.lower() in _BEFORE_SOMEBODY
        and (first == 0 or items[first].text.islower())
        and not any(
            word.quoted is None and (word.upos in ("NOUN", "PROPN", "ADJ") or word.text == "-") for word in behind
        )
    )


_BEFORE_SOMEBODY = frozenset("the a an another one this".split())


def _in_group(word: Word, following: Word) -> bool:
    if word.text == "-":
        return word.span.end == following.span.start
    return word.upos not in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "ADP", "ADV")


def group_end(sentence: Sentence, start: int) -> int:
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
