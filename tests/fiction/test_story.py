"""A short scene, end to end."""

import pytest

from quoteattr import Attributor, Document, KnownSpeaker, attribute

pytestmark = pytest.mark.models

SCENE = """Mr. Harding closed the door behind him and took off his wet coat.

“You are late,” said Martha Pell from her chair by the fire.

“The bridge was under water,” said Mr. Harding. “I had to go round by the mill.”

“Did you see my brother there, Mr. Harding?”

“I did. He sends you his love.”

“He might have sent the money,” said Martha Pell, and she laughed.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return Attributor(genre="fiction")(SCENE)


def test_named_and_unnamed_turns_get_their_speakers(document: Document) -> None:
    names = [quote.speaker.name.split()[-1] if quote.speaker else None for quote in document.quotes]
    assert names == ["Pell", "Harding", "Pell", "Harding", "Pell"]


def test_genre_is_said_and_the_talk_is_one_conversation(document: Document) -> None:
    assert document.meta["genre"] == "fiction"
    assert [talk.quotes for talk in document.conversations] == [document.quotes]


@pytest.mark.parametrize("text", ["“Hello there.”\n\n“Hi.”\n", "“Hello,” she said.\n\n“Hi,” he said.\n"])
def test_where_nobody_is_named_every_speaker_is_open(text: str) -> None:
    assert [quote.speaker for quote in Attributor(genre="fiction")(text).quotes] == [None, None]


def test_whoever_is_called_by_name_is_spoken_to(document: Document) -> None:
    assert [speaker.name for speaker in document.quotes[2].addressees] == ["Mr. Harding"]


def test_segments_are_the_text(document: Document) -> None:
    assert "".join(SCENE[slice(*segment.span)] for segment in document.segments()) == SCENE


def test_document_survives_json(document: Document) -> None:
    assert Document.from_dict(document.to_dict()) == document


def test_progress_is_reported_and_changes_nothing(document: Document) -> None:
    steps: list[tuple[str, float]] = []
    followed = Attributor(genre="fiction", progress=lambda step, share: steps.append((step, share)))(SCENE)
    assert followed == document
    assert {step for step, share in steps if share == 1} == {"parse", "speakers"}


ROAD = """I went down to the lock at six, and the man with the dog was there already.

“You are late,” said the ferryman.

“I had to see my father,” I said. “He is ill.”

“Is he worse?” asked the ferryman.

“He is,” I said. “He will not eat.”

“I am sorry,” said the ferryman.

“So am I,” I said.
"""


@pytest.mark.parametrize("narrator", ["I", "narrator", "Narrator"])
def test_a_cast_may_list_the_narrator_and_those_who_have_no_name(narrator: str) -> None:
    known = [KnownSpeaker(name=name, id=name) for name in (narrator, "a ferryman", "his", "the man with the dog")]
    document = attribute(ROAD, genre="fiction", known_speakers=known)
    assert [quote.speaker.id if quote.speaker else None for quote in document.quotes] == ["a ferryman", narrator] * 3


CABIN = """My name is Edmund Vale, and I was nineteen in the year of the great frost.

“You are late,” said Captain Rusk when I stepped into the cabin.

“The road was bad, sir,” I answered.

“Leave him be, Captain,” said Mrs. Tolliver. “He has walked eleven miles.”

“Have you a letter for me, Mr. Vale?” asked Captain Rusk.
"""


def test_a_title_or_a_surname_calls_whoever_alone_bears_it() -> None:
    quotes = attribute(CABIN, genre="fiction").quotes
    assert [[speaker.name for speaker in quote.addressees] for quote in quotes[2:]] == [
        ["Captain Rusk"],
        ["Edmund Vale"],
    ]
    assert quotes[1].speaker is not None
    assert quotes[1].speaker.name == "Edmund Vale"


#: Marked words of a story, and whether they are spoken.
MARKED = [
    ("“Bring me the lamp,” said Hannah.", True),
    ("“Bring me the lamp.”", True),
    ("Hannah looked at him. “Never!”", True),
    ("“Will it hold?” he wondered.", True),
    ("They had a room at the “grand hotel” in those days.", False),
    ("He was what the town called a “masher” then.", False),
    ("The twins played a duet from “Zampa” before supper.", False),
    ("Over the gate was written “No Hawkers” in red paint.", False),
]


@pytest.mark.parametrize(("paragraph", "spoken"), MARKED, ids=[paragraph for paragraph, _ in MARKED])
def test_words_in_marks_are_not_always_spoken(paragraph: str, spoken: bool) -> None:
    document = attribute(f"{SCENE}\n{paragraph}\n", genre="fiction")
    assert len(document.quotes) == 5 + spoken
    assert len(document.nonquotes) == 1 - spoken


KITCHEN = """Old Mrs. Devane sat by the range with her knitting. Her son Michael stood at the window.

— You'll not go out in that, said Mrs. Devane.

— I will, said Michael.

— Your father went out in worse, she said quietly. Put down your cap!

— What did he get for it? Michael asked.
"""


def test_dialogue_behind_dashes_is_a_story_with_speakers() -> None:
    document = attribute(KITCHEN)
    assert document.meta["genre"] == "fiction"
    assert [(quote.text, quote.speaker.name if quote.speaker else None) for quote in document.quotes] == [
        ("— You'll not go out in that,", "Mrs. Devane"),
        ("— I will,", "Michael"),
        ("— Your father went out in worse, Put down your cap!", "Mrs. Devane"),
        ("— What did he get for it?", "Michael"),
    ]


PROLOGUE = """The deck was tilting. A young man stood beside a girl with a lamp.

“You are going ashore?” said the young man.

“Yes, in the next boat.”

“Then take this, and tell nobody.”

{gap}

“Good morning,” said Tommy.

“Is it?” said Tuppence. “I had not noticed, Tommy.”
"""


def test_nobody_speaks_long_before_the_text_names_him() -> None:
    gap = "\n\n".join(["The boat went down by the head, and the water closed over it without a sound."] * 20)
    quotes = Attributor(genre="fiction")(PROLOGUE.format(gap=gap)).quotes
    names = [quote.speaker.name if quote.speaker else None for quote in quotes]
    assert names[-2:] == ["Tommy", "Tuppence"]
    assert not {"Tommy", "Tuppence"} & set(names[:-2])


def test_a_surname_that_is_a_common_word_is_a_name_amid_small_letters() -> None:
    text = (
        "Captain John Good came in, and Sir Henry Curtis behind him.\n\n‘It is cold,’ said Sir Henry.\n\n"
        "‘It is,’ said Good, and he looked for a good chair.\n"
    )
    speaker = Attributor(genre="fiction")(text).quotes[1].speaker
    assert speaker is not None
    assert speaker.name.endswith("Good")


def test_whoever_is_called_by_the_office_is_spoken_to() -> None:
    text = (
        "Mr. Tansley sat at the window with a rug. Dr. Fell came up the path.\n\n“You are late,” said Mr. Tansley.\n\n"
        "“It was the bridge,” said Dr. Fell.\n\nMiss Tansley came in, drying her hands. “Good morning, Doctor. Has he "
        "told you?”\n"
    )
    quote = Attributor(genre="fiction")(text).quotes[-1]
    assert quote.speaker is not None
    assert quote.speaker.name != "Dr. Fell"
