from dataclasses import fields, replace

import numpy as np
import pytest

from dragoman.codebook.categories import load_plover
from dragoman.documents.clean import clean
from dragoman.errors import ModelMismatch
from dragoman.language.encoder import load_encoder
from dragoman.language.features import featurize
from dragoman.language.pieces import load_word_pieces
from dragoman.language.reading import read_document
from dragoman.words import split_words
from tests.fakes import LABELS, article

PIECES = load_word_pieces()


def test_a_file_that_is_no_model_is_refused_with_its_name(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    with pytest.raises(ModelMismatch, match="Not a model that can be run") as raised:
        load_encoder(load_plover(), PIECES.pad, path)
    assert raised.value.where == str(path)


def test_a_missing_model_is_refused_with_its_name(tmp_path):
    with pytest.raises(ModelMismatch, match="Not a model that can be run"):
        load_encoder(load_plover(), PIECES.pad, tmp_path / "nowhere.onnx")


@pytest.mark.model
class TestTheShippedModel:
    def test_has_the_labels_of_the_shipped_codebook(self):
        assert load_encoder(load_plover(), PIECES.pad).labels == LABELS

    def test_is_refused_for_another_codebook(self):
        codebook = load_plover()
        fewer = {name: found for name, found in codebook.categories.items() if name != "AID"}
        with pytest.raises(ModelMismatch) as raised:
            load_encoder(replace(codebook, version="mine-1", categories=fewer), PIECES.pad)
        assert raised.value.what == "The model's labels are not the codebook's, or not in its order"
        assert raised.value.mend.startswith("train a model for codebook mine-1")

    def test_scores_a_passage_to_the_bit_the_same_in_any_company(self):
        encoder = load_encoder(load_plover(), PIECES.pad)
        texts = ("Kyiv accused Beijing of arming Moscow.", "Rebels shelled Kharkiv. " * 9, "Fog.")
        passages = [featurize(split_words(text), PIECES) for text in texts]
        among = encoder.score(passages[::-1])[::-1]
        for passage, score in zip(passages, among, strict=True):
            [alone] = encoder.score([passage])
            for field in fields(alone):
                assert np.array_equal(getattr(alone, field.name), getattr(score, field.name))

    def test_scores_each_passage_in_the_order_given_whatever_its_length(self):
        encoder = load_encoder(load_plover(), PIECES.pad)
        passages = [featurize(split_words(text), PIECES) for text in ("a " * 40, "Kyiv", "", "a b c")]
        scores = encoder.score(passages)
        assert all(
            len(score.mentions) >= len(passage.first_pieces)
            for score, passage in zip(scores, passages, strict=True)
        )
        assert encoder.score([]) == []

    def test_reads_a_document_the_same_in_any_company(self):
        encoder = load_encoder(load_plover(), PIECES.pad)
        text = "Ukraine accused China on Thursday of supplying arms to Russia."
        alone = read_document(clean(article(text)), encoder, PIECES)
        company = [clean(article(other)) for other in ("Rebels shelled Kharkiv. " * 9, text, "Fog.")]
        assert [read_document(one, encoder, PIECES) for one in company][1] == alone
