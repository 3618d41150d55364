"""When a name or a role is right."""

import pytest

from quoteattr.evaluation.gold import GoldEntity
from quoteattr.evaluation.names import (
    entity_forms,
    last_name,
    match_name,
    match_role,
    name_parts,
    normal,
    same_role,
)

TOWN = [
    GoldEntity(id="E0", name="Ann Lee", aliases=("Annie",)),
    GoldEntity(id="E1", name="Bob Lee"),
    GoldEntity(id="E2", name="Hercule Poirot"),
    GoldEntity(id="E3", name="Ann-Marie Roy Jr."),
]


@pytest.mark.parametrize(
    ("name", "entity", "strict", "lenient"),
    [
        ("Ann Lee", "E0", True, True),
        ("ANN LEE's", "E0", True, True),
        ("the Annie", "E0", True, True),
        ("Mr. Poirot", "E2", False, True),
        ("Inspector Hercule Poirot", "E2", False, True),
        ("Roy", "E3", False, True),
        ("Marie Roy", "E3", False, True),
        ("Lee", "E0", False, False),  # two of that name
        ("Ann", "E0", False, False),  # "Ann-Marie" would fit too
        ("Bob Lee", "E0", False, False),
        ("Poirot", "E0", False, False),
        ("Mr", "E2", False, False),
        ("the", "E2", False, False),
        ("...", "E2", False, False),
    ],
)
def test_names(name: str, entity: str, strict: bool, lenient: bool) -> None:
    match = match_name(name, entity, None, entity_forms(TOWN))
    assert (match.strict, match.lenient) == (strict, lenient)


def test_the_annotators_name_is_right_where_the_cast_lacks_it() -> None:
    assert match_name("Old Nan", "E0", "Old Nan", entity_forms(TOWN)).strict
    assert match_name("Nan", None, "Old Nan", {}).lenient
    assert not match_name("Nan", None, None, {}).lenient


def test_parts_of_names() -> None:
    assert normal(" The  Rev. Ann-Marie O’Hara’s ") == "rev ann-marie o’hara"
    assert last_name("Bob Roy III") == "roy"
    assert last_name("Jr.") is None
    assert name_parts("Lady Ann-Marie de Roy Sr") == {"ann", "marie", "de", "roy"}


@pytest.mark.parametrize(
    ("role", "gold", "right", "exact"),
    [
        ("mayor of Quay", "Mayor of Quay", True, True),
        ("the mayor", "mayor of Quay", True, False),
        ("mayor", "acting mayor of Quay", False, False),
        ("acting deputy mayor of Quay town", "mayor", False, False),
        ("of the", "of the", False, True),
        ("clerk", "mayor", False, False),
    ],
)
def test_roles(role: str, gold: str, right: bool, exact: bool) -> None:
    assert match_role(role, gold) is right
    assert same_role(role, gold) is exact
