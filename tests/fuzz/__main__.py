"""Change good inputs at random and hand them to the loader, the cache and the assistant.

    python -m tests.fuzz [--seconds 60] [--seed 1] [--keep FOLDER] [loader] [cache] [ask]

Held means: loaded or refused with faults of one line (loader), opened or passed over (cache), a reply by the contract
within a second (ask). What breaks is printed with the seed that repeats it, and kept in a folder where one is named.
The corpus is the knowledge, its scripts, its index and the labelled questions of this repository.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import struct
import sys
import tempfile
import time
import traceback
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.answering.library import Library, building, knowledge_folder
from assistant.answering.library import kept as files
from assistant.answering.reply import LONGEST_REPLY
from assistant.authoring.expect import Script
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.faults import DataError
from assistant.knowledge.schema import read

PATIENCE = 1.0
"""Seconds that a question may take here, where others work beside."""

TESTS = Path(__file__).parents[1]

Once = Callable[[random.Random, list[bytes]], None]
"""One try: what it hands over is put into the list first."""

PIECES = [
    b"&a ",
    b"*a",
    b"!!x ",
    b"{",
    b"[" * 50,
    b"? ",
    b": ",
    b"- ",
    b"\0",
    b"\xff",
    b"\xe2\x80\xa8",
    b"\x1b[2J",
    b"'",
    b'"',
    b"|\n",
]


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return data with a few places flipped, cut, doubled, moved or filled with what means something."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(found) + 1)
        end = min(place + chance.choice((1, 2, 8, 64, 1_000)), len(found))
        how = chance.randrange(6)
        if how == 0 and found:
            found[place % len(found)] = chance.randrange(256)
        elif how == 1:
            del found[place:end]
        elif how == 2:
            found[place:place] = found[place:end] * chance.choice((1, 2, 30))
        elif how == 3:
            found[place:place] = chance.choice(PIECES)
        elif how == 4:
            piece, other = found[place:end], chance.randrange(len(found) + 1)
            found[other:other] = piece
        else:
            found[place:end] = bytes(chance.randrange(256) for _ in range(end - place))
    return bytes(found)


def loader(folder: Path) -> Once:
    corpus = [path.read_bytes() for root in (knowledge_folder(), TESTS / "knowledge") for path in root.rglob("*.yaml")]
    corpus = [each for each in corpus if len(each) < 30_000]
    place = folder / "x.yaml"

    def once(chance: random.Random, given: list[bytes]) -> None:
        data = changed(chance.choice(corpus), chance)
        given.append(data)
        place.write_bytes(data)
        for kind in (KnowledgeBase, Script):
            try:
                read(place, kind)
            except DataError as error:
                bad = [str(each) for each in error.faults if len(str(each)) > 330 or not str(each).isprintable()]
                assert not bad, bad[0]

    return once


def cache(folder: Path) -> Once:
    base = TESTS / "knowledge" / "sourdough"
    os.environ["VERDICT_CACHE"] = str(folder / "cache")
    made: list[Library] = []
    real = building.build

    def once_for_all(*given: Any) -> Library:
        if not made:
            made.append(real(*given))
        return made[0]

    building.build = once_for_all
    Assistant(base)
    (path,) = [each for each in (folder / "cache").iterdir() if not each.name.startswith("english")]
    whole = path.read_bytes()
    head = files._HEAD
    _, size, _ = head.unpack_from(whole)
    json_part, matcher = whole[head.size : head.size + size], whole[head.size + size :]
    start = matcher.index(sys.byteorder.encode()) + len(sys.byteorder)

    def once(chance: random.Random, given: list[bytes]) -> None:
        kept, index = json_part, matcher
        if chance.random() < 0.5:
            data = changed(index[start + 4 :], chance)
            index = index[:start] + struct.pack("<I", zlib.crc32(data)) + data
        else:
            kept = changed(kept, chance)
        damaged = head.pack(b"verdict\n", len(kept), zlib.crc32(kept)) + kept + index
        given.append(damaged)
        path.write_bytes(damaged)
        try:
            assert Assistant(base).ask("how much water").text
        finally:
            path.write_bytes(whole)

    return once


def ask(folder: Path) -> Once:
    rows = [
        line for path in (TESTS / "evaluation" / "questions").glob("*.jsonl") for line in path.open(encoding="utf-8")
    ]
    corpus = [turn["q"].encode() for row in map(json.loads, rows) for turn in row.get("turns", [row]) if "q" in turn]
    assistant = Assistant()

    def once(chance: random.Random, given: list[bytes]) -> None:
        conversation = assistant.conversation()
        for _ in range(chance.randint(1, 3)):
            data = changed(chance.choice(corpus), chance) * chance.choice((1, 1, 1, 40))
            given.append(data)
            begin = time.process_time()
            reply = conversation.ask(data.decode("utf-8", "replace"))
            assert 0 < len(reply.text) <= LONGEST_REPLY
            assert 0 <= reply.confidence <= 1
            assert time.process_time() - begin < PATIENCE, "slow"

    return once


TARGETS = {"loader": loader, "cache": cache, "ask": ask}


def main() -> int:
    """Fuzz; the exit status is 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], default=[])
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    broken = 0
    for name in options.targets or TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            once = TARGETS[name](Path(folder))
            tried, failed, seed, end = 0, 0, options.seed, time.monotonic() + options.seconds
            while time.monotonic() < end:
                tried, seed = tried + 1, seed + 1
                given: list[bytes] = []
                try:
                    once(random.Random(seed), given)
                except Exception:
                    failed += 1
                    if options.keep:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        (options.keep / f"{name}-{seed}").write_bytes(b"\n".join(given))
                    print(f"{name}: seed {seed}: {traceback.format_exc(limit=-2)}", file=sys.stderr)
            print(f"{name}: {tried} tried, {tried - failed} held, {failed} failed", flush=True)
            broken += failed
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
