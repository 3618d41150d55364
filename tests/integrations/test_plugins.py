"""quoteattr inside Stanza's and spaCy's pipelines, with the packaged models."""

import importlib

import pytest
import spacy
import stanza
from spacy.language import Language
from spacy.tokens import DocBin

import quoteattr
import quoteattr.stanza
from quoteattr.resources import packaged_models

TEXT = "“The bridge stays shut,” city engineer Maren Holloway said. “Until spring,” she added.\n\nIt rained."

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def pipeline() -> stanza.Pipeline:
    return stanza.Pipeline(
        "en",
        dir=str(packaged_models("en")),
        processors="tokenize,mwt,pos,lemma,depparse,ner,quoteattr",
        download_method=None,
        use_gpu=False,
        logging_level="ERROR",
    )


def test_a_stanza_pipeline_puts_the_result_on_its_document(pipeline: stanza.Pipeline) -> None:
    found = pipeline(TEXT).quoteattr
    assert found.text == TEXT
    assert [(quote.text, str(quote.speaker)) for quote in found.quotes] == [
        ("“The bridge stays shut,”", "Maren Holloway"),
        ("“Until spring,”", "Maren Holloway"),
    ]


def test_the_stanza_door_can_be_imported_again() -> None:
    from stanza.pipeline.registry import PIPELINE_NAMES

    importlib.reload(importlib.import_module("quoteattr.integrations.stanza"))
    assert PIPELINE_NAMES.count("quoteattr") == 1


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    return nlp


def test_a_spacy_component_fills_spans_with_speaker_and_role(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(span.text, span.label_, span._.quote_id, span._.speaker, span._.role) for span in doc.spans["quotes"]] == [
        ("“The bridge stays shut,”", "direct", "q1", "Maren Holloway", "city engineer"),
        ("“Until spring,”", "direct", "q2", "Maren Holloway", "city engineer"),
    ]
    assert doc._.quoteattr == quoteattr.attribute(TEXT)


def test_spacy_pipe_keeps_the_order_and_takes_texts_without_quotations(nlp: Language) -> None:
    assert [len(doc.spans["quotes"]) for doc in nlp.pipe(["It rained.", TEXT, ""])] == [0, 2, 0]


def test_a_docbin_keeps_everything(nlp: Language) -> None:
    stored = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    assert next((span.text, span._.speaker) for span in doc.spans["quotes"]) == (
        "“The bridge stays shut,”",
        "Maren Holloway",
    )
    assert doc._.quoteattr == quoteattr.attribute(TEXT)
