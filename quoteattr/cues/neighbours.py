"""Speakers for quotations without a cue of their own: from the sentence beside them, or from the quotation before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoteattr.cues.candidate import Candidate, bucket, speaker_kind, verb_class
from quoteattr.cues.subjects import can_speak, subject
from quoteattr.cues.word_order import leads_on, mistagged
from quoteattr.marks import Marked
from quoteattr.mentions import Mention, entity_mention, is_subject, mention_at
from quoteattr.model import Span
from quoteattr.nlp.parse import Entity, Parse, Sentence

#: How many paragraphs back a speaker may have been at work for a quotation that stands alone.
REACH = 4


def neighbour_candidates(parse: Parse, marked: Sequence[Marked], index: int) -> Iterator[Candidate]:
    """Yield the subjects of the sentences around a quotation: before, after, and at the end of the paragraph above.

    Catches *Fiona said wahine Māori were paving the way.* ¶ “It’s cool because …”, and *He was blunt. “…”*.
    """
    stretch = marked[index]
    own = sorted({number for number, _ in parse.places.get(index, ())})
    if not own:
        return
    here = parse.by_paragraph.get(stretch.paragraph) or own
    around = [(number, f"{own[0] - number}-before") for number in range(max(here[0], own[0] - 2), own[0])]
    if own[-1] < here[-1]:
        around.append((own[-1] + 1, "after"))
    if own[0] == here[0]:
        for back in range(1, REACH):
            above = parse.by_paragraph.get(stretch.paragraph - back, [])
            if above:
                around += [(number, f"{min(back, 2)}-above") for number in above[-2:]]
                if len(around) >= 3:
                    break
    alone = _alone(parse, stretch)
    opens = _opens(parse, index)
    for number, where in around:
        sentence = parse.sentences[number]
        if not sentence.parsed or (where == "after" and sentence.words[0].quoted is None and leads_on(sentence.words)):
            continue
        last = number == max((n for n, w in around if w == where), default=number)
        leads = where == "1-before" and opens == "itself"
        holds = any(word.quoted is not None for word in sentence.words)
        ends = parse.text[sentence.span.start : sentence.span.end + 1].rstrip()[-1:]
        for deed in _deeds(parse, number, stretch if leads else None):
            what = speaker_kind(parse, deed.mention)
            yield Candidate(
                rule="neighbour",
                cue=deed.cue,
                mention=deed.mention,
                continues=None,
                features=(
                    "neighbour",
                    f"neighbour:{where}",
                    f"neighbour:{where}:{deed.kind}:{'main' if deed.main else 'inner'}",
                    f"neighbour:{deed.kind}:{what}",
                    f"neighbour:alone={alone}:{where}",
                    f"neighbour:last={last}:quoting={holds}",
                    f"neighbour:way={deed.way}",
                    f"neighbour:opens={opens}:{where}",
                    f"neighbour:opens={opens}:{deed.kind}",
                    *([f"neighbour:{where}:colon"] if ends == ":" else []),
                ),
            )


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody does in a sentence.

    Attributes:
        cue: The verb.
        mention: Who does it.
        kind: The verb's class; ``speech`` for whatever somebody does in a beat.
        way: How the subject was reached.
        main: Whether it is what the sentence says in the first place.
    """

    cue: Span
    mention: Mention
    kind: str
    way: str
    main: bool


def _deeds(parse: Parse, number: int, behind: Marked | None) -> Iterator[_Deed]:
    """Yield what is done in a sentence, and by whom.

    Args:
        parse: The parsed text.
        number: Of the sentence.
        behind: The quotation right behind it that is a sentence of its own: it may be said by whoever this is about.
    """
    sentence = parse.sentences[number]
    beat = behind is not None and _is_beat(parse, number, behind)
    brought = None if behind is None else _asked(parse, number) or (_introduced(parse, number) if beat else None)
    if brought is not None:
        yield _Deed(brought.span, entity_mention(brought), "speech", "own", main=True)
    for verb, word in enumerate(sentence.words):
        noun = mistagged(sentence, verb)
        if noun is None and (word.upos not in ("VERB", "AUX") or word.quoted is not None or word.relation == "aux"):
            continue
        kind = verb_class(word.lemma) if noun is None else "speech"
        said = word.head if word.relation == "cop" else verb
        found = subject(sentence, said) if noun is None else (noun, "own")
        if found is not None and (answering := _interviewed(sentence, verb, found[0])) is not None:
            found = answering, "own"
        if found is None or not can_speak(sentence, found[0], parse.entities_of.get(number, ())):
            continue
        main = noun is not None or sentence.words[said].relation == "root"
        if not main and kind == "other":
            continue
        mention = mention_at(parse, number, found[0])
        acts = found[1] == "own" or (found[1] == "passive" and word.lemma in _MOODS)
        if main and beat and acts and speaker_kind(parse, mention) in _ONE:
            kind = "speech"
        yield _Deed(word.span, mention, kind, found[1], main)


def _asked(parse: Parse, number: int) -> Entity | None:
    """Return who does something when asked, whatever it is: *Asked about Bob Roy, Ann Lee smiled.*."""
    items = parse.sentences[number].words
    if items[0].text not in ("Asked", "Pressed", "Questioned", "Quizzed"):
        return None
    subjects = (name for name in parse.entities_of.get(number, ()) if name.type == "PER" and is_subject(parse, name))
    return next((name for name in subjects if items[name.first - 1].text == ","), None)


def _introduced(parse: Parse, number: int) -> Entity | None:
    """Return whom a sentence brings in at its end, or behind "For": *Then there is Ann Lee. For Ann Lee, it is.*."""
    items = parse.sentences[number].words
    people = [name for name in parse.entities_of.get(number, ()) if name.type == "PER"]
    behind = [word.text for word in items[people[0].last + 1 :]] if people else []
    if behind and items[people[0].last + 1].xpos == "POS":
        return None  # for Ann Lee’s mother
    first = items[0].text
    at_end = behind in (["."], ["?"]) or (len(behind) == 3 and behind[1].isdigit())
    if not people or not ((at_end and first in _OPENS) or (first in ("For", "To") and people[0].first <= _NEAR_FOR)):
        return None
    return people[0]


#: A name stands within so many words behind "For": for cat owner *Ann Lee*.
_NEAR_FOR = 4
#: How a sentence opens that brings somebody in.
_OPENS = frozenset("Among Consider Enter Meet One Take Then".split())


def _is_beat(parse: Parse, number: int, stretch: Marked) -> bool:
    """Tell whether a sentence about one person may bring in the words behind it: *Ann Lee shook her head. “No.”*.

    Not where these speak of somebody: *Bob Roy left in May. “He is innocent.”*.
    """
    sentence = parse.sentences[number]
    people = [name for name in parse.entities_of.get(number, ()) if name.type == "PER"]
    dies = sentence.root is not None and sentence.words[sentence.root].lemma in _LAST_DEEDS
    quoting = any(word.quoted is not None for word in sentence.words)
    other = _BEGINS_WITH_ANOTHER.match(parse.text[slice(*stretch.content)]) is not None
    return len(people) <= 1 and not (dies or quoting or other)


#: Whom a sentence can be about that brings in words: somebody named or meant by a pronoun.
_ONE = frozenset(("PER", "he", "she"))
_BEGINS_WITH_ANOTHER = re.compile(r"\W*(?:he|she|her|his)\b", re.IGNORECASE)
#: Verbs whose participles tell somebody's mood: *Ann Lee is convinced*.
_MOODS = frozenset(
    "annoy concern convince delight devastate disappoint excite frustrate impress please relieve shock surprise thrill "
    "unconvince worry".split()
)
#: After which nobody speaks.
_LAST_DEEDS = frozenset("die disappear drown perish vanish".split())


def _interviewed(sentence: Sentence, verb: int, subject_: int) -> int | None:
    """Return whom the writer asks, who then speaks: I asked *Ann Lee* why, I put this to *the guard*; else None."""
    words = sentence.words
    if words[subject_].text.lower() not in ("i", "we") or words[verb].lemma not in _ASKING:
        return None
    told = sentence.child(verb, "obl") if words[verb].lemma == "put" else sentence.child(verb, "iobj", "obj")
    asked = told is not None and told > verb and words[told].upos in ("NOUN", "PROPN")
    return told if asked else None


_ASKING = frozenset("ask press put question".split())


def continued_candidates(
    parse: Parse, marked: Sequence[Marked], index: int, earlier: Sequence[int]
) -> Iterator[Candidate]:
    """Yield "the speaker of an earlier quotation goes on".

    Catches the second half of “A,” X said. “B.”, and the next paragraph that is a quotation and nothing else.

    Args:
        parse: The parsed text.
        marked: All stretches.
        index: The stretch in question.
        earlier: The stretches before it that are attributed, nearest first.
    """
    stretch = marked[index]
    alone = _alone(parse, stretch)
    opens = _opens(parse, index)
    for rank, other in enumerate(earlier[:2]):
        before = marked[other]
        apart = stretch.paragraph - before.paragraph
        if apart > REACH:
            continue
        between = [
            number
            for paragraph in range(before.paragraph + (apart > 0), stretch.paragraph)
            for number in parse.by_paragraph.get(paragraph, ())
        ]
        people = sum(name.type == "PER" for number in between for name in parse.entities_of.get(number, ()))
        yield Candidate(
            rule="continued",
            cue=None,
            mention=None,
            continues=other,
            features=(
                "continued",
                f"continued:rank={rank}",
                f"continued:apart={bucket(apart, 0, 1, 2)}:alone={alone}",
                f"continued:apart={bucket(apart, 0, 1, 2)}:opens={opens}",
                f"continued:people={bucket(people, 0, 1)}:apart={bucket(apart, 0, 1, 2)}",
                f"continued:narration={bucket(len(between), 0, 1)}",
            ),
        )


def _alone(parse: Parse, stretch: Marked) -> str:
    """Tell whether the paragraph is this quotation and nothing else, or has one or several sentences beside it."""
    return bucket(parse.narrated.get(stretch.paragraph, 0), 0, 1)


def _opens(parse: Parse, index: int) -> str:
    """Tell what the quotation opens: its sentence, or nothing (it is set into the narrator's sentence)."""
    places = parse.places.get(index, [])
    if not places:
        return "nothing"
    number, first = places[0]
    sentence = parse.sentences[number]
    narrated = any(word.quoted is None and word.upos != "PUNCT" for word in sentence.words)
    if first == 0:
        return "sentence" if narrated else "itself"
    return "inside"
