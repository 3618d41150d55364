"""Speakers for quotations without a cue of their own: from the sentence beside them, or from the quotation before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.cues.candidate import Candidate, bucket, speaker_kind, verb_class
from quoteattr.cues.subjects import can_speak, subject
from quoteattr.cues.word_order import leads_on, mistagged
from quoteattr.marks import Marked
from quoteattr.mentions import mention_at
from quoteattr.nlp.parse import Parse, Sentence

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
        for verb, word in enumerate(sentence.words):
            noun = mistagged(sentence, verb)
            if noun is None and (word.upos not in ("VERB", "AUX") or word.quoted is not None or word.relation == "aux"):
                continue
            kind = verb_class(word.lemma) if noun is None else "speech"
            found = subject(sentence, verb) if noun is None else (noun, "own")
            if found is not None and (answering := _interviewed(sentence, verb, found[0])) is not None:
                found = answering, "own"
            if found is None or not can_speak(sentence, found[0], parse.entities_of.get(number, ())):
                continue
            main = noun is not None or word.relation == "root"
            if not main and kind == "other":
                continue
            mention = mention_at(parse, number, found[0])
            what = speaker_kind(parse, mention)
            holds = any(other.quoted is not None for other in sentence.words)
            ends = parse.text[sentence.span.start : sentence.span.end + 1].rstrip()[-1:]
            yield Candidate(
                rule="neighbour",
                cue=word.span,
                mention=mention,
                continues=None,
                features=(
                    "neighbour",
                    f"neighbour:{where}",
                    f"neighbour:{where}:{kind}:{'main' if main else 'inner'}",
                    f"neighbour:{kind}:{what}",
                    f"neighbour:alone={alone}:{where}",
                    f"neighbour:last={last}:quoting={holds}",
                    f"neighbour:way={found[1]}",
                    f"neighbour:opens={opens}:{where}",
                    f"neighbour:opens={opens}:{kind}",
                    *([f"neighbour:{where}:colon"] if ends == ":" else []),
                ),
            )


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
