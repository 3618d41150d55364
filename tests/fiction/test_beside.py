"""Who the words beside a quotation name in a story, with the real models: a table of sentences."""

import pytest

from quoteattr import Attributor, Document

SCENE = """Mr. Pell and Mrs. Pell sat in the parlour with Parson Oakes. Douglas stood at the window. A cabman waited.

{}
"""

#: What stands there, and the last word of the speaker's name; None for nobody.
BESIDE = [
    ("“I shall love it,” said Douglas dreamily.", "Douglas"),
    ("“I never liked it,” replied Mrs. Pell good-naturedly.", "Mrs. Pell"),
    ("“I did,” said the parson.", "Oakes"),
    ("“I did,” said the weary Parson.", "Oakes"),
    ("“Who are you?” said a stranger.\n\n“I am Douglas,” he answered.", "Douglas"),
    ("“Surely not,” chimed in Douglas.", "Douglas"),
    ("“Surely she could learn it,” broke in a thin, elderly gentleman.", "thin, elderly gentleman"),
    ("“Stop,” called out Douglas.", "Douglas"),
    ("“Yes,” Mrs. Pell cut in.", "Mrs. Pell"),
    ("Mr. Pell looked up. “You are late,” said his wife.", "Mrs. Pell"),
    ("Mrs. Pell looked up. “You are late,” her husband said.", "Mr. Pell"),
    ("“You are late,” said Mr. Pell's wife.", "Mrs. Pell"),
    ("“They have gone home,” said another.", None),
    ("“They have gone home,” somebody else said.", None),
    ("“They have gone home,” they cried.", None),
    ("“They have gone home,” said all the neighbours.", None),
    ("“It will be a shilling,” said the cabman.\n\n“Two?” asked Douglas.\n\n“Two,” said the cabman.", "cabman"),
]


def voice(document: Document, place: int = -1) -> str | None:
    speaker = document.quotes[place].speaker
    return None if speaker is None else speaker.name


@pytest.mark.parametrize(("line", "expected"), BESIDE, ids=[line for line, _ in BESIDE])
def test_the_words_beside_a_quotation(line: str, expected: str | None) -> None:
    name = voice(Attributor(genre="fiction")(SCENE.format(line)))
    assert name == expected or (name is not None and expected is not None and name.endswith(expected))


MEMOIR = """I was nine years old when I came to live with my aunt in the house by the mill.

“You will sleep in the attic,” said my aunt.

“Yes,” I said.

“You will not be afraid of rats,” my aunt went on.

“No,” I said. “Not of rats.”
"""


def test_a_relative_of_the_narrator_is_one_person() -> None:
    document = Attributor(genre="fiction")(MEMOIR)
    assert [voice(document, place) for place in range(4)] == ["my aunt", "narrator"] * 2


SENTENCES = [
    "“Yes,” he said, “but not today.”",
    "“I know,” she answered, “and I am glad of it.”",
    "“Well,” said the other, “it rather depends.”",
]


@pytest.mark.parametrize("line", SENTENCES)
def test_one_sentence_has_one_speaker(line: str) -> None:
    document = Attributor(genre="fiction")(
        SCENE.format(f"“Is it far?” asked Douglas.\n\n{line}\n\n“Go,” said Mrs. Pell.")
    )
    assert len({quote.speaker and quote.speaker.id for quote in document.quotes[1:-1]}) == 1
