"""An indexed knowledge base kept between runs, so that a question is answered at once.

One file in the user's cache folder: a line that names what it was made of, a line of JSON, the matcher's bytes. It is
named by the content it was made of and by this version of the program, is written beside and moved into place, and is
passed over where it is damaged, where it cannot be written, and where VERDICT_CACHE is empty.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.english import English, Refusal, Talk
from assistant.knowledge import Category, Entry, KnowledgeBase, Outside, Source, Subject, Topic, files
from assistant.library import Item, Library, build, knowledge_folder, lexicon_of, word_list
from assistant.matcher import Matcher

FORMAT = 1
"""Raised whenever what is kept, or how, changes."""

SUGGESTED = 3
"""Examples kept of each entry: those that suggestions are taken from."""

_PARTS: dict[str, Any] = {
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
    length, checks = 0, [zlib.crc32(str(FORMAT).encode()), zlib.adler32(b"")]
    for path in [
        *files(folder),
        *sorted((knowledge / "english").iterdir()),
        *sorted(Path(__file__).parent.glob("*.py")),
    ]:
        data = path.read_bytes()
        length += len(data)
        checks = [zlib.crc32(data, checks[0]), zlib.adler32(data, checks[1])]
    return Path(cache) / f"{folder.name}-{length:x}-{checks[0]:08x}{checks[1]:08x}.index"


def _cache_folder() -> str:
    """The platform's cache folder; a library for this would cost more start-up time than the whole answer."""
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", os.path.expanduser("~")), "verdict", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/verdict")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "verdict")


def _read(place: Path, knowledge: Path) -> Library | None:
    try:
        head, data = place.read_bytes().split(b"\n", 1)
        return _opened(json.loads(head), data, knowledge)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(place: Path, library: Library) -> None:
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
    values = [getattr(each, name) for name in each.__dataclass_fields__ if name != "mark"]
    if isinstance(each, (Category, Entry)):
        values[list(each.__dataclass_fields__).index("ask")] = each.ask[:SUGGESTED]
    return values


def _as_json(library: Library) -> dict[str, Any]:
    base, english, lexicon = library.base, library.english, library.lexicon
    return {
        "base": {
            name: [_row(each) for each in getattr(base, name)]
            if name in _PARTS
            else _row(base.source)
            if name == "source"
            else getattr(base, name)
            for name in base.__dataclass_fields__
        },
        "english": {
            name: [_row(each) for each in getattr(english, name)] if name in _CUES else getattr(english, name)
            for name in english.__dataclass_fields__
        },
        "counts": lexicon.counts,
        "phrases": lexicon.phrases,
        "bases": {word: base for word, base in lexicon.bases.items() if word in lexicon.counts},
        "items": [
            [_row(item.entry), " ".join(sorted(item.vocabulary)), sorted(item.forms)] for item in library.items.values()
        ],
    }


def _opened(kept: dict[str, Any], index: bytes, knowledge: Path) -> Library:
    matcher = Matcher.from_bytes(index)
    values = kept["base"]
    base = KnowledgeBase(
        **{
            **values,
            "source": Source(*values["source"]),
            **{name: tuple(kind(*row) for row in values[name]) for name, kind in _PARTS.items()},
        }
    )
    cues = kept["english"]
    english = English(**{**cues, **{name: tuple(kind(*row) for row in cues[name]) for name, kind in _CUES.items()}})
    lexicon = lexicon_of(base, english, word_list(knowledge))
    lexicon.counts, lexicon.phrases, lexicon.bases = Counter(kept["counts"]), kept["phrases"], kept["bases"]
    items = {}
    for row, vocabulary, forms in kept["items"]:
        entry = Entry(*row)
        items[entry.id] = Item(entry, base.category(entry.topic), frozenset(vocabulary.split()), frozenset(forms))
    return Library(base, english, lexicon, items, matcher)
