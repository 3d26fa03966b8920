"""Requests to the program, told by what they are made of: a word of each piece of a frame, and little words around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.answering.library.library import Library

SLIP = 0.7
"""Likeness (0 to 1) from which what is no word is taken for a slip of one by which a request is known: "saev"."""

FRACTION = "#"
"""How a piece has any number below one, such as a chance: 0.92."""

SPOKEN_OF = 0.002
"""Part of an author's wordings (0 to 1) that hold a word from which on he means it: "menu" in a café's questions."""

MEANT = 15 * SPOKEN_OF
"""The same where a request is made of several words, "store this" in a warehouse's questions, and these are many."""

COMPARED = "{kind}"
"""Beside a request that may be about what is compared: the words for that."""


class Frames:
    """The frames of a language's requests, heard beside one knowledge base."""

    def __init__(self, library: Library) -> None:
        words = library.english.chat
        self._lexicon, self._wordings = library.lexicon, library.catalogue.wordings
        self._frames = [(name, frame.split()) for name, frames in words.frames.items() for frame in frames]
        self._pieces = {name: frozenset(piece) for name, piece in words.pieces.items()}
        alone = {each for _, frame in self._frames for each in frame} - self._pieces.keys()
        self._pieces |= {each: frozenset((each,)) for each in alone}
        self._around, self._beside = frozenset(words.around), words.beside
        self._addressed, self._openers = frozenset(library.english.addressed), frozenset(library.english.openers)
        self._kind, self._standing = frozenset(library.base.kind), frozenset(words.standing)
        self._fillers, self._few = library.vocabulary.fillers, library.few
        self._little = (self._around | self._fillers) - self._kind
        self._telling = frozenset().union(*self._pieces.values())
        self._known = self._little.union(self._kind, self._telling, *self._beside.values())
        self._forms = lru_cache(maxsize=200)(self._forms_of)

    def find(self, words: Sequence[str]) -> str | None:
        """Return the request of the frame with the most pieces that words are those of, the first of equals."""
        said = [self._forms(each) for each in words]
        if len(said) < 2 or not all(said):
            return None
        forms = frozenset(each for both in said for each in both)
        hit = {name for name, piece in self._pieces.items() if not piece.isdisjoint(forms)}
        filled = [each for each in self._frames if hit.issuperset(each[1]) and self._holds(*each, said)]
        return max(filled, key=lambda each: len(each[1]), default=(None, ()))[0]

    def are_of_matter(self, name: str, words: Sequence[str]) -> bool:
        """Tell whether the author uses the words of a request that he may mean otherwise: "cancel" of a membership."""
        telling = [each for each in words if each not in self._little]
        apart = COMPARED not in self._beside.get(name, (COMPARED,))
        return apart and bool(telling) and self._speaks_of(telling, SPOKEN_OF)

    def _holds(self, name: str, frame: Sequence[str], said: Sequence[tuple[str, ...]]) -> bool:
        """Tell whether what is said, each word with its base form, has no other words, and not the author's.

        Neither is it about what is compared, unless the request may be.
        """
        core = frozenset().union(*(self._pieces[each] for each in frame))
        around = self._little if len(frame) > 1 else self._around
        beside = self._beside.get(name, ())
        made_of = [each for each in said if not core.isdisjoint(each)]
        others = [each for each in said if each not in made_of]
        if COMPARED in beside:
            around = around | self._kind
        elif said[-2] in made_of and said[-1] not in made_of and said[-1][0] in self._standing:
            return False  # "the simpler one"
        little = around.union(beside)
        told = (each for before, each in pairwise(said) if before[0] in self._addressed and each in made_of)
        if any(each[0] not in core for each in told) and self._openers.isdisjoint(each[0] for each in said):
            return False  # "you saved me" tells of it
        if len(made_of) < len(frame) or any(each[0] not in little and self._around.isdisjoint(each) for each in others):
            return False
        telling = [each[0] for each in made_of if len(frame) == 1 or each[0] not in self._fillers]
        much = SPOKEN_OF if len(frame) == 1 or self._few else MEANT
        return not beside or not telling or not self._speaks_of(telling, much)

    def _speaks_of(self, words: Iterable[str], much: float) -> bool:
        """Tell whether the author of the knowledge uses all of such words so `much` (0 to 1) that he is meant."""
        return min(map(self._wordings.part_with, words)) > much

    def _forms_of(self, word: str) -> tuple[str, ...]:
        """Return a word, or the one that it is a slip of, with its base form; nothing where no request has it."""
        before, point, after = word.partition(".")
        if point and before in ("", "0") and after.isdecimal():
            return (FRACTION,)
        if word not in self._known and not self._lexicon.is_real(word):
            near = process.extractOne(
                word, self._telling, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=SLIP
            )
            word = near[0] if near else word
        forms = (word, self._lexicon.base(word))
        return () if self._known.isdisjoint(forms) else forms
