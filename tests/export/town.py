"""A short text of our own and its document, built by hand: what the renderers are shown on."""

import re

from quoteattr.model import Document, Evidence, Quote, Role, Span, Speaker

TEXT = (
    "“We are ready,” said harbour master Ann Lee,\nwho called the crane “a disgrace”. A “quick” sale followed.\n"
    "“Never!” somebody cried.\n"
)


def at(words: str) -> Span:
    found = re.search(re.escape(words), TEXT)
    assert found, words
    return Span(*found.span())


ANN = Speaker(
    id="s1",
    name="Ann Lee",
    type="person",
    aliases=("Ann Lee",),
    mentions=(at("Ann Lee"),),
    roles=(Role("harbour master", at("harbour master")),),
)
READY = Quote(
    id="q1",
    spans=(at("“We are ready,”"),),
    text="“We are ready,”",
    type="direct",
    kind="explicit",
    cue=at("said"),
    mention=at("harbour master Ann Lee"),
    speaker=ANN,
    confidence=0.97,
    evidence=(Evidence("verb-subject", "“said” has the subject “Ann Lee”", (at("said"), at("Ann Lee"))),),
)
DISGRACE = Quote(
    id="q2",
    spans=(at("“a disgrace”"),),
    text="“a disgrace”",
    type="mixed",
    kind="anaphoric",
    cue=at("called"),
    mention=at("who"),
    speaker=ANN,
    confidence=0.8,
)
QUICK = Quote(
    id="q3",
    spans=(at("“quick”"),),
    text="“quick”",
    type="scare",
    evidence=(Evidence("no-utterance", "one word before a noun, and no cue"),),
)
NEVER = Quote(
    id="q4",
    spans=(at("“Never!”"),),
    text="“Never!”",
    type="direct",
    cue=at("cried"),
    evidence=(Evidence("no-speaker", "“somebody” is nobody whom the text names"),),
)
DOCUMENT = Document(text=TEXT, lang="en", quotes=(READY, DISGRACE, NEVER), nonquotes=(QUICK,), speakers=(ANN,))
EMPTY = Document(text="Nothing was said.", lang="en")
