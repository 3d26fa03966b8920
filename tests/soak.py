"""Ask a great many questions in one process and see that memory stays flat: `python -m tests.soak [QUESTIONS]`.

Every tenth question is one that nobody asks. Memory after a tenth of them, but not before each labelled question was
asked once (until then more of the tables that are mapped is read), is compared with that at the end; that after the
first question is told too.
"""

from __future__ import annotations

import itertools
import json
import random
import sys
import time
from pathlib import Path

from assistant import Assistant

GROWTH = 1.1
"""What memory may be at the end beside what it was before."""


def megabytes() -> float:
    """The memory of this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> int:
    """Ask; the exit status is 1 where memory grew, or where too few were asked to tell."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    files = sorted((Path(__file__).parent / "evaluation" / "questions").glob("*.jsonl"))
    rows = [json.loads(line) for path in files for line in path.open(encoding="utf-8")]
    labelled = [turn["q"] for row in rows for turn in row.get("turns", [row]) if "q" in turn]
    asked, mark = itertools.cycle(labelled), max(total // 10, len(labelled))
    chance, begin, first, early = random.Random(1), time.monotonic(), 0.0, 0.0
    conversation = (assistant := Assistant()).conversation()
    for number in range(total):
        if number % 5 == 0:
            conversation = assistant.conversation()
        text = next(asked)
        if number % 10 == 0:
            text = " ".join("".join(chance.choices("abcdefghijklmnop", k=8)) for _ in range(20))
        conversation.ask(text)
        if number == 0:
            first = megabytes()
        if number == mark:
            early = megabytes()
    late = megabytes()
    seconds = time.monotonic() - begin
    print(
        f"{total} questions in {seconds:.0f} s; MB: {first:.1f} at first, {early:.1f} after {mark}, {late:.1f} at last"
    )
    return int(late > GROWTH * early)


if __name__ == "__main__":
    sys.exit(main())
