"""Weights trained on everything, and on all but one fold of the documents, to see what they do on texts not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoteattr.attribution import Look, attribute_quotations
from quoteattr.config import Settings
from quoteattr.document import build_document
from quoteattr.evaluation.align import align
from quoteattr.evaluation.figures import Figures
from quoteattr.evaluation.gold import predictions_of
from quoteattr.evaluation.report import figure_lines
from quoteattr.evaluation.score import score_alignment
from quoteattr.model import Document
from quoteattr.pipeline import people_stage
from quoteattr.ranking import AttributionModel, Ranker
from quoteattr.training.attribution.examples import Example, Examples, collect
from quoteattr.training.attribution.fit import accuracy, fit
from quoteattr.training.attribution.parses import ParsedGold

FOLDS = 5

#: The weight of the penalty on squared weights by ranker, chosen by five folds over documents.
PENALTY = {"cue": 0.3, "type": 2.0, "context": 2.0, "reference": 1.0}


@dataclass(frozen=True, slots=True)
class Training:
    """Documents, their examples, and for each fold the cue ranker that has not seen it.

    Attributes:
        documents: Parsed gold; document ``n`` is in fold ``n % FOLDS``.
        looks: By ``doc_id``, what a network that has not seen the document makes of its stretches.
        examples: Of all documents; those for types rest on the readings by ``cues``.
        given: What stands in for the rankers that are not fitted.
        fitted: The names of those that are, ``cue`` among them.
        cues: One ranker a fold, trained on the other folds.
    """

    documents: Sequence[ParsedGold]
    looks: Mapping[str, Look]
    examples: Examples
    given: AttributionModel
    fitted: Sequence[str]
    cues: tuple[Ranker, ...] = ()

    @classmethod
    def of(
        cls,
        documents: Sequence[ParsedGold],
        looks: Mapping[str, Look],
        given: AttributionModel,
        fitted: Sequence[str],
    ) -> Training:
        """Collect the examples, those for types on top of cue readings by rankers that have not seen the document."""
        examples, typed = Examples(), Examples()
        collect(iter(documents), examples, None, looks)
        training = cls(documents, looks, examples, given, fitted)
        cues = tuple(training._fit("cue", without=fold) for fold in range(FOLDS))
        if "type" in fitted or "context" in fitted:
            for fold, cue in enumerate(cues):
                collect(iter(training.fold(fold)), typed, cue, looks)
        return replace(training, examples=replace(examples, type=typed.type, context=typed.context), cues=cues)

    def fold(self, fold: int) -> list[ParsedGold]:
        """Return the documents of a fold."""
        return [document for number, document in enumerate(self.documents) if number % FOLDS == fold]

    def model(self) -> AttributionModel:
        """Return the rankers trained on everything."""
        return replace(self.given, **{name: self._fit(name) for name in self.fitted})

    def model_without(self, fold: int) -> AttributionModel:
        """Return the rankers that have not seen a fold."""
        others = {name: self._fit(name, without=fold) for name in self.fitted if name != "cue"}
        return replace(self.given, cue=self.cues[fold], **others)

    def report(self) -> Iterator[str]:
        """Yield for each ranker the number of its examples and its accuracy over folds."""
        for name in self.fitted:
            right = 0.0
            for fold in range(FOLDS):
                held = self._examples(name, self._ids(fold), inside=True)
                ranker = self.cues[fold] if name == "cue" else self._fit(name, without=fold)
                right += accuracy(ranker, held) * len(held)
            count = len(getattr(self.examples, name))
            yield f"{name:<9} {count:6} examples, accuracy over {FOLDS} folds {right / max(1, count):.3f}"

    def _fit(self, name: str, without: int | None = None) -> Ranker:
        held = set() if without is None else self._ids(without)
        return fit(self._examples(name, held, inside=False), penalty=PENALTY[name])

    def _ids(self, fold: int) -> set[str]:
        return {document.gold.doc_id for document in self.fold(fold)}

    def _examples(self, name: str, documents: set[str], *, inside: bool) -> list[Example]:
        return [example for example in getattr(self.examples, name) if (example.document in documents) == inside]


def held_out_lines(training: Training, settings: Settings) -> Iterator[str]:
    """Yield the figures, end to end, for each corpus with people: every fold by weights that have not seen it."""
    figures: dict[str, Figures] = {}
    for fold in range(FOLDS):
        model = training.model_without(fold)
        for parsed in training.fold(fold):
            if parsed.gold.entities:
                answer = attribute_parsed(parsed, model, settings, training.looks[parsed.gold.doc_id])
                found = align(parsed.gold, predictions_of(answer))
                corpus = parsed.gold.doc_id.partition("/")[0]
                figures[corpus] = figures.get(corpus, Figures()) + score_alignment(found)
    for corpus, counted in figures.items():
        yield from figure_lines(counted, f"{corpus} train, {FOLDS} folds")


def attribute_parsed(parsed: ParsedGold, model: AttributionModel, settings: Settings, look: Look) -> Document:
    """Return the document that the later stages make of a parse, with a model's weights."""
    state = people_stage(parsed.state, settings)
    assert state.parse is not None
    attributions = attribute_quotations(state.parse, state.paragraphs, state.marked, list(state.people), model, look)
    return build_document(state.parse, state.marked, attributions, settings.lang, {})
