"""Runs the command, and presses Ctrl-C while it starts.

    python -m tests.interrupted ENTRY MODULE heard|unheard WORD …

ENTRY is the file that it begins in, MODULE what Python looks for at that moment. `unheard`, that is while Python
forgets something: it tells of what is raised there, and goes on.
"""

from __future__ import annotations

import runpy
import sys
import weakref


class Interrupting:
    """Looks for modules as Python does, but for one: then Ctrl-C is pressed."""

    def __init__(self, name: str, unheard: bool) -> None:
        self.name, self.unheard = name, unheard

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Find nothing; others look."""
        if name == self.name and self.unheard:
            weakref.finalize(set(), self.press)
        elif name == self.name:
            self.press()

    def press(self) -> None:
        """Raise what Ctrl-C does."""
        raise KeyboardInterrupt


if __name__ == "__main__":
    entry, moment, heard, *words = sys.argv[1:]
    assert moment not in sys.modules
    sys.meta_path.insert(0, Interrupting(moment, heard == "unheard"))
    sys.argv = ["verdict", *words]
    sys.exit(runpy.run_path(entry, run_name="__main__")["main"]())
