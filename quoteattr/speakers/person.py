"""Somebody or some body of a text while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from quoteattr.model import Gender, KnownSpeaker, Role, Span, SpeakerType
from quoteattr.nlp.parse import Entity
from quoteattr.speakers.names import Name, honorific_gender


@dataclass(slots=True, eq=False)
class Person:
    """A person or body of the text.

    Attributes:
        type: As in ``model.Speaker``.
        name: The name to report.
        forms: The names under which it occurs; the fullest is not always first.
        entities: The names' places in the parse.
        first_use: Each form as the text has it, and where it first stands.
        spans: All its mentions, descriptions and pronouns included once they are resolved.
        gender: From honorifics, describing words, pronouns or the caller; None where the text says nothing.
        roles: Found so far.
        known: The caller's entry, or None.
        sort: What the describing noun of an unnamed speaker stands for: ``person``, ``group``, ``document``, ``thing``;
            None for named ones.
        called: The name to report where it is not the fullest form without its title, else None.
    """

    type: SpeakerType
    name: str
    forms: list[Name] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    first_use: dict[str, int] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    known: KnownSpeaker | None = None
    sort: str | None = None
    called: str | None = None

    @property
    def is_human(self) -> bool:
        """Whether it is somebody, named or described, and no body or document."""
        return self.type == "person" or self.sort == "person"

    @property
    def surface(self) -> list[str]:
        """The forms as the text has them, in order of appearance."""
        return sorted(self.first_use, key=self.first_use.__getitem__)

    def add(self, name: Name, entity: Entity, gender: Gender | None = None) -> None:
        """Take in one more occurrence of a name, with the gender that the words around it state."""
        self.entities.append(entity)
        self.spans.append(entity.span)
        if name not in self.forms:
            self.forms.append(name)
        surface = f"{name.honorific} {name.text}" if name.honorific else name.text
        start = entity.span.start
        self.first_use[surface] = min(start, self.first_use.get(surface, start))
        self.gender = self.gender or gender or honorific_gender(name.honorific)
