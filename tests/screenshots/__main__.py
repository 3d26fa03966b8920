"""Makes the pictures and the transcript of the README from the real program: python -m tests.screenshots [FOLDER]."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.screenshots.svg import svg
from tests.terminal import Terminal


@dataclass(frozen=True)
class Scene:
    """One picture: what is typed into a terminal of which size, and what must be seen before it is taken."""

    name: str
    keys: tuple[str, ...]
    awaits: tuple[str, ...]
    columns: int = 80
    lines: int = 24
    theme: str = "dark"


SCENES = (
    Scene("first", ("which is more secure?\r", "is flask faster than fastapi"), ("Source: ", "not covered: FastAPI")),
    Scene("light", ("which is more secure?\r", "and performance?\r"), ("Security", "a tie"), theme="light", lines=30),
    Scene("score", ("/score\r",), (r"Reusable Components +=",)),
    Scene("completion", ("which is beter for secu", "\t"), ("→", "category")),
    Scene("commands", ("/",), ("/score",)),
    Scene("compare", ("/compare security\r",), ("Source: ",), columns=110, lines=20),
    Scene("explain", ("which is mroe secure?\r", "/explain\r"), ("Source: ", "Nearest to it"), lines=32),
    Scene(
        "decide",
        ("/decide\r", "5 and 3\r", "2\r", "2\r", "0\r", "flask\r"),
        ("1  Admin", "most", "near", "aside", "lean", "Source: "),
        lines=36,
    ),
    Scene("narrow", ("is flask older?\r", "/score\r"), ("Source: ", "Reusable Comp"), columns=40, lines=40),
)


def take(scene: Scene) -> str:
    """Play a scene and return the picture."""
    with tempfile.TemporaryDirectory() as home:
        config = Path(home, "config", "verdict")
        config.mkdir(parents=True)
        (config / "settings.yaml").write_text(f"theme: {scene.theme}\n")
        with Terminal(Path(home), columns=scene.columns, lines=scene.lines) as terminal:
            terminal.wait("Ctrl-D leaves")
            for keys, seen in zip(scene.keys, scene.awaits, strict=True):
                terminal.press(keys).wait(seen)
            terminal.settle()
            return svg(terminal.screen, scene.theme, f"Verdict in a terminal: {scene.name}")


SPOKEN = ("which is less secure?", "what about performance?", "who made Flask?", "and FastAPI?")


def transcript() -> str:
    """Hold a conversation in the plain chat and return all that the terminal showed."""
    with tempfile.TemporaryDirectory() as home, Terminal(Path(home), "--plain", lines=60, NO_COLOR="1") as terminal:
        terminal.wait("(?m)^>")
        for place, question in enumerate(SPOKEN, 2):
            terminal.type(question).wait(rf"(?ms)(?:^>.*){{{place}}}")
        return terminal.everything.strip().removesuffix(">").strip() + "\n"


def main(folder: Path) -> None:
    """Take every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        path = folder / f"{scene.name}.svg"
        path.write_text(take(scene), encoding="utf-8")
        print(path)
    (folder / "transcript.txt").write_text(transcript(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
