"""Names of a cast are completed and found in the text."""

from quoteattr.fiction.aliases import complete, find_namings


def test_part_of_a_name_that_one_person_bears_is_added() -> None:
    assert complete([["Monsieur Poirot"], ["Ann Lee"]], "Poirot smiled.")["Poirot"] == (0,)


def test_surname_of_a_family_names_nobody_alone() -> None:
    assert "Bennet" not in complete([["Mr. Bennet"], ["Jane Bennet"]], "The Bennet family dined.")


def test_longest_form_wins() -> None:
    text = "Then Jane Fairfax spoke."
    found = find_namings(text, complete([["Jane Fairfax"], ["Jane"]], text))
    assert [(text[slice(*naming.span)], naming.who) for naming in found] == [("Jane Fairfax", (0,))]
