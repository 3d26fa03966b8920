"""An indexed knowledge base kept between runs, so that a question is answered at once.

One file in the user's cache folder: a line that names what it was made of, a line of JSON, the matcher's bytes. It is
named by the content it was made of and by this version of the program, is written beside and moved into place, and is
passed over where it is damaged, where it cannot be written, and where VERDICT_CACHE is empty.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.english import English, Refusal, Talk
from assistant.examples import KEPT
from assistant.knowledge import Category, Entry, KnowledgeBase, Outside, Source, Subject, Topic, files
from assistant.library import Item, Library, build, entries_of, knowledge_folder, lexicon_of, word_list
from assistant.matcher import Matcher

FORMAT = 1
"""Raised whenever what is kept, or how, changes."""

SUGGESTED = KEPT
"""Examples kept of each entry."""

_MAKERS = ("english", "knowledge", "lexicon", "library", "matcher", "question", "scoreboard", "store", "text")
"""Modules that what is kept is made by: kept by one version of them, it is not used by another."""

_PARTS: dict[str, Any] = {
    "source": Source,
    "subjects": Subject,
    "topics": Topic,
    "categories": Category,
    "entries": Entry,
    "outside": Outside,
}
_CUES: dict[str, Any] = {"small_talk": Talk, "follow_ups": Talk, "refusals": Refusal, "overall": Entry}


def open_kept(folder: Path | str | None = None) -> Library:
    """Return the library of a knowledge base (default: the shipped one), from the cache where it is kept there.

    Raises DataError: a file of the knowledge base cannot be used.
    """
    knowledge = knowledge_folder()
    base = Path(folder) if folder else knowledge / "django-vs-flask"
    place = _place(base, knowledge)
    library = _read(place, knowledge) if place else None
    if library is None:
        library = _built(base, knowledge)
        if place:
            _write(place, library)
    return library


def _built(folder: Path, knowledge: Path) -> Library:
    from assistant.english import load_english
    from assistant.knowledge import load

    return build(load(folder), load_english(knowledge / "english" / "english.yaml"), word_list(knowledge))


def _place(folder: Path, knowledge: Path) -> Path | None:
    """The file that keeps this content, None where nothing is to be kept."""
    cache = os.environ.get("VERDICT_CACHE", _cache_folder())
    if not cache:
        return None
    made_by = [Path(__file__).with_name(f"{name}.py").stat().st_mtime_ns for name in _MAKERS]
    data = b"".join(path.read_bytes() for path in [*files(folder), *sorted((knowledge / "english").iterdir())])
    checks = f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}{zlib.crc32(repr((FORMAT, made_by)).encode()):08x}"
    return Path(cache) / f"{folder.name}-{len(data):x}-{checks}.index"


def _cache_folder() -> str:
    """The platform's cache folder; a library for this would cost more start-up time than the whole answer."""
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", os.path.expanduser("~")), "verdict", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/verdict")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "verdict")


def _read(place: Path, knowledge: Path) -> Library | None:
    try:
        with place.open("rb") as file:
            return _opened(json.loads(file.readline()), file.read(), knowledge)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(place: Path, library: Library) -> None:
    import tempfile

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=place.name)
        with os.fdopen(handle, "wb") as file:
            file.write(
                json.dumps(_as_json(library), separators=(",", ":")).encode() + b"\n" + library.matcher.to_bytes()
            )
        os.replace(name, place)
    except OSError:
        return


def _row(each: Any) -> list[Any]:
    """The values of a record; of examples only what is still needed."""
    values = {name: getattr(each, name) for name in each.__dataclass_fields__ if name != "mark"}
    if not isinstance(each, Talk) and "ask" in values:
        values["ask"] = values["ask"][:SUGGESTED]
    return list(values.values())


def _rows(each: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record whose `parts` are records or lists of them."""
    values = {name: getattr(each, name) for name in each.__dataclass_fields__}
    for name in parts:
        value = values[name]
        values[name] = [_row(item) for item in value] if isinstance(value, tuple) else _row(value)
    return values


def _records(values: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    made = {name: tuple(kind(*row) for row in values[name]) for name, kind in parts.items() if kind is not Source}
    return {**values, **made}


def _as_json(library: Library) -> dict[str, Any]:
    lexicon = library.lexicon
    items = [[each.entry.id, " ".join(sorted(each.vocabulary)), sorted(each.forms)] for each in library.items.values()]
    return {
        "base": _rows(library.base, _PARTS),
        "english": _rows(library.english, _CUES),
        "counts": lexicon.counts,
        "phrases": lexicon.phrases,
        "bases": {word: base for word, base in lexicon.bases.items() if word in lexicon.counts},
        "items": items,
        "rarity": library.rarity,
    }


def _opened(kept: dict[str, Any], index: bytes, knowledge: Path) -> Library:
    values = _records(kept["base"], _PARTS)
    base = KnowledgeBase(**{**values, "source": Source(*values["source"])})
    english = English(**_records(kept["english"], _CUES))
    lexicon = lexicon_of(base, english, word_list(knowledge))
    lexicon.counts, lexicon.phrases, lexicon.bases = Counter(kept["counts"]), kept["phrases"], kept["bases"]
    entries = {each.id: each for each in entries_of(base, english)}
    items = {
        name: Item(entries[name], base.category(entries[name].topic), frozenset(vocabulary.split()), frozenset(forms))
        for name, vocabulary, forms in kept["items"]
    }
    return Library(base, english, lexicon, items, Matcher.from_bytes(index), kept["rarity"])
