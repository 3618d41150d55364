"""Whom a pronoun or a description may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.mentions import mention_at
from quoteattr.model import Role
from quoteattr.roles import gather_roles
from quoteattr.speakers.history import History
from quoteattr.speakers.names import Name
from quoteattr.speakers.people import gather
from quoteattr.speakers.person import Person
from quoteattr.speakers.recover import recover_names
from quoteattr.speakers.reference import Option, reference_options
from tests.parses import sample


def options(source: str, word: str, sentence: int, spoken: tuple[str, ...] = ()) -> list[Option]:
    talk = sample(source)
    parse = recover_names(talk.parse)
    people = gather(parse)
    gather_roles(parse, people)
    history = History.before(parse, people)
    for name in spoken:
        history.spoken.append((0, 0, next(person for person in people if person.name == name)))
    mention = mention_at(parse, sentence, talk.index(word, sentence))
    return reference_options(parse, mention, 1, "Yes.", history)


def meant(source: str, word: str, sentence: int, spoken: tuple[str, ...] = ()) -> list[str]:
    """Return the names of those who may be meant; ``new``: somebody not named; ``nobody``: it is open."""
    return [
        option.person.name if option.person else "new" if option.new else "nobody"
        for option in options(source, word, sentence, spoken)
    ]


MET = (
    "Ms/NNP [PER Ann/NNP/nsubj>met Lee/NNP/flat>Ann] met=meet/VBD/root Mr/NNP [PER Bob/NNP/obj>met "
    "Roy/NNP/flat>Bob] ./.\n"
)
SAID = "“Yes,”/UH/discourse>said {0}/PRP/nsubj>said said=say/VBD/root ./."
BODY = "[ORG Amnesty/NNP/nsubj>met] met=meet/VBD/root Ms/NNP [PER Lee/NNP/obj>met] ./.\n"
OFFICE = (
    "[PER Ann/NNP/nsubj>met Lee/NNP/flat>Ann] ,/, the/DT/det>minister minister/NN/appos>Ann ,/, met=meet/VBD/root "
    "[PER Bob/NNP/obj>met Roy/NNP/flat>Bob] ./.\n"
)
DESCRIBED = "“Yes,”/UH/discourse>said the/DT/det>{0} {0}/NN/nsubj>said said=say/VBD/root ./."


@pytest.mark.parametrize(
    ("text", "word", "possible", "impossible"),
    [
        # gender that the text states rules people out
        (MET + SAID.format("she"), "she", ["Ann Lee"], ["Bob Roy"]),
        (MET + SAID.format("he"), "he", ["Bob Roy"], ["Ann Lee"]),
        (MET + DESCRIBED.format("spokeswoman"), "spokeswoman", ["Ann Lee"], ["Bob Roy"]),
        (MET + SAID.format("they"), "they", ["Ann Lee", "Bob Roy"], []),
        # a number means several
        (
            MET + "“Yes,”/UH/discourse>said the/DT/det>two two/CD/nsubj>said said=say/VBD/root ./.",
            "two",
            [],
            ["Bob Roy"],
        ),
        # a body is no "she"
        (BODY + SAID.format("she"), "she", ["Lee"], ["Amnesty"]),
        (BODY + SAID.format("it"), "it", ["Amnesty"], []),
        # a description may mean somebody new, a pronoun may not
        (OFFICE + DESCRIBED.format("minister"), "minister", ["Ann Lee", "new"], []),
        (MET + SAID.format("she"), "she", [], ["new"]),
    ],
)
def test_those_who_may_be_meant(text: str, word: str, possible: list[str], impossible: list[str]) -> None:
    found = meant(text, word, 1)
    assert [name for name in possible if name not in found] == []
    assert [name for name in impossible if name in found] == []


@pytest.mark.parametrize(
    ("subject", "word", "possible"),
    [
        # somebody's letter is his or hers, and nobody new
        ("[PER Lee/NNP/nmod>letter] ’s/POS/case>Lee letter/NN/nsubj>said", "letter", ["Lee", "nobody"]),
        ("a/DT/det>letter [ORG Amnesty/NNP/compound>letter] letter/NN/nsubj>said", "letter", ["Amnesty", "nobody"]),
        # what "a" introduces is nobody whom the text has named
        ("a/DT/det>minister minister/NN/nsubj>said", "minister", ["new", "nobody"]),
    ],
)
def test_a_description_says_whose_it_is(subject: str, word: str, possible: list[str]) -> None:
    assert meant(BODY + f"“Yes,”/UH/discourse>said {subject} said=say/VBD/root ./.", word, 1) == possible


@pytest.mark.parametrize("word", ["she", "he", "they"])
def test_nobody_is_an_option_where_the_sentence_does_not_tell(word: str) -> None:
    assert meant(MET + SAID.format(word), word, 1)[-1] == "nobody"


def test_those_named_later_are_not_meant_by_a_pronoun() -> None:
    assert "Bob Roy" not in meant(SAID.format("he") + "\nMr/NNP [PER Bob/NNP Roy/NNP] left/VBD ./.", "he", 0)


def test_whoever_spoke_last_comes_first() -> None:
    text = MET + SAID.format("they")
    assert meant(text, "they", 1, spoken=("Ann Lee",))[0] == "Ann Lee"
    assert meant(text, "they", 1, spoken=("Ann Lee", "Bob Roy"))[0] == "Bob Roy"


def test_the_subject_of_the_clause_before_is_meant() -> None:
    text = (
        MET + "[PER Cal/NNP/nsubj>denies Fox/NNP/flat>Cal] denies/VBZ/root it/PRP/obj>denies ;/,/punct>says "
        "he/PRP/nsubj>says says=say/VBZ/parataxis>denies “no”/UH/obj>says ./."
    )
    assert meant(text, "he", 1, spoken=("Bob Roy",)) == ["Cal Fox"]


def test_the_subject_of_the_sentence_is_meant_in_a_clause_with_where() -> None:
    text = (
        MET
        + "[PER Cal/NNP/nsubj>spoke Fox/NNP/flat>Cal] spoke=speak/VBD/root in/IN/case>Lagos Lagos/NNP/obl>spoke ,/, "
        "where/RB/advmod>said he/PRP/nsubj>said said=say/VBD/acl:relcl>Lagos “no”/UH/obj>said ./."
    )
    assert meant(text, "he", 1, spoken=("Bob Roy",)) == ["Cal Fox"]


def test_the_subject_of_the_sentence_before_is_meant_if_nobody_else_is_spoken_of() -> None:
    slept = "[PER Cal/NNP/nsubj>slept Fox/NNP/flat>Cal] slept/VBD/root ./.\n"
    assert meant(MET + slept + SAID.format("he"), "he", 2, spoken=("Bob Roy",)) == ["Cal Fox", "nobody"]
    talk = sample(MET + slept + SAID.format("he"))
    parse = recover_names(talk.parse)
    history = History.before(parse, gather(parse))
    found = reference_options(parse, mention_at(parse, 2, talk.index("he", 2)), 1, "She is brilliant.", history)
    assert [option.person.name for option in found if option.person] == ["Cal Fox", "Bob Roy"]


def test_somebody_unnamed_who_has_just_reported_is_meant() -> None:
    warned = "An/DT/det>aide aide/NN/nsubj>warned warned=warn/VBD/root ./.\n"
    assert meant(MET + warned + SAID.format("he"), "he", 2, spoken=("Bob Roy",)) == ["An aide", "nobody"]


def test_a_document_is_whose_the_text_has_said_or_of_whoever_spoke() -> None:
    wrote = "[PER Cal/NNP/nsubj>wrote Fox/NNP/flat>Cal] wrote=write/VBD/root a/DT/det>memoir memoir/NN/obj>wrote ./.\n"
    text = MET + wrote + DESCRIBED.format("book")
    assert meant(text, "book", 2) == ["Cal Fox", "nobody"]
    assert meant(text, "book", 2, spoken=("Bob Roy",)) == ["Bob Roy", "Cal Fox", "nobody"]


def test_everybody_is_an_option_once() -> None:
    found = meant(MET + MET + SAID.format("they"), "they", 2, spoken=("Ann Lee", "Ann Lee", "Bob Roy"))
    assert sorted(found) == ["Ann Lee", "Bob Roy", "nobody"]


def test_whose_office_is_just_what_a_description_says_is_meant_and_no_other_named() -> None:
    for subject in ("the/DT/det>minister minister", "minister"):
        found = meant(OFFICE + f"“Yes,”/UH/discourse>said {subject}/NN/nsubj>said said=say/VBD/root ./.", "minister", 1)
        assert found == ["Ann Lee", "new", "nobody"]


def test_an_office_named_far_above_is_found_by_the_description() -> None:
    filler = "It/PRP rained/VBD ./.\n" * 5 + "[PER Kim/NNP] slept/VBD ./.\n" * 60
    assert "Ann Lee" in meant(OFFICE + filler + DESCRIBED.format("minister"), "minister", 66)


def test_a_description_that_fits_nobody_reaches_no_further_than_the_names_near_by() -> None:
    filler = "".join(f"[PER Kim{number}/NNP] slept/VBD ./.\n" for number in range(60))
    assert "Ann Lee" not in meant(OFFICE + filler + DESCRIBED.format("baker"), "baker", 61)


LETTER = (
    "The/DT/det>letter letter/NN/nsubj>came signed=sign/VBN/acl>letter by/IN/case>Ann [PER Ann/NNP/obl>signed "
    "Lee/NNP/flat>Ann] came=come/VBD/root ./.\n"
)


def test_a_document_is_of_whom_the_text_has_named_as_its_author_and_nobody_new() -> None:
    found = meant(MET + LETTER + DESCRIBED.format("letter"), "letter", 2)
    assert "Ann Lee" in found
    assert "new" not in found
    assert "new" in meant(MET + DESCRIBED.format("letter"), "letter", 1)


def test_a_document_that_names_its_author_is_only_his() -> None:
    source = "“Yes,”/UH/discourse>said " + LETTER.replace("came=come/VBD/root", "said=say/VBD/root").replace(
        ">came", ">said"
    )
    assert meant(MET + source, "letter", 1) == ["Ann Lee", "nobody"]


def test_an_unknown_document_may_name_its_author_behind_it() -> None:
    source = LETTER.replace("The/DT/det>letter", "A/DT/det>letter").replace("came", "said").replace("=come", "=say")
    assert meant(MET + "“Yes,”/UH/discourse>said " + source, "letter", 1) == ["Ann Lee", "nobody"]


def test_somebodys_mother_is_somebody_else() -> None:
    mother = "[PER Ann/NNP/nmod:poss>mother] ’s/POS/case>Ann mother/NN/nsubj>said"
    assert "Ann Lee" not in meant(MET + f"“Yes,”/UH/discourse>said {mother} said=say/VBD/root ./.", "mother", 1)


@pytest.mark.parametrize(
    ("source", "possible"),
    [
        # whom the report is about does not report it
        (
            "[PER Bob/NNP/nsubj>go Roy/NNP/flat>Bob] should/MD/aux>go “go”/VB/root ,/, he/PRP/nsubj>said "
            "said=say/VBD/parataxis>go ./.",
            False,
        ),
        (
            "He/PRP/nsubj>said said=say/VBD/root [PER Bob/NNP/nsubj>go Roy/NNP/flat>Bob] should/MD/aux>go "
            "“go”/VB/ccomp>said ./.",
            False,
        ),
        # who reports and is reported with two verbs may be one
        (
            "[PER Bob/NNP/nsubj>announced Roy/NNP/flat>Bob] announced=announce/VBD/root “changes”/NNS/obj>announced "
            ",/, he/PRP/nsubj>said said=say/VBD/parataxis>announced ./.",
            True,
        ),
        # named in a clause before the report
        (
            "After/IN/mark>came [PER Bob/NNP/nsubj>came Roy/NNP/flat>Bob] came=come/VBD/advcl>said ,/, "
            "he/PRP/nsubj>said said=say/VBD/root “yes”/UH/obj>said ./.",
            True,
        ),
    ],
)
def test_a_pronoun_that_reports_is_nobody_named_in_the_report(source: str, possible: bool) -> None:
    word = "He" if source.startswith("He") else "he"
    assert ("Bob Roy" in meant(source, word, 0)) == possible


OFFICE_WORDS = st.lists(st.sampled_from("prime minister vice deputy water party".split()), min_size=1, max_size=3)
SOMEBODY = st.builds(
    lambda type, roles, forms: Person(
        type,
        "somebody",
        forms=[Name(" ".join(words), tuple(words), None) for words in forms],
        roles=[Role(" ".join(words), None, "position") for words in roles],
    ),
    st.sampled_from(("person", "org")),
    st.lists(OFFICE_WORDS, max_size=2),
    st.lists(OFFICE_WORDS, max_size=2),
)


@given(st.lists(SOMEBODY, max_size=6), OFFICE_WORDS)
def test_a_description_finds_whom_comparing_it_with_everybody_would_find(
    people: list[Person], described: list[str]
) -> None:
    noun = described[-1]
    before = "".join(f"{word}/NN/compound>{noun} " for word in described[:-1] if word != noun)
    parse = sample(f"the/DT/det>{noun} {before}{noun}/NN/nsubj>said said=say/VBD/root ./.").parse
    mention = mention_at(parse, 0, next(i for i, word in enumerate(parse.sentences[0].words) if word.text == noun))
    history = History.before(parse, people)

    def meets(person: Person) -> bool:
        known = [set(role.text.split()) for role in person.roles]
        known += [set(form.words) for form in person.forms] if person.type != "person" else []
        return any(set(described) <= words or noun in words for words in known)

    assert history.fitting(parse, mention) == [person for person in people if meets(person)]


def test_a_role_that_becomes_known_later_is_found() -> None:
    parse = sample("the/DT/det>minister minister/NN/nsubj>said said=say/VBD/root ./.").parse
    ann = Person("person", "Ann Lee")
    history = History.before(parse, [ann])
    mention = mention_at(parse, 0, 1)
    assert history.fitting(parse, mention) == []
    ann.roles.append(Role("minister", None, "position"))
    history.learn(ann)
    assert (history.fitting(parse, mention), history.people) == ([ann], [ann])
