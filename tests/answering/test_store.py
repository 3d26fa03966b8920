"""The indexes that are kept: used while they fit, passed over where they cannot be, never two of one knowledge base."""

from __future__ import annotations

import json
import marshal
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.library.kept import MOST, SUFFIX
from assistant.answering.library.places import ENGLISH, shipped
from assistant.answering.library.store import CARRIED, _Store, carry, open_kept
from assistant.knowledge.base import Talk
from assistant.knowledge.english import English, load_english
from assistant.terminal.talk import ready
from tests.authoring.test_check import SMALL
from tests.terminal import Started, verdict

BASE = """title: Pool
faq:
  - {q: When does the pool open?, a: At nine., also: [opening hours]}
  - {q: What does a ticket cost?, a: Four euros., also: [the price of a ticket]}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the knowledge base lies."""
    return tmp_path_factory.mktemp("base") / "mine.yaml"


@pytest.fixture
def base(place: Path) -> Path:
    """A small knowledge base, as it was before the test before."""
    place.write_text(BASE, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def built(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that keeps its index."""
    folder = tmp_path_factory.mktemp("built")
    place.write_text(BASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERDICT_CACHE", str(folder))
        open_kept(place)
    return folder


@pytest.fixture
def cache(own_cache: Path, built: Path) -> Path:
    """The cache folder, which keeps the index."""
    shutil.copytree(built, own_cache, dirs_exist_ok=True)
    return own_cache


def kept(cache: Path) -> list[Path]:
    """The files in the cache; the indexes of the language lie elsewhere."""
    return sorted(cache.iterdir())


def title(base: Path) -> str:
    """What the knowledge base calls itself once it is opened."""
    return open_kept(base).base.title


def rename(base: Path, title: str) -> None:
    """Change the knowledge base."""
    lines = base.read_text(encoding="utf-8").splitlines()
    changed = [f"title: {title}" if line.startswith("title:") else line for line in lines]
    base.write_text("\n".join(changed), encoding="utf-8")


def test_an_index_is_kept_and_used_again(base: Path, cache: Path) -> None:
    (path,) = kept(cache)
    written = path.stat().st_mtime_ns
    open_kept(base)
    assert kept(cache) == [path]
    assert path.stat().st_mtime_ns == written


def test_knowledge_of_another_time_and_place_is_the_same(base: Path, cache: Path, tmp_path: Path) -> None:
    before = kept(cache)
    copy = tmp_path / "copied.yaml"
    shutil.copy(base, copy)
    os.utime(copy, (0, 0))
    assert title(copy)
    assert kept(cache) == before


def test_as_many_letters_changed_back_in_time_are_another_knowledge(base: Path, cache: Path) -> None:
    before, given = kept(cache), title(base)
    rename(base, given[::-1])
    os.utime(base, (0, 0))
    assert title(base) == given[::-1]
    assert kept(cache) != before


def test_changed_knowledge_is_indexed_anew_and_the_old_index_goes(base: Path, cache: Path) -> None:
    before = kept(cache)
    rename(base, "Changed")
    assert title(base) == "Changed"
    assert len(kept(cache)) == 1
    assert kept(cache) != before


def test_a_kept_library_answers_as_the_one_just_built(base: Path, own_cache: Path) -> None:
    built, again = (open_kept(base) for _ in range(2))
    assert again.matches("what does it cost", 5) == built.matches("what does it cost", 5)
    assert built.matches("what does it cost", 5)
    assert again.items.keys() == built.items.keys()
    assert again.rarity == built.rarity
    assert [each.ask for each in again.base.entries] == [each.ask for each in built.base.entries]


@pytest.mark.parametrize("part", [0.1, 0.9])
def test_a_damaged_file_is_passed_over_and_replaced(base: Path, cache: Path, part: float) -> None:
    (path,) = kept(cache)
    whole = path.read_bytes()
    at = int(len(whole) * part)
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
    assert title(base)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("size", [5_000])
def test_a_file_cut_short_is_passed_over_and_replaced(base: Path, cache: Path, size: int) -> None:
    (path,) = kept(cache)
    whole = path.read_bytes()
    path.write_bytes(whole[:size])
    assert title(base)
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_ignored(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "cache"
    file.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("VERDICT_CACHE", str(file))
    assert title(base)
    assert file.read_text(encoding="utf-8") == "a file where the folder should be"


def test_an_empty_setting_turns_the_cache_off(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERDICT_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert title(base)
    assert list(tmp_path.iterdir()) == []


def test_only_the_latest_few_knowledge_bases_are_kept(base: Path, own_cache: Path) -> None:
    for number in range(MOST + 3):
        old = own_cache / f"{number:08x}-1.{number:08x}{SUFFIX}"
        old.write_bytes(b"verdict\n")
        old.chmod(0o600)
        os.utime(old, (number, number))
    (own_cache / "notes.txt").write_bytes(b"")
    open_kept(base)
    assert len([path for path in kept(own_cache) if path.suffix == SUFFIX]) == MOST
    assert not (own_cache / f"{0:08x}-1.{0:08x}{SUFFIX}").exists()
    assert (own_cache / "notes.txt").exists()


def test_several_may_start_at_once(base: Path, own_cache: Path) -> None:
    call = ("topics", "--knowledge", str(base))
    running = [Started(*call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    told = {process.communicate() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert len(told) == 1
    assert len(kept(own_cache)) == 1


def test_what_comes_with_the_program_is_what_is_kept_of_it(tmp_path: Path) -> None:
    carry(str(tmp_path), ready)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in Path(CARRIED).iterdir()
    }


def test_what_comes_with_the_program_is_opened_once_and_a_base_of_the_users_own_as_it_stands(base: Path) -> None:
    assert open_kept() is open_kept()
    mine = Assistant(base)
    base.write_text(BASE.replace("Four", "Five"), encoding="utf-8")
    changed = Assistant(base)
    assert [each.ask("what does a ticket cost").body for each in (mine, changed)] == ["Four euros.", "Five euros."]
    assert changed.library.speech is mine.library.speech


def test_the_tables_that_are_kept_are_those_that_are_made_again() -> None:
    lexicon = (library := open_kept()).lexicon
    kept, tables = lexicon.packed()["cut"], {**lexicon._cut}
    lexicon._cut.clear()
    ready(library)
    made = lexicon.packed()["cut"]
    lexicon._cut.update(tables)
    assert len(made) > 100
    assert made.items() <= kept.items()


def test_what_a_first_question_leaves_behind_has_all_tables_of_the_next(base: Path, own_cache: Path) -> None:
    base.write_text(f"{BASE}synonyms: [[paddle-boat, pedalo]]\n", encoding="utf-8")  # its words are not the language's
    assert verdict("ask", "hello", "--knowledge", str(base)).returncode == 0
    lexicon = (library := open_kept(base)).lexicon
    tables = {**lexicon._cut}
    ready(library)
    assert lexicon._cut == tables


def test_what_a_program_that_imports_this_one_kept_is_carried_with_all_tables(
    base: Path, own_cache: Path, tmp_path: Path
) -> None:
    base.write_text(f"{BASE}synonyms: [[paddle-boat, pedalo]]\n", encoding="utf-8")
    Assistant(base)  # keeps no table by which requests are heard
    lexicon = (library := _Store((CARRIED, str(own_cache)), str(tmp_path), True, ready).library(str(base))).lexicon
    tables = {**lexicon._cut}
    ready(library)
    assert lexicon._cut == tables


SAID = [
    "which one is cheaper?",
    "does the ferry take a bicycel?",
    "who wins on price",
    "who won the match?",
    "hello",
]


@pytest.fixture(scope="module")
def of_two_seeds(place: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, bytes]]]:
    """What processes with different hash seeds, one of them any, say and keep of what they or one before built."""
    found = []
    place = place.with_name("compared.yaml")
    place.write_text(SMALL, encoding="utf-8")
    for seed in ({"PYTHONHASHSEED": "7", "VERDICT_CACHE": str(tmp_path_factory.mktemp("seed"))}, {}):
        done = verdict("--json", "--knowledge", str(place), given="\n\n".join(SAID), **seed)
        cache = Path(seed.get("VERDICT_CACHE", os.environ["VERDICT_CACHE"]))
        found.append((done.stdout, {each.name.partition("-")[2]: each.read_bytes() for each in kept(cache)}))
    return found


def test_the_same_knowledge_gives_the_same_bytes_in_every_process(of_two_seeds) -> None:
    (_, first), (_, others) = of_two_seeds
    assert first.items() <= others.items()
    assert first


def test_another_hash_seed_builds_and_says_the_same(of_two_seeds) -> None:
    (first, _), (second, _) = of_two_seeds
    assert first.count("\n") == len(SAID)
    assert first == second


def test_records_are_the_same_whichever_way_they_were_kept() -> None:
    english = load_english(shipped(ENGLISH))
    for kept in (json.loads(json.dumps(english.packed())), marshal.loads(marshal.dumps(english.packed()))):
        opened = English.opened(kept)
        assert {name: type(getattr(opened, name)) for name in english.fields} == {
            name: type(getattr(english, name)) for name in english.fields
        }
        assert (opened.openers, opened.small_talk[0].ask) == (english.openers, english.small_talk[0].ask)
        assert [*opened.asking.items()] == [*english.asking.items()]


@pytest.mark.parametrize("ask", [("hi", "", "hello"), (), ("",)])
def test_texts_of_a_record_are_parted_when_they_are_asked_for(ask) -> None:
    opened = Talk.opened(Talk("greeting", ask).packed())
    assert "ask" not in vars(opened)
    assert opened.ask == vars(opened)["ask"] == ask


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files are not listed here")
def test_many_assistants_share_the_open_files_of_the_language() -> None:
    assistants = [Assistant()]
    before = len(os.listdir("/proc/self/fd"))
    assistants += [Assistant() for _ in range(19)]
    assert len(os.listdir("/proc/self/fd")) - before <= 2 * len(assistants)
