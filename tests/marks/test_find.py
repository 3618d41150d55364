"""Which stretches stand in quotation marks: tables to read and to extend."""

import pytest

from quoteattr.marks import Marked, find_marked
from quoteattr.text import paragraphs

#: A text, and the stretches that a careful reader takes for marked, marks included, in order.
MUST_FIND = [
    # news, curly marks
    ("“We must be clear,” Mr Sunak told the meeting.", ["“We must be clear,”"]),
    (
        "Mr Putin said “we have met,” adding that they focus “primarily on trade”.",
        ["“we have met,”", "“primarily on trade”"],
    ),
    ("Russia fired more explosive “kamikaze” drones at the capital.", ["“kamikaze”"]),
    ("“Hello”—he waved—“goodbye.”", ["“Hello”", "“goodbye.”"]),
    ("(“No comment,” he said.)", ["“No comment,”"]),
    # straight marks
    ('"We agree," she said. "We sign today."', ['"We agree,"', '"We sign today."']),
    ('He said,"We agree,"and left.', ['"We agree,"']),
    # two characters for one mark
    ("''We agree,'' he said. ''They don't.''", ["''We agree,''", "''They don't.''"]),
    ("``We agree,'' he said. ``They don't.''", ["``We agree,''", "``They don't.''"]),
    ("“The vote was a farce,’’ a minister said.", ["“The vote was a farce,’’"]),
    ("''He told us, 'Go home,''' she said.", ["''He told us, 'Go home,'''"]),
    # other countries' marks
    ("„Wir kommen“, sagte er. „Ja.”", ["„Wir kommen“", "„Ja.”"]),
    ("»Wir kommen«, sagte er. »Ja.«", ["»Wir kommen«", "»Ja.«"]),
    ("« Nous venons », dit-il. «Oui.»", ["« Nous venons »", "«Oui.»"]),
    ("»Vi kommer», sa han. ”Ja.”", ["»Vi kommer»", "”Ja.”"]),
    ("‹Ja›, sagte er.", ["‹Ja›"]),
    ("「行く」と彼は言った。", ["「行く」"]),
    # mistyped marks
    ('“Yes," he said. "No,” she said.', ['“Yes,"', '"No,”']),
    ("”We cannot allow it,“ Alegre stressed. ”It is a cause.“", ["”We cannot allow it,“", "”It is a cause.“"]),
    ("“It keeps Hlophe's innocence “ Mncwabe said.", ["“It keeps Hlophe's innocence “"]),
    ("They cry “this is our moment’, but the ‘moment’ passes.", ["“this is our moment’", "‘moment’"]),
    ('""We agree,"" she said.', ['""We agree,""']),
    # single marks, in dialogue and in headlines
    ("'I am,' said Tom. 'The boys' hats are old,' he said.", ["'I am,'", "'The boys' hats are old,'"]),
    ("‘I don’t know,’ she said, ‘whose they are.’", ["‘I don’t know,’", "‘whose they are.’"]),
    ("'Tis true,' he said.", ["'Tis true,'"]),
    ("Hungarian leader gives insight to his ‘lonely’ worldview", ["‘lonely’"]),
    ("Ukraine facing ‘50,000 Russian troops’ in border area", ["‘50,000 Russian troops’"]),
    ("Ukraine facing '50,000 Russian troops' in border area", ["'50,000 Russian troops'"]),
    ("With 'woman's card,' Trump escalates", ["'woman's card,'"]),
    ("Obama: ‘It’s over.’\n“We lost,” he said. “We’ll be back.”", ["‘It’s over.’", "“We lost,”", "“We’ll be back.”"]),
    # inches beside quotations
    ('"The 5" pipe burst," he said. "It was 6" wide."', ['"The 5" pipe burst,"', '"It was 6" wide."']),
    ('He is 6\'2" tall and said "yes".', ['"yes"']),
    # the closing mark is missing
    ("He said, “One. And then nothing.", ["“One. And then nothing."]),
    ("“We condemn it. “They must stop,” the EU warned.", ["“We condemn it.", "“They must stop,”"]),
    (
        '"It had 2,000 students, he says, adding "Now there are 50,000".',
        ['"It had 2,000 students, he says, adding', '"Now there are 50,000"'],
    ),
    # the opening mark is missing
    ("By owning cows, they escape poverty,” says Baguma.", ["By owning cows, they escape poverty,”"]),
    ('He reviewed systems" and the "medical records" too.', ['"medical records"']),
]

#: Marks that are no quotation marks.
MUST_NOT_FIND = [
    "They don't know whose it is; we'll see. O'Neill's and Qur'an.",
    "The boys’ hats and the girls’ shoes; the Joneses' house.",
    "The boys' hats, the girls' shoes.",
    "Back in the '90s, the players' union won; in ’08 and '09 it lost.",
    "Give 'em hell till nine o'clock, 'cause the boys' club waits.",
    "Rock 'n' roll, fish ’n’ chips, goin' down to ol' Joe's.",
    "’Twas the ‘90s, and the boys’ club danced.",
    'He is 6\'2" tall, 5\'10" in socks; the 5" pipe is 6" long.',
    "A 5' wall of 12' poles.",
    "Five minutes is 5′, and 12″ is a foot.",
    "The scholar ‘Abd al-Rahman met ‘Ali in Sana'a.",
    "Parker Jr.'s and the U.S.'s case.",
    "It was over” and then it rained.",
    '""',
    "“ ”",
    "",
]

#: Outer quotation, and the quotations in it.
NESTED = [
    ("“He told me ‘no’ and ‘never’,” she said.", "“He told me ‘no’ and ‘never’,”", ["‘no’", "‘never’"]),
    ("‘He told me “no” and left,’ she said.", "‘He told me “no” and left,’", ["“no”"]),
    ("\"He asked, 'Why?'\" she said.", "\"He asked, 'Why?'\"", ["'Why?'"]),
    ('"She called it "odd" today," he said.', '"She called it "odd" today,"', ['"odd"']),
    ('"She asked: “Will you?” I did."', '"She asked: “Will you?” I did."', ["“Will you?”"]),
    ("“She said ‘he said “no” then’ twice.”", "“She said ‘he said “no” then’ twice.”", ["‘he said “no” then’"]),
    ("「『はい』と言った」", "「『はい』と言った」", ["『はい』"]),
    ("“We saw 'em in the boys' room.”", "“We saw 'em in the boys' room.”", []),
]


def marked(text: str) -> tuple[Marked, ...]:
    return find_marked(text, list(paragraphs(text)))


def stretches(text: str) -> list[str]:
    return [text[found.span.start : found.span.end] for found in marked(text)]


@pytest.mark.parametrize(("text", "expected"), MUST_FIND)
def test_marked_stretch_is_found(text: str, expected: list[str]) -> None:
    assert stretches(text) == expected


@pytest.mark.parametrize("text", MUST_NOT_FIND)
def test_mark_that_quotes_nothing_is_not_a_quotation(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize(("text", "outer", "inner"), NESTED)
def test_inner_quotation_is_nested_in_the_outer_one(text: str, outer: str, inner: list[str]) -> None:
    (found,) = marked(text)
    assert text[found.span.start : found.span.end] == outer
    assert [text[start:end] for start, end in found.nested] == inner


def test_content_leaves_marks_and_inner_blanks_out() -> None:
    text = "Il dit : « Oui, oui. »"
    (found,) = marked(text)
    assert text[found.content.start : found.content.end] == "Oui, oui."
    assert (found.opening, found.closed, found.continues, found.paragraph) == ("«", True, False, 0)


def test_mark_of_two_characters_is_one_opening_mark() -> None:
    assert [found.opening for found in marked("``We agree,'' he said. ''We do.''")] == ["``", "''"]


def test_paragraph_is_counted_among_those_given() -> None:
    assert [found.paragraph for found in marked("No marks here.\n\n“Yes.”\nNone.\n“No.”")] == [1, 3]


def test_quotation_that_reopens_at_each_paragraph_and_closes_once_goes_on() -> None:
    found = marked("Putin said: “We met.\n\n“We talked.\n\n“We agreed,” he said. “Twice.”")
    assert [(one.closed, one.continues) for one in found] == [
        (False, False),
        (False, True),
        (True, True),
        (True, False),
    ]
    assert stretches("“We met.\n“We talked.”") == ["“We met.", "“We talked.”"]


def test_single_marked_quotation_reopens_too() -> None:
    found = marked("‘I am,’ said Tom.\n‘Look,’ he said.\n‘We met.\n‘We talked,’ he added.\n‘Well.’")
    assert [(one.closed, one.continues) for one in found[2:4]] == [(False, False), (True, True)]


def test_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    found = marked("He said, “We met. \nThey left.\n“Stay,” she said.")
    assert [(one.closed, one.continues) for one in found] == [(False, False), (True, False)]
    assert stretches("He said, “We met. \nThey left.") == ["“We met."]


def test_quotation_may_run_on_into_a_paragraph_that_has_only_the_closing_mark() -> None:
    text = "He concurred: “Someday we must legalize them.\nUntil then the price stays high.” He is a father."
    assert stretches(text) == ["“Someday we must legalize them.", "Until then the price stays high.”"]
    assert [(one.opening, one.closed, one.continues) for one in marked(text)] == [("“", False, False), ("", True, True)]


def test_quotation_reopened_without_closing_goes_on() -> None:
    first, second = marked("“We condemn it. “They must stop,” the EU warned.")
    assert (first.closed, second.closed, second.continues) == (False, True, True)


def test_quotation_cut_short_by_a_dash_does_not_go_on() -> None:
    assert not any(found.continues for found in marked("“If I had known, I would--\n“You did not,” she said."))


def test_other_kind_of_mark_does_not_go_on() -> None:
    assert not any(found.continues for found in marked("“We met.\n‘Well,’ she said."))


def test_missing_mark_costs_no_more_than_its_paragraph() -> None:
    before, broken, after = '"One," he said.', 'He said "Two. "Three" and', '"Four," she said. "Five."'
    assert stretches(f"{before}\n{broken}\n{after}")[-2:] == ['"Four,"', '"Five."']
    assert stretches(f"{before}\n{broken}\n{after}")[0] == '"One,"'


def test_unclosed_single_mark_opens_a_quotation_only_in_dialogue_of_single_marks() -> None:
    assert stretches("“Yes,” he said.\nThe ‘lectric light.") == ["“Yes,”"]
    assert stretches("‘Yes,’ he said.\n‘I never knew. I swear.") == ["‘Yes,’", "‘I never knew. I swear."]


def test_quotation_may_run_over_the_lines_of_a_wrapped_paragraph() -> None:
    lines = ["“It was a long", "line,” he said."] + ["Filler text on a short line."] * 40
    text = "\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:])
    assert stretches(text) == ["“It was a long\nline,”"]
