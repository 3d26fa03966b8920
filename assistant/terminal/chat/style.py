"""The looks of the line editor, from the theme and the colours of the subjects."""

from __future__ import annotations

from prompt_toolkit.styles import Style

from assistant.knowledge.base import KnowledgeBase
from assistant.screen.layout import Screen
from assistant.screen.render import Renderer
from assistant.screen.theme import THEMES

_MENUS = {
    "dark": ("bg:#303030 #d0d0d0", "bg:#3a3a3a #a8a8a8", "bg:#5f87af #ffffff", "bg:#585858"),
    "light": ("bg:#e4e4e4 #303030", "bg:#dadada #585858", "bg:#005f87 #ffffff", "bg:#bcbcbc"),
    "mono": ("noreverse", "italic", "reverse", "reverse"),
}
"""The completion menu by theme: its entries, their descriptions, the one that is chosen, and the part that is shown."""


def style_of(name: str, base: KnowledgeBase | None) -> Style:
    """Return the style of a theme; without a knowledge base as yet, that of everything but the subjects."""
    theme = THEMES[name]
    quiet = theme.toolkit("dim") or ("" if name == "mono" else "ansibrightblack")
    rules = {
        "prompt": theme.toolkit("bold cyan"),
        "command": theme.toolkit("bold cyan"),
        "term": theme.toolkit("underline"),
        "outside": theme.toolkit("red italic"),
        "auto-suggestion": quiet,
        "bottom-toolbar": "noreverse",
        "bottom-toolbar.text": "",
        "reading": theme.toolkit("bold"),
        "reading.unknown": theme.toolkit("red bold"),
        "reading.unsure": theme.toolkit("yellow bold"),
        "hint": quiet,
    }
    if name in _MENUS:
        entry, meta, current, part = _MENUS[name]
        rules |= {
            "completion-menu.completion": entry,
            "completion-menu.meta.completion": meta,
            "completion-menu.completion.current": current,
            "completion-menu.meta.completion.current": current,
            "scrollbar.background": meta,
            "scrollbar.button": part,
        }
    if base is not None:
        view = Renderer(base, {}, Screen(theme=theme))
        rules.update({f"subject.{each.id}": theme.toolkit(f"{view.colour(each.id)} bold") for each in base.subjects})
    return Style(list(rules.items()))
