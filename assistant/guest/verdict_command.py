"""The command `verdict` where it is installed."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command with Verdict's own package, whatever else on the path has the same name."""
    try:
        sys.unraisablehook = _interrupted
        home = os.path.dirname(os.path.abspath(__file__))
        if not _has_one(home):  # in a checkout
            home = os.path.dirname(os.path.dirname(home))
        sys.path.insert(next((place for place, folder in enumerate(sys.path) if _has_one(folder)), 0), home)
        gc.disable()  # what is loaded stays
        from assistant.terminal.command_line import main as run

        gc.freeze()  # else all of it would be looked through as soon as garbage is looked for again
        gc.enable()
        return _left(run())
    except KeyboardInterrupt:  # before there is anything that could tell it
        return 130


def _interrupted(unraisable: sys.UnraisableHookArgs) -> None:
    """Leave where Ctrl-C comes in the midst of what Python does for itself: it would tell of it, and go on."""
    if unraisable.exc_type is KeyboardInterrupt:
        os._exit(130)
    sys.__unraisablehook__(unraisable)


def _left(status: int) -> int:
    """Leave at once where nothing else runs: taking apart what was loaded is a twenty-fifth of `verdict ask`."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # a stream that cannot be written, of which was told
        return status
    if "threading" not in sys.modules:
        os._exit(status)
    return status


def _has_one(folder: str) -> bool:
    return any(os.path.exists(os.path.join(folder, name)) for name in ("assistant", "assistant.py"))
