"""What sort of speaker a mention makes."""

import pytest

from quoteattr.cues.candidate import speaker_kind
from quoteattr.mentions import mention_at
from tests.parses import sample

KINDS = [
    ("the/DT/det>doctor doctor/NN/nsubj>said", "doctor", "person"),
    ("one/CD/nsubj>said of/IN/case>men the/DT/det>men men=man/NNS/nmod>one", "one", "person"),
    ("the/DT/det>part first/JJ/amod>part part/NN/nsubj>said of/IN/case>letter the/DT/det>letter letter/NN/nmod>part",
     "part", "document"),
    ("the/DT/det>part part/NN/nsubj>said", "part", "thing"),
    ("the/DT/det>letter letter/NN/nsubj>said of/IN/case>doctor the/DT/det>doctor doctor/NN/nmod>letter", "letter",
     "document"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "head", "kind"), KINDS, ids=[words for words, _, _ in KINDS])
def test_the_kind_of_a_speaker(words: str, head: str, kind: str) -> None:
    talk = sample(f"{words} said=say/VBD/root ./.")
    assert speaker_kind(talk.parse, mention_at(talk.parse, 0, talk.index(head))) == kind
