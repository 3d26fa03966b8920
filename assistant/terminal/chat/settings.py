"""What the chat remembers about its user's taste: a small YAML file in the configuration folder."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.knowledge.faults import DataError, Record, field
from assistant.knowledge.writing import make_folder, put
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
    if not path.is_file():
        return Settings()
    from assistant.knowledge.schema import read  # YAML is not needed where nothing is kept

    try:
        found = read(path, Settings)
    except DataError as error:
        note(f"settings not used: {error}")
        return Settings()
    if found.theme not in THEMES or found.editing not in EDITING:
        note(f"settings not used: {path}: theme is one of {', '.join(THEMES)}; editing is one of {', '.join(EDITING)}")
        return Settings()
    return found


def save_settings(settings: Settings) -> str:
    """Keep the settings; return why they could not be kept, or ""."""
    path = settings_path()
    try:
        make_folder(path.parent)
        put(path, f"theme: {settings.theme}\nediting: {settings.editing}\n".encode())
    except OSError as error:
        return f"not kept for the next time: {path}: {error.strerror}"
    return ""


def note(message: str) -> None:
    """Tell something that does not stop the chat, in one line on standard error."""
    print(f"verdict: note: {message}", file=sys.stderr)
