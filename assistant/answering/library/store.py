"""What is made ready, kept between runs, so that a question is answered at once.

An index is one file: what is packed beside the matcher, and the matcher's bytes, read where they lie. There is
one of the language and one of each knowledge base. Its name tells what it was made of: the content of the files and the
sources of the program that made it, neither places nor times. Those of the language, of the shipped knowledge and of
what `verdict new` writes come with the program, in its folder `index`; others are kept in the user's cache folder:
written beside and moved into place, passed over where they are damaged, not kept where that cannot be written or
VERDICT_CACHE is empty.
"""

from __future__ import annotations

import gc
import marshal
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from assistant.answering.library.kept import SUFFIX, cache_folder, is_safe, names, read, write
from assistant.answering.library.library import Library
from assistant.answering.library.places import (
    DEFAULT,
    ENGLISH,
    PACKAGE,
    STARTERS,
    part,
    shipped,
    whole_tables,
    word_list,
    word_vectors,
)
from assistant.answering.library.speech import Speech
from assistant.knowledge.files import read_bytes, yaml_files
from assistant.matching.dense import Dense
from assistant.matching.matcher import Matcher

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answering.library.building import Tell
    from assistant.knowledge.english import English

MAKERS = ("words", "knowledge", "matching", "asking", os.path.join("answering", "library"))
"""Folders of the program that an index is made by."""

CARRIED = os.path.join(PACKAGE, "index")
"""Folder of the indexes that come with the program."""

FORMAT = 2
"""Of `marshal`: the last without references to values told before, so that the same values are the same bytes."""

MARKS = 256
"""Bytes at the beginning of an index in which its marks stand."""

MADE_READY = "ready"
"""Key of what an index in the user's cache folder was made ready by, after all others."""

Kept: TypeAlias = "dict[str, Any]"
"""What is packed beside a matcher."""

Made = TypeVar("Made", Speech, Library)

OPENED: dict[str, Any] = {}
"""What came with the program, by the file that it was opened from: once for all who ask in this process."""


Ready: TypeAlias = "Callable[[Library], object]"
"""Makes of a library what answers from it, and so the tables that this takes, which are kept too."""


def open_kept(folder: Path | str | None = None, tell: Tell | None = None, ready: Ready = type) -> Library:
    """Return the library of a knowledge base (default: the shipped one), from where it is kept if it is.

    Where it has to be built, `tell` hears how far it is, 0 to 1, and it is made `ready` before it is kept. Everything
    that exists then is put out of the garbage collector's sight for good (`gc.freeze`): a fifth less time a question.

    Raises DataError: a file of the knowledge base cannot be used.
    """
    collects = gc.isenabled()
    gc.disable()  # what is loaded here stays: to search it for garbage, now or later, costs more than the loading
    try:
        return _of_the_user(ready).library(str(shipped(DEFAULT) if folder is None else folder), tell)
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def look_at(folder: Path | str) -> Library:
    """Return the words of a knowledge base as it is written, with places in files; it cannot be asked.

    Raises DataError: a file of the knowledge base cannot be used.
    """
    from assistant.answering.library.building import unlearnt
    from assistant.knowledge.loading import load

    return unlearnt(load(folder), _of_the_user().speech)


@lru_cache(maxsize=1)
def language() -> English:
    """Return the cues of the language, from where they are kept: read from YAML they take a tenth of a second."""
    return _of_the_user().speech.english


def carry(folder: str, ready: Ready) -> None:
    """Write the indexes that come with the program into a folder: those that are kept and fit, else new ones.

    Those of what `verdict new` writes are among them, so that it answers its first question at once.
    """
    store = _of_the_user(ready, into=folder)
    for name, whose in ((DEFAULT, "shipped"), *zip(STARTERS, ("starter", "list"), strict=True)):
        store.library(shipped(name), whose=whose)


def _of_the_user(ready: Ready = type, into: str = "") -> _Store:
    cache = cache_folder()
    cache = cache if is_safe(cache) else ""
    return _Store((CARRIED, cache), into or cache, bool(into), ready)


class _Store:
    """Folders that indexes are looked for in, and the one that they are written into ("" for none).

    With `all_of_them` those that are found are written too.
    """

    def __init__(self, looked_in: Sequence[str], cache: str, all_of_them: bool, ready: Ready) -> None:
        self._looked_in, self._cache, self._all, self._ready = looked_in, cache, all_of_them, ready
        self._made_ready = f"{ready.__module__}.{ready.__qualname__}"
        self._words, vectors = word_list(), word_vectors()
        self._dense = Dense(vectors, vectors.size)
        written = (part(_content, path) for path in _in(shipped(ENGLISH), ".yaml"))
        self._language = _digest(chain((_made_by(), b"%d" % self._words.mark, b"%d" % vectors.mark), written))

    def library(self, folder: str, tell: Tell | None = None, whose: str = "") -> Library:
        """Return the library of a knowledge base; `whose` is written before the digest, else what tells the folder."""
        knowledge = _digest(chain((self._language.encode(),), map(read_bytes, yaml_files(folder))))
        speech, whose = self.speech, whose or f"{zlib.crc32(os.fsencode(os.path.realpath(folder))):08x}"

        def opened(kept: Kept, matcher: Matcher, check: bool) -> Library:
            return Library.opened(kept, speech, matcher, check=check)

        def built() -> tuple[Kept, Matcher]:
            from assistant.answering.library.building import build, in_silence, mark_of
            from assistant.knowledge.loading import load

            base, before = load(folder), partial(self._before, (whose, "shipped"), speech.matcher)
            for kept, matcher, check in before("made_of", mark_of(base, self._language)):
                with suppress(Exception):  # whatever is wrong in what was kept, it is made again
                    if self._is_ready(kept):
                        opened(kept, matcher, check)
                        return kept, matcher
            made = build(
                base,
                speech,
                self._dense,
                tell or in_silence,
                lambda mark: next((matcher for _, matcher, _ in before("learnt", mark)), None),
                self._language,
            )
            self._ready(made)
            return made.packed(), made.matcher

        return self._kept(whose, knowledge, opened, built, self._dense, speech.matcher)

    def _before(
        self, whose: tuple[str, ...], background: Matcher, key: str, mark: str
    ) -> Iterator[tuple[Kept, Matcher, bool]]:
        """Yield what is kept under a mark of a knowledge base as it was before, or of the shipped one, and whether it
        is to be looked through.

        So what changes nothing that it is made of (a comment, the order of keys) costs no more than reading the files,
        and what changes nothing that is learnt (a ruling, a synonym that nobody says) no learning.
        """
        for folder in self._looked_in:
            for name in names(folder):
                own = folder != CARRIED
                found = read(os.path.join(folder, name), own) if name.startswith(whose) else None
                with suppress(Exception):  # whatever is wrong in what was kept, it is made again
                    if found and mark.encode() in bytes(found[0][:MARKS]):
                        kept = unpacked(found[0], own=own)
                        if kept[key] == mark:
                            yield kept, Matcher.from_bytes(found[1], background, self._dense, check=own), own

    @cached_property
    def speech(self) -> Speech:
        """The language made ready."""

        def built() -> tuple[Kept, Matcher]:
            from assistant.answering.library.building import speech_of

            made = speech_of(self._words, self._dense, self._ready)
            return made.packed(), made.matcher

        def opened(kept: Kept, matcher: Matcher, check: bool) -> Speech:
            return Speech.opened(kept, self._words, matcher, check=check)

        return self._kept(ENGLISH, self._language, opened, built, self._dense)

    def _kept(
        self,
        whose: str,
        digest: str,
        opened: Callable[[Kept, Matcher, bool], Made],
        built: Callable[[], tuple[Kept, Matcher]],
        dense: Dense | None = None,
        background: Matcher | None = None,
    ) -> Made:
        """Return what is kept under a digest, whosesoever it was when it was kept; else build and keep it."""
        for folder in self._looked_in:
            for name in names(folder):
                if name.endswith(f"-{digest}{SUFFIX}") and (background is not None or name.startswith(whose)):
                    own, place = folder != CARRIED, os.path.join(folder, name)
                    if place in OPENED and not self._all:
                        return OPENED[place]  # type: ignore[no-any-return]
                    found = read(place, own)
                    with suppress(Exception):  # whatever is wrong in what was kept, it is made again
                        if found:
                            parts = unpacked(found[0], own=own)
                            if not self._is_ready(parts):
                                continue
                            matcher = Matcher.from_bytes(found[1], background, dense, check=own)
                            if self._all and folder != self._cache:
                                write(self._cache, f"{whose}-{digest}{SUFFIX}", packed(parts, own=False), found[1])
                            made = opened(parts, matcher, own)
                            if not own:
                                OPENED[place] = made
                            return made
        whole_tables()  # what is made of them stays
        (parts, matcher), own = built(), not self._all
        kept = packed({**parts, MADE_READY: self._made_ready} if own else parts, own=own)
        if self._cache:
            write(self._cache, f"{whose}-{digest}{SUFFIX}", kept, matcher.to_bytes())
        parts = unpacked(kept, own=own)
        parts.pop(MADE_READY, None)
        return opened(parts, matcher, False)

    def _is_ready(self, kept: Kept) -> bool:
        """Tell whether all is kept that is to be, and take the mark of it off.

        What comes with the program has none. What a program that imports this one has kept lacks the tables by which
        lines are heard: there it is no fault, but it is not carried.
        """
        return kept.pop(MADE_READY, self._made_ready) == self._made_ready or not self._all


def packed(parts: Kept, *, own: bool) -> bytes:
    """Return the parts of an index as bytes: what comes with the program as `marshal` writes plain values.

    That is read twice as fast as JSON, and is not safe with what another may have put into the cache folder.
    """
    if not own:
        return marshal.dumps(parts, FORMAT)
    import json

    return json.dumps(parts, separators=(",", ":")).encode()


def unpacked(data: bytes | memoryview, *, own: bool) -> Kept:
    """Return what was `packed`."""
    if not own:
        return marshal.loads(data)  # type: ignore[no-any-return]
    import json

    return json.loads(bytes(data))  # type: ignore[no-any-return]


def _in(folder: str, ending: str) -> list[str]:
    """The files of a folder whose names end so, in a fixed order."""
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(ending)]


@lru_cache(maxsize=1)
def _made_by() -> bytes:
    """What tells the sources that an index is made by, read once: this process runs no others."""
    made_by = (path for maker in MAKERS for path in _in(os.path.join(PACKAGE, maker), ".py"))
    return _digest(part(_content, path) for path in made_by).encode()


def _content(path: str) -> bytes:
    """What a file of the program holds."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # no object for each of some dozens of files
    try:
        return os.read(file, os.fstat(file).st_size)
    finally:
        os.close(file)


def _digest(contents: Iterable[bytes]) -> str:
    """The length and a checksum of contents; each one's length counts too, so that nothing moves between them."""
    size = check = 0
    for data in contents:
        size += len(data)
        check = zlib.crc32(b"%d" % len(data), zlib.crc32(data, check))
    return f"{size:x}.{check:08x}"
