"""The command line."""

from __future__ import annotations

import sys

from assistant.conversation import Assistant
from assistant.render import as_json


def main() -> int:
    """Run the command `verdict`."""
    assistant = Assistant()
    conversation = assistant.conversation()
    for line in sys.stdin:
        if not line.strip():
            conversation = assistant.conversation()
            continue
        print(as_json(conversation.ask(line.rstrip("\n")), assistant.library.base.source), flush=True)
    return 0
