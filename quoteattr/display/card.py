"""Cards: a speaker with all that he or she said, a quotation with the reasons for its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.display.document import full_name
from quoteattr.display.marked import look
from quoteattr.display.markup import counted, escaped, folded, fragment, isolated
from quoteattr.display.palette import BLUE, css
from quoteattr.model import UTTERANCES, Quote, Speaker

SHOWN = 10  # quotations on a speaker's card before the rest is folded


def speaker_card(speaker: Speaker) -> str:
    """Return name, roles, aliases and words of a speaker."""
    named_so = full_name(speaker) == speaker.name
    honorific = f'<span class="qa-quiet">{isolated(speaker.honorific or "")} </span>' if not named_so else ""
    roles = [isolated(role.text) + _affiliation(role.kind) for role in speaker.roles]
    facts = _facts(
        [
            ("roles" if len(roles) > 1 else "role", "<br>".join(roles)),
            ("in the text as", ", ".join(isolated(alias) for alias in speaker.aliases)),
            ("mentions", str(len(speaker.mentions)) if speaker.mentions else ""),
            ("quotations", str(len(speaker.said)) if speaker.said else ""),
        ]
    )
    said = _said(speaker.said[:SHOWN])
    if len(speaker.said) > SHOWN:
        said += folded(counted(len(speaker.said) - SHOWN, "more quotation"), _said(speaker.said[SHOWN:]))
    name = f'<span class="qa-name">{isolated(speaker.name)}</span>'
    head = f'<div>{honorific}{name} <span class="qa-quiet">{speaker.type}</span></div>'
    return fragment(f'<div class="qa-card" {css(BLUE)}>{head}{facts}{said}</div>')


def quote_card(quote: Quote) -> str:
    """Return a quotation's words, speaker, reasons and alternatives."""
    speaker = quote.speaker
    if speaker is not None:
        role = f', <span class="qa-quiet">{isolated(speaker.role)}</span>' if speaker.role else ""
        who = f"<b>{isolated(speaker.name)}</b>{role}"
    else:
        who = f'<span class="qa-quiet">{"speaker not known" if quote.type in UTTERANCES else "not an utterance"}</span>'
    others = (f"{isolated(other.speaker.name)} ({other.probability:.0%})" for other in quote.alternatives)
    facts = _facts(
        [
            ("type", escaped(quote.type)),
            ("kind", escaped(quote.kind or "")),
            ("confidence", f"{quote.confidence:.2f}" if speaker else ""),
            ("because", "<br>".join(isolated(step.text) for step in quote.evidence)),
            ("considered", ", ".join(others)),
        ]
    )
    words = (
        f'<mark class="qa-q qa-{look(quote)}">{escaped(quote.text)}</mark><sup class="qa-id">{escaped(quote.id)}</sup>'
    )
    return fragment(f'<div class="qa-card" {css(BLUE)}><p dir="auto">{words}</p><p>{who}</p>{facts}</div>')


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    """Return a list of terms with their HTML, without those that have none."""
    shown = "".join(f"<dt>{term}</dt><dd>{value}</dd>" for term, value in facts if value)
    return f"<dl>{shown}</dl>" if shown else ""


def _said(said: Sequence[str]) -> str:
    items = "".join(f'<li dir="auto"><mark class="qa-q">{escaped(words)}</mark></li>' for words in said)
    return f'<ol class="qa-said">{items}</ol>' if items else ""


def _affiliation(kind: str) -> str:
    return ' <span class="qa-quiet">(affiliation)</span>' if kind == "affiliation" else ""
