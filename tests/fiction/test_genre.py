"""Stories and news texts are told apart, and in doubt a text is news."""

from quoteattr import sample
from quoteattr.fiction.genre import decide_genre
from quoteattr.marks import find_marked
from quoteattr.model import Genre
from quoteattr.text import paragraphs

SCENE = (
    "“Where is he?” she asked, and her hands shook. He did not look at her. “Gone!” he said at last. She went to the "
    "window and stood there with her back to him, and he heard her breathe. “Will you not tell me?” she whispered.\n\n"
)


def genre(text: str) -> Genre:
    return decide_genre(text, find_marked(text, list(paragraphs(text))))


def test_news_sample_is_news() -> None:
    assert genre(sample()) == "news"


def test_long_scene_is_fiction() -> None:
    assert genre(SCENE * 10) == "fiction"


def test_text_too_short_to_tell_is_news() -> None:
    assert genre(SCENE) == "news"


def test_text_without_quotations_is_news() -> None:
    assert genre("She went to the window and stood there. " * 100) == "news"
