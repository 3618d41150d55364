"""Our figures against those of the scoring script by which published systems were measured: equal to the last digit."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from quoteattr.evaluation.figures import Figures
from quoteattr.evaluation.gold import GoldDocument, Prediction, choose, read_gold, read_predictions, write_predictions
from quoteattr.evaluation.report import figure_lines
from quoteattr.evaluation.score import score
from tests.evaluation import perturb

SHARED = Path(__file__).parents[2].parent / "shared"
SCRIPT = SHARED / "scoring" / "score.py"
CORPORA = (
    "aads_fr",
    "gum",
    "litbank",
    "openboek",
    "pdnc",
    "polnear",
    "polnews",
    "quoteli3",
    "redewiedergabe",
    "riqua",
    "wikinews_de",
    "worldnews",
)

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="no ../shared/scoring/score.py")


def dev(corpus: str) -> Path:
    path = SHARED / "corpora" / corpus / "dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no ../shared/corpora/{corpus}/dev.jsonl.gz")
    return path


def script_output(gold: Path, predictions: Path, *options: str) -> str:
    command = [sys.executable, str(SCRIPT), str(gold), str(predictions), *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=600).stdout


def shared(figures: Figures) -> dict[str, object]:
    """Return the figures that the script knows as well."""
    return {name: value for name, value in figures.to_dict().items() if name != "addressees"}


def assert_agreement(gold: Path, predictions: Mapping[str, Sequence[Prediction]], folder: Path) -> None:
    """Score a written prediction file with the script and with ours; compare every figure."""
    written = folder / "predictions.jsonl"
    write_predictions(written, predictions)
    ours = shared(score(read_gold(gold), read_predictions(written)))
    theirs = json.loads(script_output(gold, written, "--json"))
    assert json.loads(json.dumps(ours)) == theirs
    assert list(ours) == list(theirs)


@pytest.mark.parametrize("corpus", CORPORA)
def test_gold_as_prediction_and_no_prediction_get_the_figures_of_the_script(corpus: str, tmp_path: Path) -> None:
    gold = dev(corpus)
    assert_agreement(gold, perturb.perturbed(list(read_gold(gold)), perturb.unchanged), tmp_path)
    assert_agreement(gold, {}, tmp_path)


@pytest.mark.parametrize("corpus", CORPORA)
def test_predictions_wrong_in_every_way_get_the_figures_of_the_script(corpus: str, tmp_path: Path) -> None:
    gold = dev(corpus)
    assert_agreement(gold, perturb.perturbed(list(read_gold(gold)), perturb.everything), tmp_path)


@pytest.mark.parametrize("change", perturb.CHANGES, ids=lambda change: str(change.__name__))
@pytest.mark.parametrize("corpus", ["polnear", "polnews", "worldnews", "openboek"])
def test_predictions_wrong_in_one_way_get_the_figures_of_the_script(
    corpus: str, change: perturb.Change, tmp_path: Path
) -> None:
    gold = dev(corpus)
    assert_agreement(gold, perturb.perturbed(list(read_gold(gold)), change), tmp_path)


@pytest.mark.parametrize("corpus", ["worldnews", "polnear", "wikinews_de"])
def test_printed_lines_are_those_of_the_script(corpus: str, tmp_path: Path) -> None:
    gold, written = dev(corpus), tmp_path / "predictions.jsonl"
    documents = list(read_gold(gold))
    write_predictions(written, perturb.perturbed(documents, perturb.everything))
    figures = score(documents, read_predictions(written))
    assert list(figure_lines(figures, written.name)) == script_output(gold, written).splitlines()


def test_a_choice_of_documents_gets_the_figures_of_the_script(tmp_path: Path) -> None:
    gold, written = dev("worldnews"), tmp_path / "predictions.jsonl"
    documents = list(read_gold(gold))
    write_predictions(written, perturb.perturbed(documents, perturb.everything))
    chosen = list(choose(documents, ["af_", "cn_"]))
    assert 0 < len(chosen) < len(documents)
    ours = shared(score(chosen, read_predictions(written)))
    assert json.loads(json.dumps(ours)) == json.loads(script_output(gold, written, "--only", "af_,cn_", "--json"))


#: Every mark, well placed and ill, between words and names that share parts.
BITS = (
    *(
        "one two",
        "said",
        "the",
        "Ann Lee",
        "Mr Lee",
        "Bob Lee",
        "Ann-Marie Roy Jr",
        "boys'",
        "don't",
        "it’s",
        "s",
        "A.",
    ),
    *(
        ' "',
        '" ',
        " “",
        "” ",
        " „",
        "« ",
        " »",
        "‹",
        "›",
        " ‘",
        "’ ",
        " '",
        "' ",
        " ``",
        "'' ",
        " ''",
        " ”x",
        "(”x",
        "““",
    ),
    *(" ", " ", ", ", ": ", "\n", "\n\n", "\n \n", "\r\n"),
)
NAMES = ("Ann Lee", "Lee", "Bob Lee", "Ann", "Ann-Marie Roy", "Roy Jr", "the Lees", "Mr Lee", "Ann Lee's", "")


def random_text(chance: random.Random) -> str:
    text = "".join(chance.choice(BITS) for _ in range(chance.randint(1, 60)))
    # hard-wrapped: short lines, many of them, and a blank one
    return text if chance.random() < 0.7 else "\n".join([text, *["short line “of"] * 45, "", "", "he said” so", text])


def random_span(chance: random.Random, text: str) -> list[int]:
    return sorted(chance.randint(0, len(text)) for _ in range(2))


def random_quote(chance: random.Random, text: str) -> dict[str, object]:
    return {
        "spans": [random_span(chance, text) for _ in range(chance.randint(1, 3))],
        "style": chance.choice(("direct", "direct", "mixed", "written", "scare", "indirect", "broken")),
        "kind": chance.choice(("explicit", "implicit", None)),
        "cue": chance.choice((None, random_span(chance, text))),
        "speaker_mention": chance.choice((None, random_span(chance, text))),
        "speaker": chance.choice((None, "E0", "E1", "E2", "E9")),
        "speaker_name": chance.choice((None, *NAMES)),
        "role": chance.choice((None, "mayor of Quay", "the mayor", "clerk")),
    }


def random_document(number: int) -> dict[str, object]:
    chance = random.Random(number)
    text = random_text(chance)
    entities = [
        {
            "id": f"E{index}",
            "name": chance.choice(NAMES),
            "aliases": chance.sample(NAMES, chance.randint(0, 2)),
            "type": chance.choice(("person", "unnamed", None)),
            "roles": chance.choice(([], ["mayor of Quay", "mayor"], ["clerk"])),
            "role": chance.choice((None, "acting mayor")),
        }
        for index in range(chance.randint(0, 3))
    ]
    quotes = [random_quote(chance, text) for _ in range(chance.randint(0, 6))]
    return {"doc_id": f"random {number}", "text": text, "entities": entities, "quotes": quotes}


def random_predictions(document: Mapping[str, object]) -> dict[str, object]:
    chance = random.Random(str(document["doc_id"]))
    text = str(document["text"])
    return {"doc_id": document["doc_id"], "quotes": [random_quote(chance, text) for _ in range(chance.randint(0, 8))]}


def test_random_texts_get_the_figures_of_the_script(tmp_path: Path) -> None:
    gold, written = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    documents = [random_document(number) for number in range(1000)]
    gold.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    written.write_text(
        "".join(json.dumps(random_predictions(document)) + "\n" for document in documents), encoding="utf-8"
    )
    ours = shared(score(read_gold(gold), read_predictions(written)))
    assert json.loads(json.dumps(ours)) == json.loads(script_output(gold, written, "--json"))


def test_gold_as_prediction_is_right_in_everything(tmp_path: Path) -> None:
    gold = dev("worldnews")
    documents: list[GoldDocument] = list(read_gold(gold))
    figures = score(documents, perturb.perturbed(documents, perturb.unchanged))
    assert figures.detection(figures.detected_exactly).f1 == 1
    assert [figures.mention.f1, figures.name_strict.f1, figures.cue.recall, figures.role.f1] == [1, 1, 1, 1]
