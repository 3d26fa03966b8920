"""The cache is not trusted: whatever stands in it, the answer is the same, and nothing of others is touched."""

from __future__ import annotations

import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.library import building, knowledge_folder, store
from assistant.answering.library import kept as files
from assistant.knowledge import loading
from tests.terminal import COMMAND, clean_environment, unprivileged, without_privilege

STARTER = knowledge_folder() / "starter" / "knowledge.yaml"

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights, owners and pipes are others there")


BUILDERS = ("build", "speech_of")
MADE: dict[str, object] = {}
"""What these made."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the index of the starter; the starter and the language that comes along stand beside it."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copy(STARTER, folder / "base.yaml")
    (folder / "carried").mkdir()
    (path,) = Path(store.CARRIED).glob("english-*")
    shutil.copy(path, folder / "carried")
    with pytest.MonkeyPatch.context() as patch:
        MADE.update(build=store.open_kept(STARTER.parent), load=loading.load(STARTER))
        patch.setattr(building, "build", lambda *_: MADE["build"])
        patch.setenv("VERDICT_CACHE", str(folder / "cache"))
        patch.setattr(store, "CARRIED", str(folder / "carried"))
        MADE.update(speech_of=Assistant(folder / "base.yaml").library.speech)
    return folder


@pytest.fixture(autouse=True)
def builds(built: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is built anew in a test: in no time, for it was read and built before. The language alone comes along."""
    done: list[str] = []

    def again(name: str) -> Callable[..., object]:
        def build(*_: object) -> object:
            done.append(name)
            return MADE[name]

        return build

    for name in BUILDERS:
        monkeypatch.setattr(building, name, again(name))
    monkeypatch.setattr(loading, "load", lambda *_: MADE["load"])
    monkeypatch.setattr(store, "CARRIED", str(built / "carried"))
    return done


@pytest.fixture
def cache(built: Path, own_cache: Path) -> Path:
    shutil.copytree(built / "cache", own_cache, dirs_exist_ok=True)
    return own_cache


@pytest.fixture
def index(cache: Path) -> Path:
    """The file of the starter."""
    (found,) = cache.iterdir()
    return found


def answers(built: Path) -> str:
    return Assistant(built / "base.yaml").ask("which one is cheaper").text


@pytest.fixture(scope="module")
def expected(built: Path) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERDICT_CACHE", str(built / "cache"))
        return answers(built)


HEAD = struct.Struct("<8sQI")
PARTS, TEXTS = 14, 7
"""Parts of a matcher, and which of them its texts are."""


def packed(kept: bytes, matcher: bytes) -> bytes:
    """A file with right checksums."""
    return HEAD.pack(b"verdict\n", len(kept), zlib.crc32(kept)) + kept + matcher


def parted(path: Path) -> tuple[bytes, bytes]:
    whole = path.read_bytes()
    _, size, _ = HEAD.unpack_from(whole)
    return whole[HEAD.size : HEAD.size + size], whole[HEAD.size + size :]


def with_body(matcher: bytes, body: bytes) -> bytes:
    head = len(matcher) - len(matcher.partition(sys.byteorder.encode())[2])
    return matcher[:head] + struct.pack("<I", zlib.crc32(body)) + body


def body_of(matcher: bytes) -> bytes:
    return matcher.partition(sys.byteorder.encode())[2][4:]


def without_texts(body: bytes) -> bytes:
    """What a matcher holds, with the later half of its texts no UTF-8."""
    sizes = struct.unpack_from(f"<{PARTS}Q", body)
    end = 8 * PARTS + sum(sizes[: TEXTS + 1])
    return body[: end - sizes[TEXTS] // 2] + b"\x97" * (sizes[TEXTS] // 2) + body[end:]


def with_part(body: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    """What a matcher holds, with one of its parts changed into another of the same size."""
    sizes = struct.unpack_from(f"<{PARTS}Q", body)
    start = 8 * PARTS + sum(sizes[:number])
    end = start + sizes[number]
    return body[:start] + change(body[start:end]) + body[end:]


WRONG_JSON = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b'"x"',
    b"{",
    b"[" * 100_000,
    b"\xff",
    b'{"base": [], "vocabulary": {}, "catalogue": {}}',
]


@pytest.mark.parametrize("kept", WRONG_JSON, ids=lambda kept: repr(kept[:12]))
def test_wrong_json_behind_a_right_checksum(
    kept: bytes, built: Path, index: Path, expected: str, builds: list[str]
) -> None:
    index.write_bytes(packed(kept, parted(index)[1]))
    assert answers(built) == expected
    assert builds == ["build"]
    assert parted(index)[0] != kept


@pytest.mark.parametrize(
    ("key", "value"),
    [*zip(["base", "vocabulary", "catalogue"] * 3, [None, [], {}, "x", 7, [[[]]], {}, None, []], strict=True)],
    ids=repr,
)
def test_a_wrong_part_behind_a_right_checksum(key: str, value: object, built: Path, index: Path, expected: str) -> None:
    kept, matcher = parted(index)
    index.write_bytes(packed(json.dumps(json.loads(kept) | {key: value}).encode(), matcher))
    assert answers(built) == expected


NONE_OF_ITS_KIND = {
    "limit": (("base", 16), True),
    "an entry's texts": (("base", 12, 0, 3), 7),
    "a field too few": (("base", 12, 0), []),
    "rarity": (("vocabulary", "rarity"), []),
    "a rarity": (("vocabulary", "rarity", "bike"), "x"),
    "no number": (("vocabulary", "rarity", "bike"), float("nan")),
    "examples without an end": (("base", 12, 0, 4), "which one is cheaper"),
    "synonyms": (("vocabulary", "lexicon", "synonyms"), None),
    "a word without lines": (("vocabulary", "lexicon", "synonyms"), "in"),
    "lines without a tab": (("vocabulary", "lexicon", "synonyms"), "in\0x"),
    "phrases": (("vocabulary", "lexicon", "phrases", "which one"), []),
    "wordings": (("catalogue", "wordings"), -1),
    "wordings without an end": (("catalogue", "wordings"), "\nwhich one is cheaper\tcost"),
    "a category that is none": (("catalogue", "terms", "cost"), "nowhere"),
    "a winner that is none": (("base", 11, 0, 3), "nobody"),
}
"""Places in what is packed, and what does not belong there."""


@pytest.mark.parametrize("name", NONE_OF_ITS_KIND)
def test_what_is_none_of_its_kind_behind_a_right_checksum(
    name: str, built: Path, index: Path, expected: str, builds: list[str]
) -> None:
    (*way, last), value = NONE_OF_ITS_KIND[name]
    kept, matcher = parted(index)
    whole = at = json.loads(kept)
    for key in way:
        at = at[key]
    at[last] = value
    index.write_bytes(packed(json.dumps(whole).encode(), matcher))
    assert answers(built) == expected
    assert builds == ["build"]


WRONG_BODIES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda body: b"",
    "zeros": lambda body: bytes(len(body)),
    "ones": lambda body: b"\xff" * len(body),
    "half": lambda body: body[: len(body) // 2],
    "more": lambda body: body + b"\0" * 64,
    "sizes too large": lambda body: b"\xff" * 8 + body[8:],
    "first size larger": lambda body: struct.pack("<Q", struct.unpack_from("<Q", body)[0] + 4) + body[8:],
    "first part zero": lambda body: body[:88] + bytes(400) + body[488:],
    "texts that are none": lambda body: without_texts(body),
    "first part huge": lambda body: body[:88] + b"\xff" * 400 + body[488:],
    "rarities below any": lambda body: with_part(body, 2, lambda part: bytes(len(part))),
    "rarities above any": lambda body: with_part(body, 2, lambda part: struct.pack("<d", 1e300) * (len(part) // 8)),
    "terms numbered otherwise": lambda body: with_part(body, 6, lambda part: b"\xff" * len(part)),
    "intents that are none": lambda body: with_part(body, 7, lambda part: b"\7" * len(part)),
    "closeness without end": lambda body: with_part(body, 11, lambda part: struct.pack("<dd", 1e300, 0)),
    "closeness that is no number": lambda body: with_part(body, 11, lambda part: b"\xff" * 16),
}


@pytest.mark.parametrize("name", WRONG_BODIES)
def test_a_wrong_matcher_behind_a_right_checksum(
    name: str, built: Path, index: Path, expected: str, builds: list[str]
) -> None:
    kept, matcher = parted(index)
    index.write_bytes(packed(kept, with_body(matcher, WRONG_BODIES[name](body_of(matcher)))))
    assert answers(built) == expected
    assert builds == ["build"]


def test_a_wrong_index_of_the_language(
    built: Path, cache: Path, expected: str, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "CARRIED", "")
    for _ in ("made", "found"):
        assert answers(built) == expected
        assert builds == ["speech_of"]
    [path] = cache.glob("english-*")
    path.write_bytes(packed(b"{}", b""))
    assert answers(built) == expected
    assert builds == ["speech_of"] * 2


@posix
@pytest.mark.parametrize(
    "thing", ["folder", "pipe", "link", "link to itself", "empty", "writable by all", "by the group"]
)
def test_what_stands_in_its_place_is_passed_over(thing: str, built: Path, index: Path, expected: str) -> None:
    other = index.parent.with_name("others")
    shutil.move(index, other)
    if thing == "folder":
        index.mkdir()
        (index / "mine").write_bytes(b"mine")
    elif thing == "pipe":
        os.mkfifo(index)
    elif thing == "link":
        index.symlink_to(other)
    elif thing == "link to itself":
        index.symlink_to(index.name)
    else:
        index.write_bytes(b"" if thing == "empty" else other.read_bytes())
        index.chmod(0o666 if thing == "writable by all" else 0o660)
    before = other.stat()
    assert answers(built) == expected
    assert (other.stat().st_mode, other.stat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    assert (index / "mine").exists() == (thing == "folder")
    assert list(index.parent.glob("*.new")) == []


def test_a_file_beyond_measure_is_not_read(
    built: Path, index: Path, expected: str, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = (index, *(built / "carried").iterdir())
    monkeypatch.setattr(files, "LARGEST", max(path.stat().st_size for path in read))
    assert answers(built) == expected
    assert builds == []
    with index.open("ab") as file:
        file.truncate(2 * files.LARGEST)
    assert files.read(str(index), own=True) is None
    assert answers(built) == expected
    assert builds == ["build"]


@posix
def test_a_folder_that_all_may_write_is_neither_read_nor_written(built: Path, cache: Path, expected: str) -> None:
    for path in cache.iterdir():
        path.unlink()
    cache.chmod(0o777)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "write", None)
        assert answers(built) == expected
    assert list(cache.iterdir()) == []


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes files another's")
def test_a_file_of_another_user_is_passed_over(built: Path, index: Path, expected: str) -> None:
    os.chown(index, 65_534, 65_534)
    assert files.read(str(index), own=True) is None
    assert answers(built) == expected
    assert index.stat().st_uid == 0


@posix
def test_a_file_cut_while_it_is_used_changes_nothing(built: Path, index: Path, expected: str) -> None:
    assistant = Assistant(built / "base.yaml")
    os.truncate(index, 10)
    assert assistant.ask("which one is cheaper").text == expected


@unprivileged
@pytest.mark.parametrize("mode", [0o000, 0o500])
def test_a_folder_without_rights_is_no_hindrance(mode: int, built: Path, tmp_path: Path) -> None:
    base, folder = tmp_path / "base.yaml", tmp_path / "locked"
    base.write_text("title: T\nfaq: [{q: how long is it, a: two metres}]\n", encoding="utf-8")
    shutil.copytree(built / "cache", folder, ignore=lambda _, names: [name for name in names if name[0] not in "ef"])
    before = sorted(folder.iterdir())
    folder.chmod(mode)
    command = [*COMMAND, "ask", "how long is it", "--knowledge", str(base)]
    environment = clean_environment(VERDICT_CACHE=str(folder))
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, check=False, preexec_fn=without_privilege
        )
    finally:
        folder.chmod(0o700)
    assert (done.returncode, done.stdout) == (0, "two metres Source: T\n")
    assert sorted(folder.iterdir()) == before


def test_only_files_of_our_own_are_deleted(built: Path, cache: Path) -> None:
    mine = ["notes.index", "0a0a0a0a-1.00000000.index", "0a0a0a0b-1.00000001.index.bak", "english-index", "x.new"]
    for name in mine:
        (cache / name).write_bytes(b"mine")
    left = cache / ".0a0a0a0c-1.00000002.index.0123456789ab.new"
    left.write_bytes(b"")
    changed = built / "base.yaml"
    text = changed.read_text(encoding="utf-8")
    try:
        changed.write_text(text + "\n# changed\n", encoding="utf-8")
        Assistant(changed)
    finally:
        changed.write_text(text, encoding="utf-8")
    assert [name for name in mine if not (cache / name).exists()] == []
    assert not left.exists()


@posix
@pytest.mark.parametrize(
    "environment",
    [{"HOME": ""}, {"HOME": "", "XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "here"}, {"HOME": "here"}],
    ids=str,
)
def test_nothing_is_written_where_the_user_is(environment: dict[str, str], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("VERDICT_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    folder = files.cache_folder()
    assert folder in ("", str(tmp_path / ".cache" / "verdict"))


@posix
@pytest.mark.parametrize("folder", ["x/" * 2_000, "x" * 300, "/dev/null", "/dev/null/x", __file__])
def test_a_cache_folder_that_cannot_be_is_no_hindrance(
    folder: str, built: Path, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERDICT_CACHE", str(tmp_path / folder))
    assert answers(built) == expected
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_readable_by_its_owner_alone(index: Path, built: Path) -> None:
    (made,) = [path for path in (built / "cache").iterdir() if path.name == index.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
