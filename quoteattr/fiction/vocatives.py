"""What a quotation's words tell of genders: it is said to a man (“Yes, sir”), its speaker is a wife (“my husband”)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quoteattr.model import Gender
from quoteattr.text import APOSTROPHES

_MARK = f"[{APOSTROPHES}]"
#: Relatives are called so without "my" or with "my dear": "my brother," between commas, is mostly spoken of.
_ALONE: dict[Gender, str] = {
    "M": "papa|pa|dad|daddy|father|grandpapa|grandfather|uncle|brother|sir|sire|monsieur|mister|signor|gentlemen",
    "F": "mamma|mama|mum|mummy|mother|grandmamma|grandmother|granny|aunt|auntie|sister"
    rf"|madam|ma{_MARK}am|madame|mademoiselle|miss|missus|signora|signorina|ladies",
}
#: Nobody is called so without a word before: "my boy", "old man".
_WITH_WORDS: dict[Gender, str] = {"M": "lord|boy|lad|son|man|friend|fellow|chap", "F": "lady|girl|daughter|woman"}
_SELVES: tuple[tuple[Gender, str, str], ...] = (("F", "husband", "woman|girl"), ("M", "wife", "man|gentleman"))
#: By itself between commas or at an end of the sentence, or behind a word that calls or answers.
_CALLED = {
    gender: re.compile(
        rf"(?:(?:^|[,;!?.\N{{EM DASH}}-])\W*|\b(?:oh|yes|no) )"
        rf"(?:(?:(?:my )?(?:dear|good|poor) )?(?:{_ALONE[gender]})"
        rf"|(?:(?:my|dear|good|poor|old|young) )+(?:{_WITH_WORDS[gender]}))(?=\W*$|\s*[,;:!?.\N{{EM DASH}}-])",
        re.IGNORECASE,
    )
    for gender in _ALONE
}
#: Whom a husband or wife is married to, and what somebody says that he or she is.
_OWN = {
    gender: re.compile(
        rf"\b[Mm]y (?:late |dear |poor |own )?{spouse}\b|\bI(?:{_MARK}m| am) (?:only )?an? (?:\w+ )?(?:{nouns})\b"
    )
    for gender, spouse, nouns in _SELVES
}


def called_gender(quoted: str) -> Gender | None:
    """Return the gender of whom a quotation calls; None where it calls nobody, or both."""
    return _only(_CALLED, quoted)


def own_gender(quoted: str) -> Gender | None:
    """Return the gender that somebody's words tell of him or her: “*my husband* is out”; None where they do not."""
    return _only(_OWN, quoted)


def _only(patterns: Mapping[Gender, re.Pattern[str]], quoted: str) -> Gender | None:
    found = [gender for gender, pattern in patterns.items() if pattern.search(quoted)]
    return found[0] if len(found) == 1 else None
