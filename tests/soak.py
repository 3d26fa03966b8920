"""Ask a great many questions in one process and see that memory stays flat: `python -m tests.soak [QUESTIONS]`.

Every tenth question is one that nobody asks. Memory after a tenth of them is compared with that at the end.
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
"""What memory may be at the end beside what it was after a tenth."""


def megabytes() -> float:
    """The memory of this process, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> int:
    """Ask; the exit status is 1 where memory grew."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    files = sorted((Path(__file__).parent / "evaluation" / "questions").glob("*.jsonl"))
    rows = [json.loads(line) for path in files for line in path.open(encoding="utf-8")]
    asked = itertools.cycle([turn["q"] for row in rows for turn in row.get("turns", [row]) if "q" in turn])
    chance, begin, early = random.Random(1), time.monotonic(), 0.0
    conversation = (assistant := Assistant()).conversation()
    for number in range(total):
        if number % 5 == 0:
            conversation = assistant.conversation()
        text = next(asked)
        if number % 10 == 0:
            text = " ".join("".join(chance.choices("abcdefghijklmnop", k=8)) for _ in range(20))
        conversation.ask(text)
        if number == total // 10:
            early = megabytes()
    late = megabytes()
    print(
        f"{total} questions in {time.monotonic() - begin:.0f} s; {early:.1f} MB after a tenth, {late:.1f} MB at the end"
    )
    return int(late > GROWTH * early)


if __name__ == "__main__":
    sys.exit(main())
