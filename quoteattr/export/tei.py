"""TEI P5: the whole text, its quotations as ``said``, and who speaks as ``listPerson`` and ``listOrg``.

Stretches that overlap are nested, and cut where one ends inside another or a paragraph ends; the pieces of a quotation
are linked by ``next`` and ``prev``. XML has one line break and no control characters: CR LF is written as LF, and what
XML cannot hold as U+FFFD.
"""

from __future__ import annotations

import heapq
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from quoteattr.export.documents import in_text_order
from quoteattr.model import UTTERANCES, Document, Quote, Span, Speaker
from quoteattr.text import paragraphs

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"

#: The element of marked words that are nobody's utterance.
NONQUOTES = {"scare": "soCalled", "title": "title", "term": "term"}

#: What the values of ``ana`` mean.
CATEGORIES = {
    "direct": "clauses in marks that somebody said",
    "mixed": "a fragment built into the narrator's sentence",
    "written": "quoted from a document",
    "explicit": "attributed by name",
    "anaphoric": "attributed by a pronoun or a description",
    "implicit": "attributed by the context alone",
}

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


@dataclass(order=True)
class _Stretch:
    """A stretch of text that becomes an element; of two that begin together the longer one is the outer one."""

    start: int
    before: int  # minus the end
    rank: int
    quote: Quote = field(compare=False)
    layer: str = field(compare=False)

    @property
    def end(self) -> int:
        return -self.before


def as_tei(document: Document, title: str = "Quotations and their speakers") -> str:
    """Return a TEI document in which the text stands whole, white space included.

    Args:
        document: What to write.
        title: For the header.
    """
    ids = _xml_ids(document)
    root = ET.Element("TEI", {"xmlns": NAMESPACE, XML + "lang": document.lang})
    root.append(_header(document, title, ids))
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    _Writer(document, ids).write(body)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


class _Writer:
    """Writes the paragraphs; what is still to come waits in a heap, in the order of the text."""

    def __init__(self, document: Document, ids: Mapping[str, str]) -> None:
        self.text = document.text
        self.ids = ids
        self.waiting: list[_Stretch] = []
        self.pieces: dict[int, list[ET.Element]] = {}
        self.names: dict[int, str] = {}
        for number, quote in enumerate(in_text_order(document), start=1):
            self.names[id(quote)] = f"q{number}"
            for rank, layer, spans in (
                (0, "quote", quote.spans),
                (1, "mention", (quote.mention,)),
                (2, "cue", (quote.cue,)),
            ):
                for span in spans:
                    if span is not None and span.start < span.end:
                        heapq.heappush(self.waiting, _Stretch(span.start, -span.end, rank, quote, layer))

    def write(self, body: ET.Element) -> None:
        at = 0
        for paragraph in paragraphs(self.text):
            self._skip_to(paragraph.start)
            _add_text(body, self.text[at : paragraph.start])
            self._fill(ET.SubElement(body, "p"), paragraph)
            at = paragraph.end
        if not len(body):
            ET.SubElement(body, "p")
        _add_text(body, self.text[at:])
        for pieces in self.pieces.values():
            for one, other in pairwise(pieces):
                one.set("next", "#" + other.attrib[XML + "id"])
                other.set("prev", "#" + one.attrib[XML + "id"])

    def _skip_to(self, start: int) -> None:
        """Cut off what lies in the white space before a paragraph."""
        while self.waiting and self.waiting[0].start < start:
            self._put_back(heapq.heappop(self.waiting), start)

    def _put_back(self, stretch: _Stretch, start: int) -> None:
        if start < stretch.end:
            stretch.start = start
            heapq.heappush(self.waiting, stretch)

    def _fill(self, element: ET.Element, span: Span) -> None:
        at = span.start
        while self.waiting and self.waiting[0].start < span.end:
            stretch = heapq.heappop(self.waiting)
            start, end = stretch.start, min(stretch.end, span.end)
            _add_text(element, self.text[at:start])
            self._put_back(stretch, span.end)
            self._fill(self._element(element, stretch), Span(start, end))
            at = end
        _add_text(element, self.text[at : span.end])

    def _element(self, parent: ET.Element, stretch: _Stretch) -> ET.Element:
        quote = stretch.quote
        name = self.names[id(quote)]
        if stretch.layer == "cue":
            return ET.SubElement(parent, "seg", {"type": "cue", "corresp": f"#{name}"})
        if stretch.layer == "mention":
            whom = {"ref": f"#{self.ids[quote.speaker.id]}"} if quote.speaker else {}
            return ET.SubElement(parent, "rs", {**whom, "corresp": f"#{name}"})
        pieces = self.pieces.setdefault(id(quote), [])
        piece = {XML + "id": f"{name}.{len(pieces) + 1}" if pieces else name}
        pieces.append(ET.SubElement(parent, NONQUOTES.get(quote.type, "said"), piece | self._facts(quote)))
        return pieces[-1]

    def _facts(self, quote: Quote) -> dict[str, str]:
        if quote.type not in UTTERANCES:
            return {}
        facts = {"direct": "true", "aloud": str(quote.type != "written").lower()}
        facts["ana"] = " ".join(f"#{name}" for name in (quote.type, quote.kind) if name)
        if quote.speaker is not None:
            facts |= {"who": f"#{self.ids[quote.speaker.id]}", "cert": f"{quote.confidence:.3f}"}
        return facts


def _header(document: Document, title: str, ids: Mapping[str, str]) -> ET.Element:
    header = ET.Element("teiHeader")
    file = ET.SubElement(header, "fileDesc")
    ET.SubElement(ET.SubElement(file, "titleStmt"), "title").text = _clean(title)
    made_by = " ".join(["quoteattr", *filter(None, [document.meta.get("quoteattr")])])
    for element, words in (("publicationStmt", "Not published."), ("sourceDesc", f"Plain text, read by {made_by}.")):
        ET.SubElement(ET.SubElement(file, element), "p").text = _clean(words)
    taxonomy = ET.SubElement(ET.SubElement(ET.SubElement(header, "encodingDesc"), "classDecl"), "taxonomy")
    for name, meaning in CATEGORIES.items():
        category = ET.SubElement(taxonomy, "category", {XML + "id": name})
        ET.SubElement(category, "catDesc").text = meaning
    cast = {speaker.id: speaker for speaker in _cast(document)}
    people = [speaker for speaker in cast.values() if speaker.type != "org"]
    bodies = [speaker for speaker in cast.values() if speaker.type == "org"]
    if cast:
        profile = ET.SubElement(header, "profileDesc")
        about = ET.SubElement(profile, "particDesc")
        if people:
            listed = ET.SubElement(about, "listPerson")
            for speaker in people:
                tag = "personGrp" if speaker.type == "group" else "person"
                _describe(ET.SubElement(listed, tag), speaker, "persName", ids)
        if bodies:
            listed = ET.SubElement(about, "listOrg")
            for speaker in bodies:
                _describe(ET.SubElement(listed, "org"), speaker, "orgName", ids)
    return header


def _describe(element: ET.Element, speaker: Speaker, tag: str, ids: Mapping[str, str]) -> None:
    """Add name, honorific, roles, aliases and the id that XML could not hold."""
    element.set(XML + "id", ids[speaker.id])
    name = ET.SubElement(element, tag, {"type": speaker.type})
    if speaker.honorific:
        ET.SubElement(name, "roleName", {"type": "honorific"}).text = _clean(speaker.honorific)
    ET.SubElement(name, "name").text = _clean(speaker.name)
    for role in speaker.roles:
        ET.SubElement(name, "roleName", {"type": role.kind}).text = _clean(role.text)
    for alias in speaker.aliases:
        ET.SubElement(element, tag, {"type": "alias"}).text = _clean(alias)
    ET.SubElement(element, "idno", {"type": "quoteattr"}).text = _clean(speaker.id)


def _cast(document: Document) -> list[Speaker]:
    return [*document.speakers, *(quote.speaker for quote in document.quotes if quote.speaker is not None)]


def _xml_ids(document: Document) -> dict[str, str]:
    """Return an ``xml:id`` for each speaker: their own id where XML allows it and no other element has it."""
    names: dict[str, str] = {}
    for speaker in _cast(document):
        own = _XML_ID.fullmatch(speaker.id) and not re.match(r"q\d", speaker.id) and speaker.id not in CATEGORIES
        names.setdefault(speaker.id, speaker.id if own else f"speaker.{len(names) + 1}")
    return names


def _add_text(element: ET.Element, text: str) -> None:
    """Add text behind all that an element holds."""
    text = _clean(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
