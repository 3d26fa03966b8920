"""What was told told again: its reason, more of it, less of it, its source, or that it is so ("why?", "really?")."""

from __future__ import annotations

import re

from assistant.answering.library import Item, Library
from assistant.answering.ranking import content_weights
from assistant.answering.realisation import Realiser
from assistant.answering.reply import ANSWERED, Answer, Reply
from assistant.asking.question import Question
from assistant.knowledge.base import TIE
from assistant.knowledge.values import is_year, numbers

NEW, ANEW = 0.35, 0.45
"""Share of its content from which on a text tells something that was not told yet, and the same beside what was."""


class Again:
    """Replies to remarks on the last reply; `FollowUps` tells of which kind they are."""

    def __init__(self, library: Library, words: Realiser) -> None:
        self._library, self._say = library, library.english.say
        self._words = words
        self._because = library.lexicon.cut(library.english.asking["because"])

    def reply(self, kind: str, question: Question, item: Item, last: Reply, told: str) -> Reply:
        """Answer "why?", "which ones?", "tell me more", "are you sure?", "shorter" or "source?" about the entry that
        answered last; `last` is the reply to the question, `told` all that was told of it.
        """
        before, subject = last.answers[0], last.answers[0].subject
        asked = question._replace(forms=frozenset({"why"}), yes_no=False) if kind == "why" else question
        body = self._body(kind, question, item, last, told)
        if kind == "source" and not self._library.base.cite:
            body = f"{body} {self._words.source([before.section], asked=True)}"
        even, so = kind in ("much", "little") and self._library.winners.get(item.entry.topic) == TIE, kind == "little"
        pick = item.holder if kind == "whose" else None
        lead = self._words.lead(so if even else None, pick, body)
        return Reply(
            question.text,
            ANSWERED,
            body,
            lead=lead,
            pick=pick,
            affirms=so if even else (kind == "sure" and last.affirms is not False) or None,  # else it may mean a no
            answers=(Answer.of(self._library, item, subject, body, lead),),
            confidence=last.confidence,
            reading=asked,
        )

    def adds(self, item: Item, last: Reply, told: str) -> bool:
        """Tell whether an entry holds anything that was not told yet."""
        return bool(self._new(item, last.answers[0].subject, told, NEW))

    def _body(self, kind: str, question: Question, item: Item, last: Reply, told: str) -> str:
        """What is told again.

        What was told is not told again as a reason, but said to be all there is, with the reasons that were given. A
        ruling holds its own.
        """
        said, subject, sure = last.answers[0].body, last.answers[0].subject, self._say["sure"]
        new = self._new(item, subject, told, ANEW if kind in ("what", "margin") else NEW)
        sentences = _sentences(self._words.body(question, item, subject))
        if kind == "more" and last.rest:
            return last.rest
        if kind in ("why", "more"):
            reasons = [each for each in sentences if self._because.occur(self._library.lexicon.words(each))]
            ruling = item.category.verdict if item.category and item.is_ruling else ""
            due = " ".join(reasons) or ruling or said  # it may be there
            bare = " " not in question.text and ("why" not in item.forms or "why" in question.forms)
            repeated = due == said and told.endswith(last.text) and bare  # a bare "why?"
            asks = kind == "why" and not repeated
            return " ".join(new) or self._all(told, due if asks else "", "all" if due == said else "reason")
        if kind == "margin":
            own = item.entry.figures or _counts(said)
            unsaid = [each for each in new if not (own or _counts(each) <= _counts(told))]
            return " ".join(unsaid) or (said if own else " ".join((said, *new)))
        if kind == "figures":
            figures, others = (" ".join(filter(re.compile(r"\d").search, each)) for each in (sentences, new))
            return others or (self._all(told, figures) if figures else self._say["no_figures"])
        if kind in ("sure", "doubt", "source"):
            return f"{sure} {sentences[0] if sure in told else said}"
        return {"short": sentences[0], "what": " ".join((said, *new))}.get(kind, said)

    def _all(self, told: str, last: str, lead: str = "all") -> str:
        """That there is no more of it, or no other reason, with what was `last`; alone where that was said before."""
        again = any(self._say[each] in told for each in ("all", "reason"))
        return f"{self._say['all']}." if again or not last else f"{self._say[lead]}: {last}"

    def _new(self, item: Item, subject: str | None, told: str, least: float) -> list[str]:
        """The sentences of what an entry holds, of which at `least` such a share (0 to 1) was not told yet."""
        canonical, words = self._library.reader.canonical, self._library.lexicon.words
        known, found = set(canonical(words(told))), []
        for text in _everything(item, subject):
            if text in told:
                continue
            weights = content_weights(canonical(words(text)), self._library)
            new = sum(weight for word, weight in weights.items() if word not in known)
            if new >= least * sum(weights.values()):
                found += _sentences(text)
                known |= weights.keys()
        return found


def _everything(item: Item, subject: str | None) -> list[str]:
    """All that an entry holds on a subject, and the reasons of its category."""
    answer, category = item.entry.answer, item.category
    told = answer if isinstance(answer, dict) else {"": answer}
    texts = [told[subject]] if subject in told else [*told.values()]
    texts.append(item.entry.why)
    if category:
        stances = category.answer
        texts += [category.why, *([stances[subject]] if subject in stances else stances.values())]
    return list(dict.fromkeys(text for text in texts if text))


def _counts(text: str) -> set[float]:
    """The numbers in a text that are no years."""
    return {each for each in numbers(text) if not is_year(each)}


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text)
