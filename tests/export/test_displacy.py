"""displaCy's manual input, drawn by displaCy itself."""

from spacy import displacy

from tests.export.town import DOCUMENT, TEXT


def test_every_stretch_is_an_entity_with_its_speaker() -> None:
    drawn = DOCUMENT.to_displacy()
    assert drawn["text"] == TEXT
    ents = drawn["ents"]
    assert isinstance(ents, list)
    assert [(TEXT[ent["start"] : ent["end"]], ent["label"]) for ent in ents] == [
        ("“We are ready,”", "Ann Lee"),
        ("“a disgrace”", "Ann Lee"),
        ("“quick”", "scare"),
        ("“Never!”", "?"),
    ]


def test_displacy_draws_it() -> None:
    html = displacy.render(DOCUMENT.to_displacy(), style="ent", manual=True, jupyter=False)
    assert html.count("<mark") == 4
    assert "Ann Lee" in html
