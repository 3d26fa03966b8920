"""Colours by name: a theme says how each style looks, on any 256-colour terminal."""

from __future__ import annotations

from assistant.tuples import NamedTuple

PALETTE = ("green", "cyan", "magenta", "yellow", "blue", "red")
"""Colours a knowledge base may give its subjects, in the order of those that name none."""


class Theme(NamedTuple):
    """How styles look. `colours` maps a palette name or `dim` to a colour of the 256; what is absent stays as it is."""

    name: str
    about: str
    colours: dict[str, int]

    def sgr(self, style: str) -> str:
        """Return the parameters of the escape sequence (Select Graphic Rendition, ECMA-48) for words of style."""
        codes = []
        for word in style.split():
            if word in _ATTRIBUTES:
                codes.append(_ATTRIBUTES[word])
            elif word in self.colours:
                index = self.colours[word]
                codes.append(str(30 + index) if index < 8 else f"38;5;{index}")
            elif word == "dim":
                codes.append("2")
        return ";".join(codes)

    def toolkit(self, style: str) -> str:
        """Return the same style in prompt_toolkit's words."""
        words = []
        for word in style.split():
            if word in _ATTRIBUTES:
                words.append({"badge": "reverse bold"}.get(word, word))
            elif word in self.colours:
                words.append(_toolkit_colour(self.colours[word]))
        return " ".join(words)


_ATTRIBUTES = {"bold": "1", "italic": "3", "underline": "4", "badge": "1;7"}
_ANSI = ("ansiblack", "ansired", "ansigreen", "ansiyellow", "ansiblue", "ansimagenta", "ansicyan", "ansigray")

THEMES = {
    theme.name: theme
    for theme in (
        Theme(
            "auto",
            "the terminal's own colours; light where its background is",
            {"red": 1, "green": 2, "yellow": 3, "blue": 4, "magenta": 5, "cyan": 6},
        ),
        Theme(
            "dark",
            "light colours for a dark background",
            {"red": 210, "green": 114, "yellow": 221, "blue": 111, "magenta": 177, "cyan": 80, "dim": 246},
        ),
        Theme(
            "light",
            "deep colours for a light background",
            {"red": 124, "green": 28, "yellow": 94, "blue": 25, "magenta": 90, "cyan": 30, "dim": 241},
        ),
        Theme("mono", "bold and reverse, no colour", {}),
    )
}


def hexadecimal(index: int) -> str:
    """Return a colour of the 256 (16 to 255: the cube and the greys that xterm defined) as #rrggbb."""
    if index >= 232:
        level = 8 + 10 * (index - 232)
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = (0, 95, 135, 175, 215, 255)
    cube = index - 16
    return f"#{steps[cube // 36]:02x}{steps[cube // 6 % 6]:02x}{steps[cube % 6]:02x}"


def _toolkit_colour(index: int) -> str:
    return _ANSI[index] if index < 8 else hexadecimal(index)
