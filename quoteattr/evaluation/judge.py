"""Whether what a prediction says about a gold piece is right: mention, name, cue, role.

Where several gold quotations share a piece, the answer that suits the prediction best counts.
"""

from __future__ import annotations

from typing import NamedTuple

from quoteattr.evaluation.align import Alignment, GoldPiece
from quoteattr.evaluation.gold import GoldEntity, GoldQuote, Prediction
from quoteattr.evaluation.names import WRONG, NameMatch, entity_forms, match_name, match_role, same_role
from quoteattr.model import Span


class MentionMatch(NamedTuple):
    """Whether a mention is right, and whether it has the same content words as the gold one."""

    right: bool
    exact: bool


class Judge:
    """Compares the predictions for one document with its gold."""

    def __init__(self, alignment: Alignment) -> None:
        self._text = alignment.document.text
        self._worded = alignment.worded
        self._entities = {entity.id: entity for entity in alignment.document.entities}
        self._forms = entity_forms(self._entities.values())

    def mention(self, prediction: Prediction, piece: GoldPiece) -> MentionMatch:
        """Right: the two spans have a content word in common, at that place in the text."""
        return max(self._mention(prediction.mention, quote.mention) for quote in piece.quotes)

    def answered_name(self, prediction: Prediction) -> str | None:
        """Return the predicted name, or without one the words of the predicted mention; None where neither is given."""
        if prediction.speaker_name:
            return prediction.speaker_name
        return self._text[slice(*prediction.mention)] or None if prediction.mention else None

    def name(self, prediction: Prediction, piece: GoldPiece) -> NameMatch:
        """Compare the answered name with the gold speaker, strictly and leniently."""
        name = self.answered_name(prediction)
        if name is None:
            return WRONG
        return max(match_name(name, quote.speaker, quote.speaker_name, self._forms) for quote in piece.quotes)

    def cue(self, prediction: Prediction, piece: GoldPiece) -> bool:
        """Tell whether the predicted cue shares a word with the gold one, or a character where that has no words."""
        return any(self._cue(prediction.cue, quote.cue) for quote in piece.quotes)

    def roles(self, piece: GoldPiece) -> frozenset[str]:
        """Return all roles that the text gives the piece's speaker; unnamed speakers have none beside their name."""
        return frozenset(role for quote in piece.quotes for role in self._roles(quote))

    def role(self, prediction: Prediction, piece: GoldPiece) -> bool:
        """Tell whether the predicted role shares at least half of its content words with one of the gold roles."""
        role = prediction.role
        return role is not None and any(match_role(role, gold) for gold in self.roles(piece))

    def role_is_exact(self, prediction: Prediction, piece: GoldPiece) -> bool:
        """Tell whether the predicted role has the very words of one of the gold roles."""
        role = prediction.role
        return role is not None and any(same_role(role, gold) for gold in self.roles(piece))

    def addressees(self, piece: GoldPiece) -> frozenset[str]:
        """Return the entities to whom the piece is said."""
        return frozenset(who for quote in piece.quotes for who in quote.addressees if who in self._entities)

    def is_addressee(self, name: str, piece: GoldPiece) -> bool:
        """Tell whether a predicted name is, leniently, that of somebody to whom the piece is said."""
        return any(
            match_name(name, who, self._entities[who].name, self._forms).lenient for who in self.addressees(piece)
        )

    def is_unnamed(self, piece: GoldPiece) -> bool:
        """Tell whether a speaker of the piece is unnamed, so that no role can be asked of it."""
        return any((entity := self._entity(quote)) is not None and entity.is_unnamed for quote in piece.quotes)

    @property
    def roles_are_annotated(self) -> bool:
        """Whether the document's annotators gave roles at all."""
        return any(entity.roles for entity in self._entities.values())

    def _entity(self, quote: GoldQuote) -> GoldEntity | None:
        return self._entities.get(quote.speaker) if quote.speaker is not None else None

    def _roles(self, quote: GoldQuote) -> tuple[str, ...]:
        entity = self._entity(quote)
        if entity is not None and entity.is_unnamed:
            return ()
        return (*(entity.roles if entity else ()), *((quote.role,) if quote.role else ()))

    def _mention(self, predicted: Span | None, gold: Span | None) -> MentionMatch:
        if predicted is None or gold is None or not predicted.overlaps(gold):
            return MentionMatch(right=False, exact=False)
        common = Span(max(predicted.start, gold.start), min(predicted.end, gold.end))
        right = not self._worded.content_numbers(gold).isdisjoint(self._worded.words_in(common))
        return MentionMatch(
            right=right, exact=right and self._worded.content_words(predicted) == self._worded.content_words(gold)
        )

    def _cue(self, predicted: Span | None, gold: Span | None) -> bool:
        if predicted is None or gold is None:
            return False
        gold_words = set(self._worded.words_in(gold))
        if not gold_words:
            return predicted.overlaps(gold)
        return not gold_words.isdisjoint(self._worded.words_in(predicted))
