"""Which body of the text "the company" or "the rights group" is: such words speak of one named before."""

from __future__ import annotations

from collections.abc import Iterable

from quoteattr.lexicon import words
from quoteattr.mentions import Mention, is_subject
from quoteattr.nlp.parse import Parse
from quoteattr.speakers.descriptions import describing_words, description_match, determiner, noun_of
from quoteattr.speakers.person import Person

#: What a firm, and nothing else, is called.
_OF_FIRMS = frozenset(
    "airline automaker bank brand brewer broadcaster business carmaker carrier chain chipmaker company drugmaker firm "
    "giant insurer lab label lender maker manufacturer miner operator outlet planemaker platform publisher retailer "
    "start-up startup steelmaker streamer studio supermarket toymaker utility".split()
)
#: Those of them that any firm is called.
_OF_ANY_FIRM = frozenset("business company firm giant group".split())
#: What other bodies are called. "The ministry" and "the court" may be ones that the text does not name.
_OF_OTHERS = frozenset(
    "agency app association body bureau charity club commission federation force foundation fund group institute "
    "institution league lobby magazine movement museum network newspaper ngo organisation organization paper party "
    "regulator society tank team think-tank trust union watchdog".split()
)
#: Those of more than one word that speak of a body named before: "the *oil* major", "the *rights* group".
_LONG = _OF_FIRMS | frozenset("agency body charity firm group major organisation organization tank watchdog".split())
#: Words before such a noun, at most; with others it may be a body of its own: the *central* bank.
_MOST_BEFORE = 2
_OWN = frozenset("central main national other same state".split())
#: Who reports what others say, and is seldom the body that a text is about.
_AGENCIES = frozenset(
    "afp al-jazeera ansa ap associated axios bbc bloomberg cnbc cnn dpa efe france-presse interfax itar-tass kyodo "
    "reuters tass xinhua yonhap".split()
)
#: Bodies of states and parties, by a word of their names.
_OF_STATES = frozenset(
    "african anc apec asean bjp cia ecowas eu fbi gop hamas hezbollah imf interpol labour mi5 mi6 mossad nato oecd "
    "opec osce pentagon sadc taliban tories un unesco unhcr unicef united uno who wto".split()
)
_OF_NEWS = frozenset("agency broadcaster channel network newspaper paper publisher".split())
#: What bodies are called that often bear the name of a place alone.
_AT_A_PLACE = frozenset("club museum team".split())


def bodies_meant(parse: Parse, mention: Mention, named: Iterable[Person]) -> list[Person]:
    """Return the bodies that a definite description can mean; none where it may be of one that the text does not name.

    Args:
        parse: The parsed text.
        mention: A description.
        named: People and bodies that the text names before it.
    """
    noun, _ = noun_of(parse, mention)
    if not _speaks_of_known(parse, mention, noun):
        return []
    types = ("ORG", "MISC", "LOC") if noun in _AT_A_PLACE else ("ORG", "MISC")
    bodies = [one for one in named if one.type == "org" and any(name.type in types for name in one.entities)]
    if "news" in describing_words(parse, mention):
        return [one for one in bodies if _words(one) & _AGENCIES]
    fitting = [one for one in bodies if description_match(parse, mention, one).startswith("name")]
    fitting = fitting or [one for one in bodies if _can_be(noun, one)]
    if noun not in _OF_FIRMS:
        return fitting
    opening = [one for one in fitting if any(name.sentence == 0 and is_subject(parse, name) for name in one.entities)]
    if noun in _OF_ANY_FIRM and len(opening) == 1:
        return opening  # whom the text is about
    return fitting if any(_acts_before(parse, mention, one) for one in fitting) else []


def _speaks_of_known(parse: Parse, mention: Mention, noun: str) -> bool:
    """Tell whether a description is one that speaks of a body named before."""
    said = describing_words(parse, mention)
    before = said - {noun}
    if determiner(parse, mention) not in ("the", "this") or mention.plural or len(before) > _MOST_BEFORE:
        return False
    if before:
        return noun in _LONG and not before & _OWN and not _is_owned(parse, mention)
    return noun in _OF_FIRMS or noun in _OF_OTHERS


def _is_owned(parse: Parse, mention: Mention) -> bool:
    """Tell whether a description names another body or somebody: the *Toyota* unit; not the *Oslo*-based firm."""
    items = parse.sentences[mention.sentence].words
    return any(
        name.type in ("ORG", "PER") and mention.core.holds(name.span) and items[name.last + 1].text != "-"
        for name in parse.entities_of.get(mention.sentence, ())
        if name.last + 1 < len(items)
    )


def _can_be(noun: str, body: Person) -> bool:
    """Tell whether a body may be called so: no ministry is a company, no agency what the text is about."""
    name = _words(body)
    if (name & _AGENCIES and noun not in _OF_NEWS) or (name & _OF_STATES and noun not in _VAGUE and noun != "party"):
        return False
    own = name & words("group_nouns")
    return not own or noun in _VAGUE or (noun in _OF_FIRMS and bool(own & _OF_FIRMS))


#: What bodies of many sorts are called.
_VAGUE = frozenset(
    "agency body bureau force fund group institution organisation organization tank think-tank watchdog".split()
)


def _words(body: Person) -> set[str]:
    return {word for form in body.forms for word in form.words}


def _acts_before(parse: Parse, mention: Mention, body: Person) -> bool:
    """Tell whether a body is the subject of a clause before a mention."""
    return any(name.span < mention.span and is_subject(parse, name) for name in body.entities)
