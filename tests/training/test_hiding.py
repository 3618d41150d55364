"""Names beside quotations that the scorer's training hides."""

import random

from quoteattr.training.fiction.hiding import HIDDEN, hide

TEXT = '"Come in," said Emma Lee. "Sit down."\n\n"No," said Mr. Roy.\n\n"Why?" she said.\n'
RECORD = {
    "text": TEXT,
    "entities": [
        {"id": "E0", "name": "Emma Lee", "aliases": ["Emma"], "gender": "F", "mentions": []},
        {"id": "E1", "name": "Mr. Roy", "aliases": [], "gender": None, "mentions": []},
    ],
    "quotes": [
        {"id": "Q0", "spans": [[0, 10], [26, 37]], "kind": "explicit", "ref": [11, 24], "speaker": "E0"},
        {"id": "Q1", "spans": [[39, 44]], "kind": "explicit", "ref": [45, 57], "speaker": "E1"},
        {"id": "Q2", "spans": [[60, 66]], "kind": "anaphoric", "ref": [67, 75], "speaker": "E0"},
    ],
}


def hidden() -> list[dict]:  # type: ignore[type-arg]
    return [hide(RECORD, random.Random(seed)) for seed in range(200)]


def quoted(record: dict) -> list[list[str]]:  # type: ignore[type-arg]
    return [[record["text"][slice(*span)] for span in quote["spans"]] for quote in record["quotes"]]


def test_quotations_stay_what_they_were() -> None:
    assert quoted(RECORD) == [['"Come in,"', '"Sit down."'], ['"No,"'], ['"Why?"']]
    for record in hidden():
        assert quoted(record) == quoted(RECORD)


def test_a_name_becomes_a_pronoun_or_goes_with_the_words_beside() -> None:
    texts = {record["text"].split("\n\n")[0] for record in hidden()}
    assert texts == {
        '"Come in," said Emma Lee. "Sit down."', '"Come in," said she. "Sit down."', '"Come in," "Sit down."',
    }  # fmt: skip


def test_nobody_of_unknown_gender_becomes_a_pronoun() -> None:
    assert {record["text"].split("\n\n")[1] for record in hidden()} == {'"No," said Mr. Roy.', '"No," '}


def test_what_is_hidden_is_no_longer_named_on_the_spot() -> None:
    kinds = {(record["text"].count("Emma Lee"), record["quotes"][0]["kind"]) for record in hidden()}
    assert kinds == {(1, "explicit"), (0, "anaphoric"), (0, "implicit")}


def test_about_a_share_is_hidden() -> None:
    share = sum(record["quotes"][1]["kind"] == "implicit" for record in hidden()) / 200
    assert abs(share - HIDDEN) < 0.1
