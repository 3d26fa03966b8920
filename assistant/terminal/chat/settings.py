"""What the chat remembers about its user's taste: a small YAML file in the configuration folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant.knowledge.faults import DataError, Record, field, shown
from assistant.knowledge.files import read_bytes, write_text
from assistant.knowledge.writing import make_folder
from assistant.screen.theme import THEMES

EDITING = ("emacs", "vi")


class Settings(Record):
    """Settings of the chat."""

    theme: str = field("a name of `THEMES`", "auto")
    editing: str = field("one of `EDITING`", "emacs")


def settings_path() -> Path:
    """Return where the settings are kept."""
    from platformdirs import user_config_path

    return user_config_path("verdict", appauthor=False) / "settings.yaml"


def load_settings() -> Settings:
    """Return the kept settings; what cannot be used is told in one line on standard error and left at its default."""
    path = settings_path()
    try:
        found = _read(path)
    except DataError as error:
        note(f"settings not used: {error}")
        return Settings()
    if found.theme not in THEMES or found.editing not in EDITING:
        note(f"settings not used: {path}: theme is one of {', '.join(THEMES)}; editing is one of {', '.join(EDITING)}")
        return Settings()
    return found


def save_settings(settings: Settings) -> str:
    """Keep the settings; return why they could not be kept, or "". What is no such file is left as it is."""
    path = settings_path()
    try:
        _read(path)
        make_folder(path.parent)
        write_text(path, f"theme: {settings.theme}\nediting: {settings.editing}\n", lambda _: True)
    except OSError as error:
        return f"not kept for the next time: {path}: {error.strerror}"
    except DataError as error:
        return f"not kept for the next time: {error}"
    return ""


def _read(path: Path) -> Settings:
    """Return the settings in a file, the default ones where it is not there or empty.

    Raises DataError: it is something else, or cannot be read.
    """
    if not os.path.lexists(path) or not read_bytes(path):
        return Settings()
    from assistant.knowledge.schema import read  # YAML is not needed where nothing is kept

    return read(path, Settings)


def note(message: str) -> None:
    """Tell something that does not stop the chat, in one line on standard error."""
    print(f"verdict: note: {shown(message)}", file=sys.stderr)
