"""Reporting verbs in the quotation's own sentence, nouns that report, and "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quoteattr.cues.candidate import Candidate, bucket, speaker_kind, verb_class
from quoteattr.cues.subjects import can_speak, is_handed_on, source_of, subject
from quoteattr.cues.word_order import MANNER, group_start, leads_on, mistagged
from quoteattr.lexicon import words
from quoteattr.mentions import Mention, mention_at
from quoteattr.model import Span
from quoteattr.nlp.parse import ROOT, Parse, Sentence

_CUE_PARTS = ("compound:prt",)


def verb_candidates(parse: Parse, number: int, places: list[int]) -> Iterator[Candidate]:
    """Yield a reading for each verb with a subject in the sentence.

    Catches “…,” Mr Sunak *told* the meeting; made no mention of Ukraine, and *said* that “…”; “…,” the paper wrote,
    *quoting* the board.
    Must not take the subject of a verb inside the quotation, or what cannot speak: the model weighs the rest.

    Args:
        parse: The parsed text.
        number: Index of the sentence.
        places: Indices of the words that stand for the quotation in it.
    """
    sentence = parse.sentences[number]
    top = quotation_head(sentence, places)
    verbs = [
        index
        for index, word in enumerate(sentence.words)
        if word.upos in ("VERB", "AUX") and word.quoted is None and word.relation != "aux"
    ]
    speaking = [index for index in verbs if verb_class(sentence.words[index].lemma) in ("speech", "writing")]
    taken_for_nouns = {
        index: noun for index in range(len(sentence.words)) if (noun := mistagged(sentence, index)) is not None
    }
    for verb in sorted({*verbs, *taken_for_nouns}):
        found = (taken_for_nouns[verb], "mistagged") if verb in taken_for_nouns else subject(sentence, verb)
        source = source_of(sentence, verb)
        if source is not None and (sentence.words[verb].xpos == "VBG" or _is_led_to(sentence, places)):
            found = (source, "source")
        elif source is not None and is_handed_on(sentence, verb):
            continue
        if found is None or found[0] in places or not can_speak(sentence, found[0], parse.entities_of.get(number, ())):
            continue
        if found[1] == "passive" and sentence.child(verb, "aux") is not None:
            continue  # Ms Lee was asked, “…?”: not by herself
        if _leads_elsewhere(sentence, verb, places) or _is_parted(sentence, verb, places, speaking):
            continue
        if _is_overtaken(sentence, verb, places, speaking):
            continue
        index, way = found
        mention = mention_at(parse, number, index)
        if way == "mistagged" and mention.form == "description":
            mention = _whole_group(sentence, mention)
        speaks = way == "mistagged" or (
            sentence.words[verb].text.lower() in MANNER and sentence.words[top].head == verb
        )
        seen = way == "agent" and sentence.words[min(places) - 1].text.lower() == "as"  # remembered by many as “…”
        kind = "speech" if speaks else "label" if seen else verb_class(sentence.words[verb].lemma)
        yield Candidate(
            rule="verb",
            cue=_cue_span(sentence, verb),
            mention=mention,
            continues=None,
            features=(
                "verb",
                f"verb:{kind}",
                f"lemma:{sentence.words[verb].lemma}",
                *_subject_features("verb", kind, way, speaker_kind(parse, mention)),
                *_link_features("verb", kind, sentence, verb, top, places),
                *_gap_features("verb", kind, sentence, verb, mention, places),
                f"verb:nearer={bucket(_nearer(speaking, verb, places), 0, 1)}",
                f"verb:tag={sentence.words[verb].xpos}",
            ),
        )


def _is_led_to(sentence: Sentence, places: list[int]) -> bool:
    """Tell whether a colon leads to the quotation."""
    return min(places) > 0 and sentence.words[min(places) - 1].text == ":"


def _leads_elsewhere(sentence: Sentence, verb: int, places: list[int]) -> bool:
    """Tell whether a report behind a quotation that is a sentence has another: “Go.” Ms Lee *said*: “…”."""
    words = sentence.words
    ended = max(places) < verb and words[max(places)].text.endswith((".", "!", "?"))
    return ended and leads_on(words[verb + 1 : verb + _NEAR_COLON])


#: A colon behind a report stands within so many words.
_NEAR_COLON = 12


def _is_overtaken(sentence: Sentence, verb: int, places: list[int], speaking: list[int]) -> bool:
    """Tell whether another report with a subject of its own stands between a verb and the colon before the quotation.

    The Post reported, his wife *whispered* to him: “…”. Ms Lee recalled Mr Roy *telling* her: “…”.
    """
    nearest = max((other for other in speaking if other < min(places)), default=verb)
    if verb >= nearest or not _is_led_to(sentence, places) or _is_to_come(sentence, nearest):
        return False
    found = subject(sentence, nearest)
    if found is None or found[1] not in ("own", "relative", "xcomp"):
        return False
    return found[0] > verb and can_speak(sentence, found[0])


def _is_to_come(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb is of what may be done one day, as told by another: she said they *would hold* talks: “…”."""
    aux = sentence.child(verb, "aux")
    return sentence.words[verb].relation == "ccomp" and aux is not None and sentence.words[aux].xpos == "MD"


def _is_parted(sentence: Sentence, verb: int, places: list[int], speaking: list[int]) -> bool:
    """Tell whether a semicolon parts a verb from the quotation, with another report on the quotation's side."""
    place = min(places, key=lambda index: abs(index - verb))
    first, last = sorted((verb, place))
    cuts = [at for at in range(first + 1, last) if sentence.words[at].text == ";" and sentence.words[at].quoted is None]
    if not cuts:
        return False
    return any(other > cuts[-1] if verb < place else other < cuts[0] for other in speaking)


def _whole_group(sentence: Sentence, mention: Mention) -> Mention:
    """Give back to a noun what hangs on its verb, taken for a noun: *the* letter states."""
    start = min(mention.span.start, sentence.words[group_start(sentence, mention.head)].span.start)
    return replace(mention, span=Span(start, mention.span.end), core=Span(start, mention.core.end))


def noun_candidates(parse: Parse, number: int, places: list[int]) -> Iterator[Candidate]:
    """Yield a reading for each noun that reports and each "according to" in the sentence.

    Catches his *warning* that “…”; in the *words* of Ms Lee, “…”; “…,” *according to* a police report.
    Must not catch a noun without somebody whose words it holds: the *report* of “…”.
    """
    sentence = parse.sentences[number]
    top = quotation_head(sentence, places)
    for index, word in enumerate(sentence.words):
        if word.quoted is not None:
            continue
        if word.text.lower() in ("according", "per") and word.head != ROOT and word.head not in places:
            if _is_told_already(sentence, index, places):
                continue
            owner: int | None = word.head
            if sentence.words[word.head].upos not in ("NOUN", "PROPN", "PRON"):
                continue
            rule, cue = "according-to", word.span
            if index + 1 < len(sentence.words) and sentence.words[index + 1].text.lower() == "to":
                cue = Span(cue.start, sentence.words[index + 1].span.end)
            elif word.text.lower() == "according":
                continue
        elif word.upos == "NOUN" and word.lemma in words("noun_cues") and mistagged(sentence, index) is None:
            owner, rule, cue = _owner(sentence, index), "noun", word.span
        else:
            continue
        if owner is None or owner in places or sentence.words[owner].quoted is not None:
            continue
        mention = mention_at(parse, number, owner)
        if mention.span.overlaps(cue) and rule == "noun":
            mention = Mention(
                sentence.words[owner].span if mention.entity is None else mention.entity.span,
                number, owner, mention.form, mention.entity, mention.core, mention.plural,
            )  # fmt: skip
        yield Candidate(
            rule="according-to" if rule == "according-to" else "noun",
            cue=cue,
            mention=mention,
            continues=None,
            features=(
                rule,
                f"{rule}:{word.lemma}",
                *_subject_features(rule, rule, "owner", speaker_kind(parse, mention)),
                *_link_features(rule, rule, sentence, index, top, places),
                *_gap_features(rule, rule, sentence, index, mention, places),
            ),
        )


def _is_told_already(sentence: Sentence, according: int, places: list[int]) -> bool:
    """Tell whether a source reports what somebody before it says: “…,” Mr Roy *said*, according to the Times."""
    between = range(max(places) + 1, according)
    saying = (at for at in between if verb_class(sentence.words[at].lemma) == "speech")
    subjects = (subject(sentence, verb) for verb in saying if sentence.words[verb].upos == "VERB")
    return any(found is not None and found[0] in between and can_speak(sentence, found[0]) for found in subjects)


def quotation_head(sentence: Sentence, places: list[int]) -> int:
    """Return the word, of those that stand for the quotation, by which it hangs in the sentence."""
    inside = set(places)
    for index in places:
        if sentence.words[index].upos != "PUNCT" and sentence.words[index].head not in inside:
            return index
    return places[0]


def _owner(sentence: Sentence, noun: int) -> int | None:
    """Return whose words a reporting noun holds: "his warning", "the words of Ms Lee", "a statement by the board"."""
    for child in sentence.children[noun]:
        word = sentence.words[child]
        if word.deprel == "nmod:poss":
            return child
        if word.relation == "nmod" and _is_led_by(sentence, child, ("of", "by", "from")):
            return child
    above = sentence.words[noun].head
    if ROOT < above < noun and sentence.words[above].lemma == "come":  # “…,” came the reply from *Ms Lee*
        told = (child for child in sentence.children[above] if child > noun and sentence.words[child].relation == "obl")
        return next((one for one in told if _is_led_by(sentence, one, ("from",))), None)
    return None


def _is_led_by(sentence: Sentence, index: int, prepositions: tuple[str, ...]) -> bool:
    return any(sentence.words[case].text.lower() in prepositions for case in sentence.children[index])


def _cue_span(sentence: Sentence, verb: int) -> Span:
    end = verb
    if verb + 1 < len(sentence.words) and sentence.words[verb + 1].deprel in _CUE_PARTS:
        end = verb + 1
    return Span(sentence.words[verb].span.start, sentence.words[end].span.end)


def _subject_features(rule: str, kind: str, way: str, speaker: str) -> tuple[str, ...]:
    return (f"{rule}:subject={speaker}", f"{rule}:way={way}", f"{kind}:{way}:{speaker}")


def _link_features(rule: str, kind: str, sentence: Sentence, cue: int, top: int, places: list[int]) -> tuple[str, ...]:
    """How the quotation hangs on the cue in the tree."""
    above = list(sentence.ancestors(top))
    if above and above[0] == cue:
        link = f"child:{sentence.words[top].relation}"
    elif cue in above:
        link = f"below:{bucket(above.index(cue) + 1, 2, 3, 4)}"
    elif sentence.words[cue].head in places:
        link = f"above:{sentence.words[cue].relation}"
    elif top in sentence.ancestors(cue):
        link = "far-above"
    else:
        link = "aside"
    short = link.partition(":")[0]
    return (f"{rule}:link={link}", f"{kind}:link={short}")


def _gap_features(
    rule: str, kind: str, sentence: Sentence, cue: int, mention: Mention, places: list[int]
) -> tuple[str, ...]:
    """What lies between the quotation and the cue with its subject, in the line of words."""
    first, last = min(places), max(places)
    touching = [cue]
    if mention.sentence >= 0:
        inside = [
            index for index, word in enumerate(sentence.words) if mention.span.holds(word.span) and word.quoted is None
        ]
        if inside and min(abs(inside[0] - cue), abs(inside[-1] - cue)) <= 2:
            touching += [inside[0], inside[-1]]
    before = cue < first
    if before:
        between = sentence.words[max(index for index in touching if index < first) + 1 : first]
    else:
        after = [index for index in touching if index > last]
        between = sentence.words[last + 1 : min(after)] if after else ()
    narration = [word for word in between if word.quoted is None]
    content = [word for word in narration if word.upos != "PUNCT"]
    side = "before" if before else "after"
    gap = bucket(len(content), 0, 1, 3, 7, 15)
    marks = {word.text for word in narration if word.upos == "PUNCT"}
    features = [
        f"{rule}:{side}",
        f"{kind}:{side}:gap{gap}",
        f"{rule}:crosses={bucket(len({word.quoted for word in between if word.quoted is not None}), 0, 1)}",
    ]
    if before and narration:
        nearest = narration[-1].text.lower()
        features.append(f"{kind}:introduced-by={nearest if nearest in _INTRODUCERS else 'other'}")
    if ":" in marks or ";" in marks:
        features.append(f"{rule}:{side}:colon")
    if any(word.upos == "VERB" for word in content):
        features.append(f"{kind}:{side}:verb-between")
    return tuple(features)


_INTRODUCERS = frozenset(("that", ",", ":", "as", "to", "of", "a", "the", "for", "is", "was", "an"))


def _nearer(speaking: list[int], verb: int, places: list[int]) -> int:
    """Count the speech verbs that stand between this one and the quotation."""
    if verb < min(places):
        return sum(verb < other < min(places) for other in speaking)
    return sum(max(places) < other < verb for other in speaking)
