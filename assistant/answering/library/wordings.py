"""What an author has word for word: it leads to its own entry, whatever else the words may mean."""

from __future__ import annotations

from collections.abc import Iterable

_MARKS = "?!.,;:…¿¡\"'“”„‘’«»()[]"


def verbatim(text: str) -> str:
    """Return a text as it is held against another word for word: case, blanks and marks around words count for nothing.

    Marks within a word do, and so do those that stand alone where there is no word: "C++" is not "C", ":)" is itself.
    """
    said = text.casefold().replace("’", "'").split()
    return " ".join(filter(None, (word.strip(_MARKS) for word in said))) or " ".join(said)


class Wordings:
    """Questions word for word, each with the id of the entry that answers it.

    They are kept in one text and looked for there: a start makes no table of what a question or two are held against.
    """

    def __init__(self, text: str = "\n") -> None:
        self.text = text

    @classmethod
    def of(cls, asked: Iterable[tuple[str, str]]) -> Wordings:
        """Return the wordings of `asked`, pairs of a question and an id, "" for one whose reading decides always.

        What two have is nobody's.
        """
        owners: dict[str, set[str]] = {}
        for question, name in asked:
            owners.setdefault(verbatim(question), set()).add(name)
        alone = ((said, name) for said, (name, *others) in owners.items() if said and name and not others)
        lines = (f"{said}\t{name}\n" for said, name in alone)
        return cls("\n" + "".join(lines))

    def find(self, question: str) -> str:
        """Return the id of the entry that a question is of, "" where it is of none."""
        said = f"\n{verbatim(question)}\t"
        at = self.text.find(said)
        start = at + len(said)
        return self.text[start : self.text.index("\n", start)] if at >= 0 else ""

    def part_with(self, word: str) -> float:
        """Return the part of them that hold a word, 0 to 1."""
        found = sum(self.text.count(f"{before}{word}{after}") for before in "\n " for after in " \t")
        return found / max(self.text.count("\t"), 1)
