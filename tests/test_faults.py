"""Whatever fails while a file is written: the old one is whole or the new one is, and the answer still comes."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import ROOT

if sys.platform != "linux":
    pytest.skip("needs processes that are copied, and bounds of the system", allow_module_level=True)

import fcntl

from assistant.knowledge import writing
from assistant.knowledge.writing import append, put, put_all
from tests import faulty


def test_a_fault_breaks_no_file_and_no_answer() -> None:
    command = [sys.executable, "-m", "tests.faulty", "--every", "90", "--kinds", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.count("\n") == len(faulty.PLACES) * len(faulty.KINDS) // 6
    assert done.stdout.count('"tried": 0') <= 1  # some call reads nothing of its own


def test_a_file_keeps_its_rights_and_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    put(link, b"ne", b"w")
    assert (link.is_symlink(), target.read_text(), target.stat().st_mode & 0o777) == (True, "new", 0o640)
    put(link, b"mine", private=True)
    assert (link.is_symlink(), link.stat().st_mode & 0o777, target.read_text()) == (False, 0o600, "new")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link", "target"]


def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        put(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "mine"
    place.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # as any user but root sees a file of mode 0444
    with pytest.raises(PermissionError):
        put(place, b"new")
    assert place.read_text() == "old"


def pipe(place: Path) -> None:
    os.mkfifo(place)


def node(place: Path) -> None:
    try:
        os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")


def link(place: Path) -> None:
    place.symlink_to("elsewhere")


def link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


def standing(folder: Path) -> list[tuple[str, int, int, int]]:
    """What stands in a folder, and when it was changed; when it was looked at does not matter."""
    found = [(each.name, each.lstat()) for each in sorted(folder.iterdir())]
    return [(name, of.st_ino, of.st_mode, of.st_mtime_ns) for name, of in found]


@pytest.mark.parametrize("behind_a_link", [False, True])
@pytest.mark.parametrize("thing", [Path.mkdir, pipe, node, link, link_to_itself])
def test_a_file_takes_the_place_of_files_alone(
    thing: Callable[[Path], None], behind_a_link: bool, tmp_path: Path
) -> None:
    place = tmp_path / "thing"
    thing(place)
    if behind_a_link:
        place = tmp_path / "link"
        place.symlink_to("thing")
    before = standing(tmp_path)
    with pytest.raises(OSError, match=r"no ordinary file|No such file|levels of symbolic links"):
        put(place, b"new")
    assert standing(tmp_path) == before


def test_a_file_that_is_named_as_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"mine")
    for name in ("letter", "nothing"):
        with pytest.raises(IsADirectoryError):
            put(f"{tmp_path / name}/", b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("letter", b"mine")]


def test_names_of_any_length_can_be_written(tmp_path: Path) -> None:
    for name in ("a" * 255, "ü" * 127, "-"):
        put(tmp_path / name, b"x")
    assert len(list(tmp_path.iterdir())) == 3


def left_by(name: str) -> str:
    """What a writer of a file leaves that is killed before it has its name."""
    return f".{name}.0123456789ab.new"


def test_what_a_killed_writer_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    place = tmp_path / "talk.md"
    child = os.fork()
    if not child:
        os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        put(place, b"half")
        os._exit(0)
    os.waitpid(child, 0)
    assert [each.suffix for each in tmp_path.iterdir()] == [".new"]
    put(place, b"whole")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("talk.md", b"whole")]


def test_two_who_write_at_once_leave_each_other_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, replace = tmp_path / "talk.md", os.replace

    def meanwhile(beside: str, to: str) -> None:
        monkeypatch.setattr(os, "replace", replace)
        put(place, b"second")
        assert Path(beside).read_bytes() == b"first"
        replace(beside, to)

    monkeypatch.setattr(os, "replace", meanwhile)
    put(place, b"first")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("talk.md", b"first")]


def test_a_writer_whose_file_is_taken_for_one_left_takes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, opened, real = tmp_path / "talk.md", [], os.open

    def taken(path: str, *rest: int) -> int:
        file = real(path, *rest)
        opened.append(path)
        if len(opened) < 3:
            os.unlink(path)
        return file

    monkeypatch.setattr(os, "open", taken)
    put(place, b"whole")
    assert (len(set(opened)), place.read_bytes()) == (3, b"whole")


@pytest.mark.parametrize("another", ["link", "hard link", "folder", "pipe", "of another name", "of another user"])
def test_nothing_else_goes_that_has_such_a_name(another: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, left = tmp_path / "mine", tmp_path / left_by("b" if another == "of another name" else "a")
    mine.write_bytes(b"mine")
    if another == "of another user":
        left.write_bytes(b"")
        monkeypatch.setattr(os, "geteuid", lambda: left.stat().st_uid + 1)
    else:
        {
            "link": lambda: left.symlink_to(mine),
            "hard link": lambda: left.hardlink_to(mine),
            "folder": left.mkdir,
            "pipe": lambda: os.mkfifo(left),
            "of another name": left.touch,
        }[another]()
    put(tmp_path / "a", b"new")
    assert {each.name for each in tmp_path.iterdir()} == {"mine", "a", left.name}
    assert mine.read_bytes() == b"mine"


def test_a_file_is_written_where_there_are_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / left_by("a")).touch()
    monkeypatch.setattr(fcntl, "flock", none)
    put(tmp_path / "a", b"new")
    assert {each.name for each in tmp_path.iterdir()} == {"a", left_by("a")}
    monkeypatch.setattr(writing, "LOCKS", False)
    put(tmp_path / "a", b"newer")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"newer")]


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    put_all(tmp_path / "a" / "b", {"x": b"1", "c/y": b"2"})
    assert (tmp_path / "a" / "b" / "c" / "y").read_bytes() == b"2"
    with pytest.raises(OSError, match="Not a directory"):
        put_all(tmp_path / "d" / "e", {"x": b"1", "c/y": b"2", "x/z": b"3"})
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_what_was_appended_in_part_is_taken_back_but_nothing_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "log"
    place.write_bytes(b"one\n")
    write, others = os.write, [b"", b"three\n"]

    def full(file: int, data: bytes) -> int:
        if len(data) < 4:
            write(file, others.pop(0))
            raise OSError(28, "No space left on device")
        return write(file, data[:2])

    monkeypatch.setattr(os, "write", full)
    for left in (b"one\n", b"one\ntwthree\n"):
        with place.open("ab") as file, pytest.raises(OSError, match="No space"):
            append(file.fileno(), b"two\n")
        assert place.read_bytes() == left
