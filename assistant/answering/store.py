"""An indexed knowledge base kept between runs, so that a question is answered at once.

One file in the user's cache folder: JSON, and the matcher's bytes, which are read where they lie. It is named by the
folder and the content it was made of and by this version of the program, is written beside and moved into place, and is
passed over where it is damaged, where it cannot be written, and where VERDICT_CACHE is empty.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import struct
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from assistant.answering.library import Item, Library, build, entries_of, lexicon_of, shipped, word_list
from assistant.knowledge.base import Category, Entry, KnowledgeBase, Outside, Source, Subject, Talk, Topic, files, load
from assistant.knowledge.english import English, Refusal, load_english
from assistant.knowledge.examples import KEPT
from assistant.matching.matcher import Matcher
from assistant.words.word_list import WordList

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 4
"""Raised whenever what is kept, or how, changes."""

SUFFIX, MOST = ".index", 8
"""How kept files end, and how many there are at most, one for each knowledge base."""

_HEAD = struct.Struct("<QI")
"""The length of the JSON, and its checksum (the matcher's bytes have their own)."""

_MAKERS = (
    *("answering/library", "answering/store", "asking/question", "matching/matcher"),
    *("knowledge/base", "knowledge/english", "knowledge/examples", "knowledge/faults"),
    *("knowledge/plain", "knowledge/schema", "knowledge/scoreboard", "words/lexicon", "words/phrases", "words/text"),
)
"""Modules that what is kept is made by: kept by one version of them, it is not used by another."""

_PARTS: dict[str, Any] = {
    "source": Source,
    "subjects": Subject,
    "topics": Topic,
    "categories": Category,
    "entries": Entry,
    "outside": Outside,
    "talk": Talk,
}
_CUES: dict[str, Any] = {"small_talk": Talk, "follow_ups": Talk, "refusals": Refusal, "overall": Entry}


def open_kept(folder: Path | str | None = None) -> Library:
    """Return the library of a knowledge base (default: the shipped one), from the cache where it is kept there.

    Everything that exists then is put out of the garbage collector's sight for good (`gc.freeze`): a fifth less time a
    question.

    Raises DataError: a file of the knowledge base cannot be used.
    """
    collects = gc.isenabled()
    gc.disable()  # what is loaded here stays: to search it for garbage, now or later, costs more than the loading
    try:
        return _open(folder)
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def _open(folder: Path | str | None) -> Library:
    base = str(folder) if folder else shipped("django-vs-flask")
    words = word_list()
    place = _place(base, words)
    library = _read(place, words) if place else None
    if library is None:
        built = build(load(base), load_english(shipped("english")), words)
        kept = json.dumps(_as_json(built), separators=(",", ":"))
        library = _opened(json.loads(kept), built.matcher, words)
        if place:
            _write(place, kept.encode(), built.matcher.to_bytes())
    return library


def _place(folder: str, words: WordList) -> str | None:
    """The file that keeps this content, None where nothing is to be kept."""
    cache = cache_folder()
    if not cache:
        return None
    package = os.path.dirname(os.path.dirname(__file__))
    made_by = [os.stat(os.path.join(package, f"{name}.py")).st_mtime_ns for name in _MAKERS]
    size, content = len(words.data), zlib.crc32(words.data)
    for path in (*files(folder), shipped("english", "english.yaml"), shipped("english", "asking.yaml")):
        data = _bytes(path)
        size, content = size + len(data), zlib.crc32(data, content)
    whose, version = os.path.realpath(folder).encode(), repr((FORMAT, made_by)).encode()
    made_of = f"{zlib.crc32(whose):08x}-{size:x}-{content:08x}-{zlib.crc32(version):08x}"
    return os.path.join(cache, made_of + SUFFIX)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def cache_folder() -> str:
    """Return the folder where what can be made again is kept, "" where nothing is to be kept."""
    return os.environ.get("VERDICT_CACHE", _cache_folder())


def _cache_folder() -> str:
    """The platform's cache folder; a library for this would cost more start-up time than the whole answer."""
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", os.path.expanduser("~")), "verdict", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/verdict")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "verdict")


def _read(place: str, words: WordList) -> Library | None:
    """The library kept in `place`, None where there is none or it is damaged."""
    try:
        with open(place, "rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        size, check = _HEAD.unpack_from(whole)
        kept = whole[_HEAD.size : _HEAD.size + size]
        if zlib.crc32(kept) != check:
            return None
        return _opened(json.loads(bytes(kept)), Matcher.from_bytes(whole[_HEAD.size + size :]), words)
    except (OSError, ValueError, struct.error):
        return None


def _write(place: str, kept: bytes, index: bytes) -> None:
    """Keep a library, all at once; what was kept of the same knowledge base before goes."""
    import tempfile

    folder, name = os.path.split(place)
    try:
        os.makedirs(folder, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=folder, prefix=name.removesuffix(SUFFIX), suffix=".new")
        with os.fdopen(handle, "wb") as file:
            file.writelines((_HEAD.pack(len(kept), zlib.crc32(kept)), kept, index))
        os.replace(beside, place)
    except OSError:
        return
    _clear(folder, name)


def _clear(folder: str, name: str) -> None:
    """Delete what else is kept of the same knowledge base, and of others all but the latest few."""
    others = [os.path.join(folder, each) for each in os.listdir(folder) if each != name]
    whose = os.path.join(folder, name.partition("-")[0])
    older = [path for path in others if path.startswith(whose)]
    rest = [path for path in others if path.endswith(SUFFIX) and path not in older]
    for path in (*older, *sorted(rest, key=_written, reverse=True)[MOST - 1 :]):
        with suppress(OSError):
            os.unlink(path)


def _written(path: str) -> float:
    """When a file was written, in seconds; 0 where another process has deleted it."""
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0


def _row(each: Any) -> list[Any]:
    """The values of a record; of examples only what is still needed."""
    values = {name: getattr(each, name) for name in each.fields if name != "mark"}
    if not isinstance(each, Talk) and "ask" in values:
        values["ask"] = values["ask"][:KEPT]
    return list(values.values())


def _rows(each: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record whose `parts` are records or lists of them."""
    values = {name: getattr(each, name) for name in each.fields}
    for name in parts:
        value = values[name]
        values[name] = [_row(item) for item in value] if isinstance(value, tuple) else _row(value)
    return values


def _records(values: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    made = {name: tuple(kind(*row) for row in values[name]) for name, kind in parts.items() if kind is not Source}
    return {**values, **made}


def _by_number(numbers: Mapping[str, float]) -> list[tuple[float, str]]:
    """Words by the number they have in common, as one string each: it is read much faster than a list."""
    words: dict[float, list[str]] = defaultdict(list)
    for word, number in numbers.items():
        words[number].append(word)
    return [(number, " ".join(found)) for number, found in words.items()]


def _numbers(kept: Iterable[tuple[Any, str]]) -> dict[str, Any]:
    return {word: number for number, words in kept for word in words.split()}


def _as_json(library: Library) -> dict[str, Any]:
    """What is kept of a library."""
    lexicon = library.lexicon
    return {
        "base": _rows(library.base, _PARTS),
        "english": _rows(library.english, _CUES),
        "counts": _by_number(lexicon.counts),
        "bases": lexicon.bases,
        "synonyms": lexicon.synonyms,
        "plain": "\n".join(text for text, words in lexicon.phrases.items() if text == words),
        "phrases": {text: words for text, words in lexicon.phrases.items() if text != words},
        "items": [[each.entry.id, each.words, sorted(each.forms), each.question] for each in library.items.values()],
        "rarity": _by_number(library.rarity),
        "terms": library.terms,
        "poles": library.poles,
        "kinds": [" ".join(sorted(words)) for words in (library.common, library.general, library.talk)],
    }


def _opened(kept: dict[str, Any], matcher: Matcher, words: WordList) -> Library:
    values = _records(kept["base"], _PARTS)
    base = KnowledgeBase(**{**values, "source": Source(*values["source"])})
    english = English(**_records(kept["english"], _CUES))
    lexicon = lexicon_of(base, english, words)
    lexicon.counts = Counter(_numbers(kept["counts"]))
    lexicon.bases, lexicon.synonyms = kept["bases"], kept["synonyms"]
    plain = kept["plain"].split("\n")
    lexicon.phrases = dict(zip(plain, plain, strict=True))
    lexicon.phrases.update(kept["phrases"])
    categories = {each.id: each for each in base.categories}
    entries = {each.id: each for each in entries_of(base, english)}
    items = {
        name: Item(entries[name], categories.get(entries[name].topic), vocabulary, frozenset(forms), question)
        for name, vocabulary, forms, question in kept["items"]
    }
    rarity = _numbers(kept["rarity"])
    kinds = (frozenset(words.split()) for words in kept["kinds"])
    return Library(base, english, lexicon, items, matcher, rarity, kept["terms"], kept["poles"], *kinds)
