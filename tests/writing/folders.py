"""Model folders that a test makes: tiny, and of known scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from sentence_transformers import CrossEncoder
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertForTokenClassification,
    PreTrainedTokenizerFast,
)

if TYPE_CHECKING:
    from pathlib import Path

_WIDTH = 8
# The word that the models are made to notice.
NOTICED = "police"
_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", NOTICED, "and", "health", "must", "attend"]


def _tokenizer() -> Any:  # noqa: ANN401
    words = {word: number for number, word in enumerate(_WORDS)}
    own = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))  # noqa: S106  no secret
    own.normalizer = normalizers.Lowercase()
    own.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    own.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )  # fmt: skip
    made: Any = PreTrainedTokenizerFast
    return made(
        tokenizer_object=own, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]",  # noqa: S106
        sep_token="[SEP]", mask_token="[MASK]", model_max_length=64,  # noqa: S106
    )  # fmt: skip


def _config(labels: dict[int, str]) -> Any:  # noqa: ANN401
    return BertConfig(
        vocab_size=len(_WORDS), hidden_size=_WIDTH, num_hidden_layers=1, num_attention_heads=1,
        intermediate_size=_WIDTH, max_position_embeddings=64, id2label=labels,
        label2id={name: at for at, name in labels.items()},
    )  # fmt: skip


def cross_encoder(folder: Path, labels: dict[int, str], scores: list[float]) -> Path:
    """Save a cross-encoder that gives each pair the same scores, one a label."""
    model = BertForSequenceClassification(_config(labels))
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor(scores))
    model.save_pretrained(folder)
    _tokenizer().save_pretrained(folder)
    # as its own package saves it
    CrossEncoder(str(folder), device="cpu").save_pretrained(str(folder / "saved"))
    return folder / "saved"


def token_classifier(folder: Path) -> Path:
    """Save one that marks the noticed word, and no other."""
    model: Any = BertForTokenClassification(_config({0: "LABEL_0", 1: "LABEL_1"}))
    with torch.no_grad():
        for one in model.parameters():
            one.zero_()
        model.bert.embeddings.LayerNorm.weight.fill_(1)
        for layer in model.bert.encoder.layer:
            layer.attention.output.LayerNorm.weight.fill_(1)
            layer.output.LayerNorm.weight.fill_(1)
        model.bert.embeddings.word_embeddings.weight[_WORDS.index(NOTICED), 0] = 1
        model.classifier.weight[1, 0] = 20
        model.classifier.bias[0] = 5
    model.save_pretrained(folder)
    _tokenizer().save_pretrained(folder)
    return folder
