"""The cache in every wrong state: passed over, answered all the same, nothing left, nothing of others touched."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answering.library.shapes import LIBRARY, fits
from assistant.answering.library.store import CARRIED, unpacked
from tests.hostile.cases import ANSWER, ASKED, STARTER, Case, Done, changed, judged, run, starter, tree
from tests.hostile.files import CONTENTS, OTHERS, THINGS
from tests.terminal import COMMAND, without_privilege

HEAD = struct.Struct("<8sQI")
ORDER = sys.byteorder.encode()
PARTS = 14
"""Parts of a matcher."""

VALUES: dict[str, Any] = {
    "null": None,
    "an empty list": [],
    "an empty mapping": {},
    "a text": "x",
    "a number": 7,
    "minus one": -1,
    "a huge number": 10**30,
    "no number": float("nan"),
    "lists": [[[]]],
    "true": True,
}
"""What may stand in place of anything."""


@lru_cache(maxsize=1)
def good() -> Path:
    """A cache folder with the index of the starter and that of the language, as this user has them."""
    folder = Path(os.environ["VERDICT_CACHE"]) / "good"
    folder.mkdir()
    run(folder, "ask", ASKED, "--knowledge", starter(folder), more={"VERDICT_CACHE": str(folder / "cache")})
    return folder / "cache"


def copied(folder: Path) -> tuple[Path, Path]:
    """Return a copy of the good cache in a folder, and its index of the starter."""
    cache = folder / "cache"
    shutil.copytree(good(), cache)
    cache.chmod(0o700)
    [index] = cache.glob("*.index")
    return cache, index


def parted(path: Path) -> tuple[bytes, bytes]:
    """Return what is packed in an index, and the matcher's bytes."""
    whole = path.read_bytes()
    _, size, _ = HEAD.unpack_from(whole)
    return whole[HEAD.size : HEAD.size + size], whole[HEAD.size + size :]


def joined(kept: bytes, matcher: bytes) -> bytes:
    """Return an index with right checksums."""
    head, _, rest = matcher.partition(ORDER)
    body = rest[4:]
    matcher = head + ORDER + struct.pack("<I", zlib.crc32(body)) + body
    return HEAD.pack(b"verdict\n", len(kept), zlib.crc32(kept)) + kept + matcher


def answers(folder: Path, cache: Path, **how: Any) -> Done:
    base = folder / "base"
    return run(
        folder,
        "ask",
        ASKED,
        "--knowledge",
        base if base.exists() else starter(folder),
        more={"VERDICT_CACHE": str(cache)},
        **how,
    )


def held(folder: Path, cache: Path, **how: Any) -> str:
    """Ask beside a cache: the answer is right, nothing is told, and nothing unfinished is left."""
    done = answers(folder, cache, **how)
    if wrong := judged(done, 0, says=ANSWER):
        return wrong
    if done.err:
        return f"tells {done.err!r}"
    left = [each.name for each in folder.rglob("*.new")]
    return f"left {left}" if left else ""


def state(name: str, spoil: Callable[[Path], object]) -> Case:
    """A cache whose index of the starter was spoilt."""

    def tried(folder: Path) -> str:
        cache, index = copied(folder)
        spoil(index)
        return held(folder, cache)

    return Case(name, tried)


def of_bytes() -> Iterator[Case]:
    """Indexes cut, changed and filled, with wrong checksums and right ones."""
    size = next(good().glob("*.index")).stat().st_size
    chance = random.Random(7)
    for cut in sorted({0, 1, 7, 8, 19, 20, 21, size // 3, size - 1, *(chance.randrange(size) for _ in range(15))}):
        yield state(f"cut to {cut} bytes", lambda index, cut=cut: os.truncate(index, cut))
    for more in (1, 4_096, 1 << 20):
        yield state(f"longer by {more} bytes", lambda index, more=more: os.truncate(index, size + more))
    yield state("beyond a gigabyte", lambda index: os.truncate(index, (1 << 30) + 1))
    for place in [*range(0, HEAD.size, 3), *sorted(chance.randrange(size) for _ in range(40))]:
        yield state(f"byte {place} changed", lambda index, place=place: flipped(index, place))
    for seed in range(60):
        yield state(f"changed at random behind right checksums, {seed}", lambda index, seed=seed: shaken(index, seed))


def flipped(index: Path, place: int) -> None:
    data = bytearray(index.read_bytes())
    data[place] ^= 0x55
    index.write_bytes(data)


def shaken(index: Path, seed: int) -> None:
    chance = random.Random(seed)
    kept, matcher = map(bytearray, parted(index))
    begin = matcher.index(ORDER) + len(ORDER) + 4
    for _ in range(chance.randint(1, 30)):
        matcher[chance.randrange(begin, len(matcher))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    if seed % 2:
        place = chance.randrange(begin, len(matcher) - 64)
        matcher[place : place + 64] = chance.choice((bytes(64), b"\xff" * 64))
    index.write_bytes(joined(bytes(kept), bytes(matcher)))


def of_matchers() -> Iterator[Case]:
    """Each part of a matcher emptied, zeroed, filled, and its size changed."""
    for part in range(PARTS):
        for name in (
            "zeros",
            "ones",
            "sevens",
            "no size",
            "half the size",
            "twice the size",
            "a huge size",
            "reversed",
        ):
            yield state(
                f"part {part} of the matcher: {name}", lambda index, part=part, name=name: of_part(index, part, name)
            )


def of_part(index: Path, part: int, how: str) -> None:
    kept, matcher = parted(index)
    begin = matcher.index(ORDER) + len(ORDER) + 4
    body = bytearray(matcher[begin:])
    sizes = list(struct.unpack_from(f"<{PARTS}Q", body))
    start = 8 * PARTS + sum(sizes[:part])
    end = start + sizes[part]
    filled = {"zeros": b"\0", "ones": b"\xff", "sevens": b"\x07"}
    if how in filled:
        body[start:end] = filled[how] * (end - start)
    else:
        size = {"no size": 0, "half the size": sizes[part] // 2, "twice the size": 2 * sizes[part]}.get(how, 1 << 62)
        struct.pack_into("<Q", body, 8 * part, size)
    index.write_bytes(joined(kept, matcher[:begin] + bytes(body)))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in what JSON holds."""
    yield path
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(each, (*path, key))


def of_parts() -> Iterator[Case]:
    """What is packed, with another value in one place, behind right checksums."""
    kept, _ = parted(next(good().glob("*.index")))
    every = [*places(json.loads(kept))]
    chance = random.Random(3)
    outer = [each for each in every if len(each) <= 2]
    inner = [each for each in every if len(each) > 2]
    for path in [*outer, *chance.sample(inner, min(len(inner), 120))]:
        names = VALUES if len(path) <= 1 else chance.sample([*VALUES], 3)
        for name in names:
            yield packed_otherwise(f"{name} at {'/'.join(map(str, path)) or 'the whole'}"[:80], path, VALUES[name])
    for path in chance.sample([each for each in every if each], 60):
        yield packed_otherwise(f"without {'/'.join(map(str, path))}"[:80], path, ...)
    for name in (
        "brackets",
        "digits",
        "nothing",
        "all bytes",
        "a huge exponent",
        "infinity",
        "zeros",
        "JSON of 5,000 digits",
    ):
        yield state(
            f"packed: {name}", lambda index, name=name: index.write_bytes(joined(CONTENTS[name](), parted(index)[1]))
        )


def packed_otherwise(name: str, way: tuple[Any, ...], value: Any) -> Case:
    """An index with another value in one place: passed over where it is none of its kind, else taken for another."""

    def tried(folder: Path) -> str:
        cache, index = copied(folder)
        replaced(index, way, value)
        if not fits(json.loads(parted(index)[0]), LIBRARY):
            return held(folder, cache)
        return judged(answers(folder, cache), 0, 1)

    return Case(name, tried)


def replaced(index: Path, path: tuple[Any, ...], value: Any) -> None:
    """Put a value in a place of what is packed, or take it away where it is `...`."""
    kept, matcher = parted(index)
    whole = json.loads(kept)
    if not path:
        whole = value
    else:
        at = whole
        for key in path[:-1]:
            at = at[key]
        if value is ...:
            del at[path[-1]]
        else:
            at[path[-1]] = value
    index.write_bytes(joined(json.dumps(whole).encode(), matcher))


def of_files() -> Iterator[Case]:
    """Something else in the place of an index, or of the folder, or an index that is another's."""

    def instead(make: Callable[[Path], object]) -> Callable[[Path], None]:
        def spoil(index: Path) -> None:
            index.unlink()
            make(index)

        return spoil

    for what, make in {**THINGS, **OTHERS}.items():
        if what != "nothing":
            yield untouched(f"index: {what}", instead(make))
            yield folder_is(what, make)
    for mode in (0o000, 0o200, 0o400, 0o444, 0o620, 0o602, 0o666, 0o777, 0o4600):
        yield state(f"index of mode {mode:o}", lambda index, mode=mode: index.chmod(mode))
        yield state_of_one(f"index of mode {mode:o}, without privilege", mode)
    for mode in (0o000, 0o100, 0o300, 0o400, 0o500, 0o600, 0o707, 0o770, 0o775, 0o777, 0o1777):
        yield folder_of(mode)
    for time in (0, -1, 2**31, 2**33):
        yield state(f"changed at {time}", lambda index, time=time: os.utime(index, (time, time)))
    yield state("a second name", lambda index: os.link(index, index.with_name("other")))
    yield state(
        "of a link elsewhere", lambda index: (index.rename(index.parents[1] / "kept"), index.symlink_to("../kept"))
    )
    if os.geteuid() == 0:
        for owner in ((65_534, 65_534), (65_534, 0), (1, 1)):
            yield state(f"index of owner {owner}", lambda index, owner=owner: os.chown(index, *owner))
        yield state("folder of another", lambda index: os.chown(index.parent, 65_534, 65_534))


def untouched(name: str, spoil: Callable[[Path], object]) -> Case:
    """Something else in an index's place, which is not touched beyond being replaced by an index of our own."""

    def tried(folder: Path) -> str:
        cache, index = copied(folder)
        spoil(index)
        others = {each: state for each, state in tree(cache).items() if each != index.name}
        wrong = held(folder, cache)
        after = {each: state for each, state in tree(cache).items() if each in others}
        return wrong or changed(others, after)

    return Case(name, tried)


def folder_is(what: str, make: Callable[[Path], object]) -> Case:
    """Something else in the place of the cache folder."""

    def tried(folder: Path) -> str:
        starter(folder)
        (folder / "in").mkdir()
        place = folder / "in" / "cache"
        make(place)
        before = {} if what.endswith("folder") else tree(folder / "in")
        return held(folder, place) or ("" if what.endswith("folder") else changed(before, tree(folder / "in")))

    return Case(f"folder: {what}", tried)


def state_of_one(name: str, mode: int) -> Case:
    def tried(folder: Path) -> str:
        cache, index = copied(folder)
        index.chmod(mode)
        return held(folder, cache, before=without_privilege)

    return Case(name, tried)


def folder_of(mode: int) -> Case:
    """A folder with other rights: one that all may write is neither read nor written."""

    def tried(folder: Path) -> str:
        cache, _ = copied(folder)
        for each in cache.iterdir():
            each.unlink()
        (cache / "mine").write_text("mine", encoding="utf-8")
        cache.chmod(mode)
        starter(folder)
        try:
            wrong = held(folder, cache, before=without_privilege)
        finally:
            cache.chmod(0o700)
        names = sorted(each.name for each in cache.iterdir())
        if "mine" not in names or (mode & 0o002 and len(names) > 1):
            return f"touched: {names}"
        return wrong

    return Case(f"folder of mode {mode:o}", tried)


def of_others() -> Iterator[Case]:
    """Files of others in the folder, by all names that an index might have."""
    names = (
        "notes.index",
        "english-index",
        "0a0a0a0a-1.00000000.index",
        "x.new",
        ".x.index.0123456789ab.new",
        "base.yaml",
    )
    for name in names:
        for what, make in {**THINGS, **OTHERS}.items():
            if what != "nothing":
                yield left_alone(name, what, make)


def left_alone(name: str, what: str, make: Callable[[Path], object]) -> Case:
    """Another's file in the cache folder stays when a new index is written there."""

    def tried(folder: Path) -> str:
        cache = folder / "cache"
        cache.mkdir(mode=0o700)
        make(cache / name)
        before = tree(cache)
        wrong = judged(answers(folder, cache), 0, says=ANSWER)
        after = {each: state for each, state in tree(cache).items() if each in before}
        return wrong or changed(before, after)

    return Case(f"{name}: {what}", tried)


def of_space() -> Iterator[Case]:
    """A folder where no file grows beyond so many bytes."""
    for most in (0, 1, 19, 20, 4_096, 65_536, 300_000):

        def full(most: int = most) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        def tried(folder: Path, full: Callable[[], None] = full) -> str:
            cache = folder / "cache"
            wrong = held(folder, cache, before=full, forked=False)
            return wrong or ("" if not cache.exists() or not [*cache.glob("*.index")] else "half an index is kept")

        yield Case(f"no more than {most} bytes", tried)


def of_time() -> Iterator[Case]:
    """Indexes that change while they are read, and many who write at once."""

    def cut(folder: Path) -> str:
        cache, index = copied(folder)
        whole, ends = index.read_bytes(), threading.Event()

        def spoil() -> None:
            while not ends.is_set():
                index.write_bytes(whole[: len(whole) // 2])
                index.write_bytes(whole)

        other = threading.Thread(target=spoil)
        other.start()
        try:
            return next((wrong for _ in range(12) if (wrong := held(folder, cache))), "")
        finally:
            ends.set()
            other.join()

    def gone(folder: Path) -> str:
        cache, _ = copied(folder)
        ends = threading.Event()

        def spoil() -> None:
            while not ends.is_set():
                shutil.rmtree(cache, ignore_errors=True)

        other = threading.Thread(target=spoil)
        other.start()
        try:
            return next((wrong for _ in range(6) if (wrong := judged(answers(folder, cache), 0, says=ANSWER))), "")
        finally:
            ends.set()
            other.join()

    def many(folder: Path) -> str:
        starter(folder)
        cache = folder / "cache"
        call = [*COMMAND, "ask", ASKED, "--knowledge", str(folder / "base")]
        running = [
            subprocess.Popen(
                call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "VERDICT_CACHE": str(cache)}
            )
            for _ in range(8)
        ]
        for each in running:
            out, err = each.communicate(timeout=60)
            if wrong := judged(Done(each.returncode, out.decode(), err.decode()), 0, says=ANSWER):
                return wrong
        names = [each.name for each in cache.iterdir()]
        return "" if len(names) == 1 else f"left {names}"

    def killed(folder: Path) -> str:
        starter(folder)
        cache = folder / "cache"
        call = [*COMMAND, "ask", ASKED, "--knowledge", str(folder / "base")]
        for each in range(1, 13):
            with subprocess.Popen(
                call, stdout=subprocess.DEVNULL, env={**os.environ, "VERDICT_CACHE": str(cache)}
            ) as process:
                try:
                    process.wait(each / 20)
                except subprocess.TimeoutExpired:
                    process.kill()
            shutil.rmtree(cache, ignore_errors=True) if each % 3 == 0 else None
        return held(folder, cache)

    yield Case("cut again and again while it is read", cut)
    yield Case("deleted again and again while it is read", gone)
    yield Case("eight who write at once", many)
    yield Case("killed at twelve moments", killed)


def of_another_version() -> Iterator[Case]:
    """A base that changed and has the times and the size of the one that is kept."""

    def same_times(folder: Path) -> str:
        base = starter(folder) / "knowledge.yaml"
        cache = folder / "cache"
        answers(folder, cache)
        before = base.stat()
        text = base.read_text(encoding="utf-8")
        base.write_text(
            text.replace("cheap", "chaep", 1).replace("chaep", "cheap", 1)
            if "cheap" not in text
            else text.replace("bike", "boat").replace("Bike", "Boat").replace("BIKE", "BOAT"),
            encoding="utf-8",
        )
        os.utime(base, ns=(before.st_atime_ns, before.st_mtime_ns))
        done = answers(folder, cache)
        return judged(done, 0, 1) or ("the old answer" if ANSWER in done.out else "")

    yield Case("another base with the same times and size", same_times)

    def foreign(folder: Path) -> str:
        cache, index = copied(folder)
        [language] = Path(CARRIED).glob("english-*")
        shutil.copy(language, index)
        index.chmod(0o600)
        return held(folder, cache)

    def marshalled(folder: Path) -> str:
        cache, index = copied(folder)
        [shipped] = Path(CARRIED).glob("shipped-*")
        assert unpacked(parted(shipped)[0], own=False)
        index.write_bytes(joined(*parted(shipped)))
        index.chmod(0o600)
        return held(folder, cache)

    yield Case("the index of the language in its place", foreign)
    yield Case("what is packed in the program's own way", marshalled)


def of_last_failed() -> Iterator[Case]:
    """What is kept of the scripts that failed, in every wrong state."""
    script = STARTER / "tests" / "questions.verdict.yaml"
    kinds: dict[str, Callable[[Path], object]] = {**THINGS, **OTHERS}
    for name in (
        "brackets",
        "braces",
        "digits",
        "JSON that is null",
        "JSON that is a text",
        "all bytes",
        "60 MiB of zeros",
        "nothing",
    ):
        kinds[name] = lambda place, name=name: place.write_bytes(CONTENTS[name]())  # type: ignore[misc]
    for text in ('{"a": 1}', '{"a": [1, null, {}]}', '{"a": [[]]}', "[]", '{"a": "b"}'):
        kinds[text] = lambda place, text=text: place.write_text(text, encoding="utf-8")  # type: ignore[misc]
    for what, make in kinds.items():
        if what == "nothing":
            continue

        def tried(folder: Path, make: Callable[[Path], object] = make, what: str = what) -> str:
            cache = folder / "cache"
            cache.mkdir(mode=0o700)
            make(cache / "last-failed.json")
            before = tree(cache) if "60" not in what else {}
            done = run(folder, "test", script, "--last-failed", more={"VERDICT_CACHE": str(cache)})
            after = {each: state for each, state in tree(cache).items() if each in before}
            return judged(done, 0, says="passed") or ("" if what.startswith('{"a": [') else changed(before, after))

        yield Case(f"last failed: {what}", tried)


def cases() -> Iterator[Case]:
    """All wrong states of the cache."""
    yield from of_bytes()
    yield from of_matchers()
    yield from of_parts()
    yield from of_files()
    yield from of_others()
    yield from of_space()
    yield from of_time()
    yield from of_another_version()
    yield from of_last_failed()
