"""Two things done at once: the same as one after the other, whatever becomes of the copy that does the second."""

from __future__ import annotations

import _thread
import errno
import os
import select
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest

from assistant.matching import beside, learning, matcher
from assistant.matching.beside import Beside, both, in_halves
from assistant.matching.dense import Dense
from assistant.matching.matcher import Matcher

copying = pytest.mark.skipif(sys.platform != "linux", reason="no copies are made here")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and no other thread, whatever runs the tests."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(beside, "threads", lambda: 1)


@pytest.fixture
def copies(alone: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The copies that are made."""
    found: list[int] = []
    fork = os.fork

    def noted() -> int:
        found.append(fork())
        return found[-1]

    monkeypatch.setattr(os, "fork", noted)
    return found


def is_left(copy: int) -> bool:
    """Tell whether a copy runs, or has ended and was not waited for."""
    try:
        os.kill(copy, 0)
    except ProcessLookupError:
        return False
    return True


def is_open(end: int) -> bool:
    """Tell whether an end of a pipe is open in this process."""
    try:
        return bool(os.fstat(end))
    except OSError:
        return False


@copying
def test_the_second_is_done_in_a_copy_that_changes_nothing_here(copies: list[int]) -> None:
    seen: list[int] = []
    here, there = both(os.getpid, lambda: seen.append(1) or os.getpid())  # type: ignore[func-returns-value]
    assert here == os.getpid() != there
    assert not seen
    assert (copies, is_left(there)) == ([there], False)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("worth", [True, False])
def test_what_is_told_may_be_long(worth: bool) -> None:
    assert both(lambda: "here", lambda: b"x" * 5_000_000, worth) == ("here", b"x" * 5_000_000)


@copying
@pytest.mark.parametrize("harm", [lambda: os._exit(1), lambda: 1 / 0, lambda: os.kill(os.getpid(), 9)])
def test_what_the_copy_does_not_tell_is_done_here(
    harm: Callable[[], object], copies: list[int], capfd: pytest.CaptureFixture[str]
) -> None:
    own = os.getpid()
    assert both(lambda: 1, lambda: 2 if os.getpid() == own else harm()) == (1, 2)
    assert capfd.readouterr() == ("", "")
    assert [is_left(each) for each in copies] == [False]


@copying
def test_who_is_interrupted_leaves_no_copy_behind(copies: list[int]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        both(interrupted, threading.Event().wait)
    assert [is_left(each) for each in copies] == [False]


@copying
@pytest.mark.usefixtures("alone")
def test_a_copy_cannot_hear_itself_and_so_ends_when_nobody_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = os.pipe()
    pipes = iter([pipe, os.pipe()])
    monkeypatch.setattr(os, "pipe", lambda: next(pipes))

    def can_hear() -> bool:
        return is_open(pipe[0])

    assert both(can_hear, can_hear) == (True, False)


@pytest.mark.usefixtures("alone")
def test_where_there_is_no_room_for_a_copy_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", no_room, raising=False)
    assert both(os.getpid, os.getpid) == (os.getpid(), os.getpid())


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("pipes", [0, 1])
def test_where_there_are_no_more_pipes_all_is_done_here(pipes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [os.pipe() for _ in range(pipes)]
    left = iter(made)

    def pipe() -> tuple[int, int]:
        for each in left:
            return each
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "pipe", pipe)
    assert both(os.getpid, os.getpid) == (os.getpid(), os.getpid())
    assert not any(is_open(end) for pipe in made for end in pipe)


@copying
def test_a_program_may_wait_for_none_of_those_that_it_starts(copies: list[int]) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        here, there = both(os.getpid, os.getpid)
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert (here, [there], is_left(there)) == (os.getpid(), copies, False)


@copying
@pytest.mark.usefixtures("alone")
def test_a_copy_ends_with_who_made_it() -> None:
    seen, held = os.pipe()
    maker = os.fork()
    if maker == 0:
        with Beside(lambda told: iter(threading.Event().wait, None)):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(maker, 0)
    os.close(held)
    with open(seen, "rb") as file:
        assert select.select([file], [], [], 20)[0]
        assert file.read() == b""


def sums(told: Callable[[], int]) -> Iterator[tuple[int, int]]:
    """The sum of all that was told so far, and who adds up."""
    total = 0
    while True:
        yield total, os.getpid()
        total += told()


@copying
def test_who_answers_beside_hears_what_it_is_told_meanwhile(copies: list[int]) -> None:
    with Beside(sums) as other:
        answers = [other.answer()]
        for number in (1, 2, 3):
            other.tell(number)
            answers.append(other.answer())
    assert answers == [(total, copies[0]) for total in (0, 1, 3, 6)]
    assert not is_left(copies[0])


@copying
@pytest.mark.usefixtures("alone")
def test_neither_waits_to_be_heard_by_the_other_for_ever() -> None:
    def long(told: Callable[[], bytes]) -> Iterator[bytes]:
        yield b"begun"
        yield bytes(300_000)
        yield told()

    def too_late(*_: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(20)
    try:
        with Beside(long) as other:
            other.answer()
            other.tell(bytes(200_000))
            assert [len(other.answer()) for _ in range(2)] == [300_000, 200_000]
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_what_is_told_to_who_answers_here_is_not_kept() -> None:
    class Told:
        """Can be looked after."""

    def heard(told: Callable[[], Told]) -> Iterator[str]:
        while True:
            yield type(told()).__name__

    with Beside(heard, worth=False) as other:
        told = Told()
        other.tell(told)
        kept = weakref.ref(told)
        del told
        assert other.answer() == "Told"
        assert kept() is None


@copying
def test_where_who_answers_is_killed_it_goes_on_here_where_it_was(copies: list[int]) -> None:
    with Beside(sums) as other:
        other.answer()
        other.tell(1)
        assert other.answer() == (1, copies[0])
        os.kill(copies[0], 9)
        other.tell(2)
        other.tell(3)
        assert [other.answer() for _ in range(2)] == [(3, os.getpid()), (6, os.getpid())]
    assert not is_left(copies[0])


def test_beside_another_thread_no_copy_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor beside one that `threading` knows nothing of, as this."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    done = threading.Event()
    _thread.start_new_thread(done.wait, ())
    assert both(os.getpid, os.getpid) == (os.getpid(), os.getpid())
    done.set()


@copying
def test_where_it_is_not_told_how_many_threads_run_no_copy_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def untold(folder: str) -> list[str]:
        raise PermissionError

    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1})
    monkeypatch.setattr(os, "listdir", untold)
    assert both(os.getpid, os.getpid) == (os.getpid(), os.getpid())


@copying
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(("worth", "here"), [(True, "abc"), (False, "abcde")])
def test_of_halves_the_first_is_done_here_and_tells_how_far_it_is(worth: bool, here: str) -> None:
    told: list[float] = []

    def do(items: Sequence[str], tell: Callable[[float], None]) -> list[tuple[str, int]]:
        tell(len(items))
        return [(each, os.getpid()) for each in items]

    done = in_halves("abcde", do, told.append, worth)
    assert "".join(each for each, _ in done) == "abcde"
    assert "".join(each for each, process in done if process == os.getpid()) == here
    assert max(told) == len(here)


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """More than are made ready by one process, of more intents than one block has, were there fewer of both."""
    monkeypatch.setattr(matcher, "MANY", 100)
    monkeypatch.setattr(learning, "BLOCK", 12)
    names = [f"{a}{b}{c}" for a in "bdfg" for b in ("an", "el", "ir", "os") for c in ("ta", "mu")]
    pairs = [(f"{a} {b} {c}", f"{a}{b}") for a, b in pairwise(names) for c in names[:5]] + [("one", "two")]
    assert len(pairs) > matcher.MANY
    assert len({intent for _, intent in pairs}) > learning.BLOCK
    return pairs


def made(examples: list[tuple[str, str]], tell: Callable[[int, int], None] = lambda done, total: None) -> bytes:
    return Matcher(examples, tell=tell, dense=Dense(lambda word: [ord(word[0]) - 100, 7], 2), few=1.0).to_bytes()


@copying
def test_a_matcher_is_the_same_to_the_byte_with_and_without_copies(
    examples: list[tuple[str, str]], copies: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_copies = made(examples)
    assert len(copies) == 2
    monkeypatch.setattr(beside, "can_copy", lambda: False)
    monkeypatch.setattr("assistant.matching.learning.can_copy", lambda: False)
    assert made(examples) == with_copies
    assert len(copies) == 2


@copying
def test_what_dense_terms_score_may_be_worked_out_ahead_to_the_byte(
    examples: list[tuple[str, str]], copies: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "BLOCK", 256)
    in_turn = made(examples)
    assert len(copies) == 1
    monkeypatch.setattr(learning, "LANES", 12)
    assert made(examples) == in_turn
    assert len(copies) == 3


@copying
@pytest.mark.usefixtures("alone")
def test_how_far_it_is_is_told_here_alone_and_to_its_end(
    examples: list[tuple[str, str]], capfd: pytest.CaptureFixture[str]
) -> None:
    made(examples, lambda done, total: print(os.getpid(), done <= total, done == total, flush=True))
    told = capfd.readouterr().out.splitlines()
    assert {line.rpartition(" ")[0] for line in told} == {f"{os.getpid()} True"}
    assert told[-1].endswith("True")
    assert len(told) > 1
