"""What a marked stretch is: somebody's words (direct, mixed, written), or a scare quote, a title, a term."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from quoteattr.cues.candidate import Candidate, bucket, speaker_kind, verb_class
from quoteattr.lexicon import words
from quoteattr.marks import Marked
from quoteattr.model import NONQUOTES, UTTERANCES, QuoteType
from quoteattr.nlp.parse import ROOT, Parse, Sentence
from quoteattr.text import APOSTROPHES

TYPES: tuple[QuoteType, ...] = (*UTTERANCES, *NONQUOTES)

_WORD = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*")
#: Words by which a stretch shows that somebody speaks for himself.
_FIRST_PERSON = frozenset("i we my our me us i'm we're i've we've".split())
#: Words that make a clause of a stretch.
_FINITE = frozenset(
    "is are was were be been has have had do does did will would can could should may might must "
    "i'm it's that's there's we're isn't don't he's she's they're you're i've we've i'll we'll i'd aren't wasn't "
    "weren't can't couldn't didn't doesn't won't wouldn't haven't hasn't shouldn't".split()
)
#: Words right before a stretch that is a name: of a thing or idea (a term), or of a work (a title).
_SO_CALLED = re.compile(
    r"""
    (?P<term>
        so[- ]called | known[ ]as | called | dubbed | nicknamed | termed | alias | aka | referred[ ]to[ ]as
        | the[ ](?: term | word | phrase | name | slogan | hashtag | acronym | initials? )
        | stands?[ ]for | means? | translates?[ ](?: to | as )
    )
    \s* (?: the | a | an )? \s* $  # known as the “…”
    |
    (?P<title>
        titled | entitled | headlined
        | the[ ](?:
            # to watch and to hear
            film | movie | show | series | documentary | programme | program | episode | play | drama | musical
            | song | album | single | track | hit | theme
            # to read
            | book | novel | poem | essay | memoir | story | article | column | paper | report
            # to visit, to play, to join
            | exhibition | game | campaign
        )
    )
    \s* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: The end of a sentence and the start of another.
_NEXT_SENTENCE = re.compile(r"[.!?][^\w.!?]*(?<=\s)\w")
_FACT_NAME = re.compile(r"[a-z-]+")
_SINGLE_MARKS = ("\N{LEFT SINGLE QUOTATION MARK}", "'")


def type_options(
    text: str, marked: Marked, parse: Parse, index: int, best: Candidate | None, probability: float,
    uttered: Mapping[int, bool],
) -> list[tuple[str, ...]]:  # fmt: skip
    """Return for each of ``TYPES`` the features that the ranking model weighs; for the arguments see ``type_facts``."""
    return options_of(type_facts(text, marked, parse, index, best, probability, uttered))


def options_of(facts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the features of each of ``TYPES``, given what is known of the stretch."""
    return [tuple(f"{name}|{fact}" for fact in facts) for name in TYPES]


def type_facts(
    text: str, marked: Marked, parse: Parse, index: int, best: Candidate | None, probability: float,
    uttered: Mapping[int, bool],
) -> list[str]:  # fmt: skip
    """Return what tells of which type a stretch is.

    Args:
        text: The document's text.
        marked: The stretch.
        parse: The parsed narration.
        index: The stretch's number.
        best: The best reading of who speaks it, or None.
        probability: That reading's probability.
        uttered: Of the stretches before it, whether they are utterances.
    """
    facts = [
        "any",
        *_content_facts(text, marked),
        *_context_facts(text, marked),
        *_reading_facts(parse, best, probability),
        *_place_facts(parse, index),
        *_sibling_facts(parse, index, uttered),
        *_verb_facts(parse, index),
        *_text_facts(text, marked, index, uttered),
    ]
    return facts + _pairs(facts)


#: Shares of what the encoder makes of a stretch are told apart at these.
_SHARES = (1, 5, 15, 35, 65, 85, 95, 99)


def with_context(
    options: Sequence[tuple[str, ...]], probability: float, shares: Sequence[float]
) -> list[tuple[str, ...]]:
    """Return the features of ``type_options`` with what the encoder makes of the words around the stretch.

    Args:
        options: One for each of ``TYPES``.
        probability: That of the best reading of who speaks it.
        shares: The encoder's probabilities of ``TYPES``, in their order.
    """
    uttered = sum(share for name, share in zip(TYPES, shares, strict=True) if name in UTTERANCES)
    rank = _share(uttered)
    facts = [
        f"context:uttered={rank}",
        f"context:uttered={rank}:sure{bucket(int(probability * 10), 3, 8)}",
        f"context:type={TYPES[max(range(len(TYPES)), key=shares.__getitem__)]}",
        *(f"context:{name}={_share(share)}" for name, share in zip(TYPES, shares, strict=True)),
    ]
    return [(*option, *(f"{name}|{fact}" for fact in facts)) for name, option in zip(TYPES, options, strict=True)]


def _share(share: float) -> str:
    return bucket(math.ceil(100 * share), *_SHARES)


#: Words before a stretch after which it is never an utterance, and how many words such a stretch has at most.
_NAMED = re.compile(r"\b(?:so[- ]called|nicknamed|known as|alias|a\.?k\.?a\.?)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
LONGEST_NICKNAME = 4
#: A given name right before a stretch, and a surname right behind it.
_GIVEN = re.compile(r"(?<![^\s(])[^\W\d_a-z][^\W\d_]+ $")
_SURNAME = re.compile(r" ([^\W\d_a-z][^\W\d_]+)(?![\w\N{RIGHT SINGLE QUOTATION MARK}'])")


def is_nickname(text: str, marked: Marked) -> bool:
    """Tell whether a short stretch is a name by the words around it: nicknamed “the Eel”, Paul “the Eel” Okoro."""
    if len(_WORD.findall(text, *marked.content)) > LONGEST_NICKNAME:
        return False
    before = text[max(0, marked.span.start - 20) : marked.span.start]
    behind = _SURNAME.match(text, marked.span.end)
    inside = behind is not None and behind.group(1).lower() not in words("time_words")
    inside = inside and text[marked.content.end - 1] not in ".,!?"
    return _NAMED.search(before) is not None or (inside and _GIVEN.search(before) is not None)


#: What somebody calls so is that one's word: 18 of 20 stretches behind "what Ms Lee called" are quoted, in PolNeAR and
#: WorldNews train.
_CALLED_BY = re.compile(
    rf"\bwhat (?:[\w{APOSTROPHES}.-]+ ){{1,5}}(?:call(?:s|ed)?|describe[sd]? as|term(?:s|ed)|dubbed|brand(?:s|ed))"
    r"\s+(?:(?:the|an?)\s+)?$",
    re.IGNORECASE,
)


def is_somebodys_word(text: str, marked: Marked) -> bool:
    """Tell whether the words before a stretch say that somebody calls it so: at *what he called* “a ruin”."""
    return _CALLED_BY.search(text[max(0, marked.span.start - 60) : marked.span.start]) is not None


def naming_type(text: str, marked: Marked) -> QuoteType | None:
    """Return what the words before a stretch say that it is a name of: ``term``, ``title``, or None.

    The disease, known as *“blue ear”*; the film *“The Last Lighthouse”*.
    """
    naming = _SO_CALLED.search(_before(text, marked))
    return None if naming is None else "title" if naming.group("title") else "term"


def _before(text: str, marked: Marked) -> str:
    return text[max(0, marked.span.start - 40) : marked.span.start].rsplit("\n", 1)[-1]


def nobody_features(text: str, marked: Marked, parse: Parse, index: int) -> tuple[str, ...]:
    """Return the features of the reading that nobody speaks a stretch.

    Args:
        text: The document's text.
        marked: The stretch.
        parse: The parsed narration.
        index: The stretch's number.
    """
    facts = (*_content_facts(text, marked), *_context_facts(text, marked), *_place_facts(parse, index))
    return ("nobody", *(f"nobody|{fact}" for fact in facts))


#: Facts that mean something together: a short stretch after "the" that hangs on a noun is seldom an utterance.
_PAIRED = (
    ("previous", "next"),
    ("previous", "words"),
    ("hangs", "words"),
    ("hangs", "previous"),
    ("sure", "previous"),
    ("sure", "words"),
    ("sure", "hangs"),
    ("capitals", "sure"),
    ("speaker", "words"),
    ("capitals", "previous"),
)


def _pairs(facts: list[str]) -> list[str]:
    first: dict[str, str] = {}
    for fact in facts:
        name = _FACT_NAME.match(fact)
        if (name is not None and fact.count(":") == 0) or fact.startswith("capitals"):
            first.setdefault(name.group() if name else fact, fact)
    return [f"{first[one]}&{first[other]}" for one, other in _PAIRED if one in first and other in first]


def _content_facts(text: str, marked: Marked) -> list[str]:
    content = text[slice(*marked.content)].strip()
    tokens = _WORD.findall(content)
    written = {token.lower() for token in tokens}
    straight = {token.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for token in written}
    capital = sum(token[0].isupper() for token in tokens)
    end = content[-1:] if content[-1:] in ".,!?…" else "none"
    start = "upper" if content[:1].isupper() else "lower" if content[:1].islower() else "other"
    length = bucket(len(tokens), 1, 2, 3, 5, 8, 14, 30)
    titled = "all" if tokens and capital == len(tokens) else "most" if capital * 2 > len(tokens) else "few"
    mark = marked.opening if marked.opening in _SINGLE_MARKS else "double"
    facts = [
        f"words{length}",
        f"end={end}",
        f"start={start}",
        f"start={start}:end={end}",
        f"start={start}:words{length}",
        f"end={end}:words{length}",
        f"capitals={titled}:words{length}",
        f"mark={mark}",
        f"mark={mark}:words{length}",
    ]
    if _FIRST_PERSON & straight:
        facts.append("first-person")
    if _FINITE & straight:
        facts.append(f"finite:start={start}")
    if content.startswith(("#", "@")):
        facts.append("hashtag")
    if not marked.closed or marked.continues:
        facts.append("runs-on")
    if _NEXT_SENTENCE.search(content):
        facts.append("several-sentences")
    return facts


def _context_facts(text: str, marked: Marked) -> list[str]:
    before = _before(text, marked)
    after = text[marked.span.end : marked.span.end + 30].split("\n", 1)[0]
    facts = []
    naming = naming_type(text, marked)
    if naming is not None:
        facts.append(f"naming-{naming}")
    last = _WORD.findall(before)
    previous = last[-1].lower() if last else "start"
    facts.append(f"previous={previous if previous in _SIGNS else 'other'}")
    tail = before.rstrip()[-1:]
    facts.append(f"introduced={tail if tail in ',:(' and tail else 'no'}")
    following = after.lstrip()[:1]
    case = "lower" if following.islower() else "upper" if following.isupper() else following
    facts.append(f"next={case or 'end'}")
    if after[:1] == ")":
        facts.append("bracketed")
    facts.append(f"opens-paragraph={not before.strip()}:ends-paragraph={not after.strip()}")
    return facts


_SIGNS = frozenset(
    "a an the his her their its that and as of to in with for by like is was are were said says called word term "
    "start".split()
)


def _reading_facts(parse: Parse, best: Candidate | None, probability: float) -> list[str]:
    if best is None:
        return ["reading=none"]
    sure = bucket(int(probability * 10), 1, 3, 6, 8, 9)
    facts = [f"reading={best.rule}", f"sure{sure}", f"reading={best.rule}:sure{sure}"]
    if best.mention is not None:
        kind = speaker_kind(parse, best.mention)
        facts += [f"speaker={kind}", f"speaker={kind}:sure{sure}"]
        sentence = parse.sentences[best.mention.sentence]
        if best.cue is not None and best.rule == "verb":
            lemma = next((word.lemma for word in sentence.words if word.span.start == best.cue.start), None)
            facts += [f"verb={verb_class(lemma)}:{kind}", f"verb={lemma}", f"verb={verb_class(lemma)}:sure{sure}"]
        if best.rule in ("verb", "noun"):
            facts += [
                f"reads|{feature}"
                for feature in best.features
                if "link=" in feature or ":gap" in feature or "crosses" in feature
            ]
        if _mentions_document(sentence):
            facts.append(f"document-named:{best.rule}")
    return facts


def _mentions_document(sentence: Sentence) -> bool:
    return any(word.quoted is None and (word.lemma or "") in words("document_nouns") for word in sentence.words)


def _verb_facts(parse: Parse, index: int) -> list[str]:
    """Say what verb a stretch hangs below, whether any above it reports, and what verb stands just before it."""
    places = parse.places.get(index, [])
    if not places or not parse.sentences[places[0][0]].parsed:
        return []
    number, first = places[0]
    sentence = parse.sentences[number]
    verbs = [
        sentence.words[at]
        for at in sentence.ancestors(first)
        if sentence.words[at].upos == "VERB" and sentence.words[at].quoted is None
    ]
    above = [verb_class(verb.lemma) for verb in verbs]
    facts = [f"below-report={'speech' in above or 'writing' in above}"]
    if verbs:
        facts += [f"below={above[0]}", f"below={verbs[0].lemma}"]
    before = [word for word in sentence.words[max(0, first - VERB_REACH) : first] if word.quoted is None]
    near = next((verb_class(word.lemma) for word in reversed(before) if word.upos == "VERB"), "none")
    return [*facts, f"verb-before={near}"]


#: A verb stands just before a stretch within so many words: "called him a “…”".
VERB_REACH = 4


def _text_facts(text: str, marked: Marked, index: int, uttered: Mapping[int, bool]) -> list[str]:
    """Say how many of the stretches before were utterances, and whether a short one stands again near by."""
    facts = []
    before = [uttered[at] for at in range(max(0, index - MOST_BEFORE), index) if at in uttered]
    if len(before) >= LEAST_BEFORE:
        facts.append(f"uttered-before={bucket(round(10 * sum(before) / len(before)), 3, 6, 9)}")
    content = text[slice(*marked.content)].strip(" .,!?…")
    if content and len(content) <= LONGEST_TERM:
        near = text[max(0, marked.span.start - TERM_REACH) : marked.span.end + TERM_REACH]
        facts.append(f"again={near.lower().count(content.lower()) > 1}")
    return facts


#: Of so many stretches before, the share of utterances says something; and so many are looked at.
LEAST_BEFORE = 3
MOST_BEFORE = 50
#: A term that a text uses again has at most so many code points.
LONGEST_TERM = 60
#: It is looked for so many code points before and behind, most articles whole: bounds the work in long texts.
TERM_REACH = 20_000


def _sibling_facts(parse: Parse, index: int, uttered: Mapping[int, bool]) -> list[str]:
    """Say whether the stretch before it in the same sentence is an utterance, or that of the sentence before."""
    before = uttered.get(index - 1)
    own, others = ({sentence for sentence, _ in parse.places.get(at, ())} for at in (index, index - 1))
    if before is None or not own or not others:
        return []
    apart = min(own) - max(others)
    if apart > 1:
        return []
    return [f"sibling={before}:apart={max(0, apart)}"]


def _place_facts(parse: Parse, index: int) -> list[str]:
    places = parse.places.get(index, [])
    if not places:
        return ["unparsed"]
    number, _ = places[0]
    sentence = parse.sentences[number]
    inside = [word for at, word in places if at == number]
    if not sentence.parsed:
        return ["unparsed"]
    members = set(inside)
    top = next(
        (i for i in inside if sentence.words[i].head not in members and sentence.words[i].upos != "PUNCT"), inside[0]
    )
    head = sentence.words[top].head
    relation = sentence.words[top].relation
    above = "root" if head == ROOT else sentence.words[head].upos
    facts = [f"hangs={relation}", f"hangs-on={above}", f"hangs={relation}:{above}"]
    others = {word.quoted for word in sentence.words if word.quoted is not None}
    facts.append(f"beside={bucket(len(others), 1, 2)}")
    finite = any(word.xpos in ("VBD", "VBZ", "VBP", "MD") and word.quoted is None for word in sentence.words)
    facts.append(f"headline={not finite and sentence.words[-1].text not in '.!?'}")
    return facts
