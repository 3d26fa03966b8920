"""The knowledge base: what is compared, how each category is ruled, and what else the source tells.

A knowledge base is a folder of YAML files; `knowledge/README.md` teaches the format, and the records below are it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from assistant.knowledge.faults import Mark, Record, field
from assistant.knowledge.plain import LONGEST_ANSWER, Plain

TIE = "tie"
BOTH = "both"
OVERALL = "overall"
"""Topic of the whole comparison, and the usual word for it in a language's synonyms."""

Color = Literal["red", "green", "yellow", "blue", "magenta", "cyan"]


KEPT = 6
"""Examples of an entry, the first ones, that are shown to people."""

_HEADINGS = "; "
"""What stands between headings where there are several."""


def headings(section: str) -> list[str]:
    """Return the headings of a section, none where it names none."""
    return [each for each in section.split(_HEADINGS) if each]


class Source(Record):
    """Where every fact comes from."""

    title: str = field("title of the article or document")
    publisher: str = field("who published it", "")
    author: str = field("who wrote it", "")
    date: str = field("when, as the source says it", "")
    url: str = field("where it can be read, http or https", "")


class Subject(Record):
    """One of the things compared."""

    id: str = field("short name used as a key, for example django")
    name: str = field("name as shown")
    in_text: str = field("the name within a sentence, with its article: the car", "")
    aliases: tuple[str, ...] = field("other names people type", ())
    implies: tuple[str, ...] = field("things that are this subject's alone, so that naming one points to it", ())
    color: Color | None = field("colour of its badge", None)
    mark: Mark = Mark()


class Topic(Record):
    """A group of entries that is not a category."""

    id: str = field("short name used as a key")
    name: str = field("name as shown")
    overview: str = field("id of the entry that sums the topic up", "")
    mark: Mark = Mark()


class Outside(Record):
    """Something people ask about that the source does not cover: a refusal names it."""

    name: str = field("name as shown in the refusal")
    terms: tuple[str, ...] = field("words and phrases that mention it")
    theme: bool = field("true for a theme in common words: it weighs against answering", False)
    mark: Mark = Mark()


class Category(Record):
    """One point of comparison, with its ruling."""

    id: str = field("short name used as a key")
    name: str = field("name as shown")
    section: str = field("heading of the source it comes from", "")
    winner: str = field("a subject id, or tie")
    verdict: str = field("the ruling and its main reason, one sentence, at most 200 characters", most=200)
    why: str = field("the reasoning, one to three sentences, at most 400 characters", "", most=400)
    answer: dict[str, str] = field(
        "how each subject stands: subject id to text, at most 350 characters", most=LONGEST_ANSWER
    )
    terms: tuple[str, ...] = field("noun phrases by which people mention the category")
    ask: tuple[str, ...] = field("examples: ways to ask; {subject} stands for a subject's name")
    less_is_better: bool | None = field(
        "whether less of what the category is named for wins it; found by its words", None
    )
    edge: str = field("on a tie: the subject that is slightly ahead", "")
    more: tuple[str, ...] = field("words that say a subject is better here", ())
    less: tuple[str, ...] = field("words that say a subject is worse here", ())
    mark: Mark = Mark()


class Role(Record):
    """One of several things that an entry tells apart: by what it is called, and what it alone is or does."""

    who: tuple[str, ...] = field("what it is called: template, the templates, T", ())
    what: tuple[str, ...] = field("what it is or does and another of the list does not: covers the UI, the looks", ())


class Entry(Record, parts={"roles": Role}):
    """A fact, list, definition or claim, with the ways to ask for it."""

    id: str = field("short name, unique")
    topic: str = field("a category id, a topic id, or overall")
    name: str = field("noun phrase that names it, for suggestions and follow-ups")
    answer: str | dict[str, str] = field(
        "the answer, at most 350 characters unless it has a short: one; or one a subject (its id or both, to text)",
        most=LONGEST_ANSWER,
        unless="short",
    )
    ask: tuple[str, ...] = field("examples: ways to ask; {subject} stands for a subject's name")
    section: str | dict[str, str] = field("heading of the source it comes from; or one a subject", "")
    short: str = field("what is said instead of a long answer, which then is told when more is asked for", "")
    subject: str = field("the one subject this is about", "")
    why: str = field("the reason, for why-questions, where the answer does not give it", "", most=400)
    holds: dict[str, bool] = field("makes it a claim: subject id to whether it is true of that subject", {})
    more: tuple[str, ...] = field("words that assert the claim", ())
    less: tuple[str, ...] = field("words that assert the opposite", ())
    figures: dict[str, float | tuple[float, ...]] = field(
        "numbers or years that questions may state: subject id to the number, or [least, most]; .inf for no end", {}
    )
    units: tuple[str, ...] = field("nouns of what the figures count; none where they are years", ())
    provides: bool = field(
        "true where what is claimed is that something comes ready, so that one need not add it", False
    )
    can_be: bool = field(
        "true where what is claimed is not so by itself but can be: then only what asks for that is answered", False
    )
    optional: bool = field("true where what is claimed can be done and need not be: whether one must is denied", False)
    exclusive: bool = field(
        "true where what is claimed can be so of one thing only: then any other that is named is not", False
    )
    roles: tuple[Role, ...] = field(
        "things that it tells apart: who each is, and what; a statement that gives one what is another's is not so", ()
    )
    slots: tuple[str, ...] = field(
        "phrases after which one of these is named, by name or by what it is: another name there is none of them", ()
    )
    counts: str = field(
        "for entries about the whole comparison, what its claim is counted from: leader, wins or losses", ""
    )
    mark: Mark = Mark()

    def section_for(self, subject: str | None) -> str:
        """Return the heading that an answer about `subject` comes from; all of them where it is about several."""
        if isinstance(self.section, str):
            return self.section
        return self.section.get(subject or "") or _HEADINGS.join(dict.fromkeys(self.section.values()))

    @property
    def states(self) -> bool:
        """Tell whether words are given that assert what it tells, or the contrary, though it claims nothing of one."""
        return bool(self.more or self.less) and not (self.holds or self.figures)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All words that are given by which something is said of it."""
        return *self.more, *self.less, *(text for each in self.roles for text in (*each.who, *each.what))

    @property
    def texts(self) -> tuple[str, ...]:
        """All its answers."""
        return tuple(self.answer.values()) if isinstance(self.answer, dict) else (self.answer,)


class Talk(Record):
    """Something said to the assistant itself, or a follow-up to its last reply."""

    id: str = field("short name; one that the program has too replaces it")
    ask: tuple[str, ...] = field("ways to say it")
    answer: str = field("what to reply; {about} and {title} come from the knowledge base", "")
    opens: bool = field("true where it asks nothing: more may stand in the same line", False)

    def packed(self, most: Mapping[str, int] | None = None) -> tuple[Any, ...]:
        """Return its values in order, with every way to say it: they are heard word for word."""
        return super().packed()


_PARTS = {
    "source": Source,
    "subjects": Subject,
    "topics": Topic,
    "categories": Category,
    "entries": Entry,
    "outside": Outside,
    "talk": Talk,
}


class KnowledgeBase(Record, parts=_PARTS):
    """Everything one folder says. Immutable; `load` makes it."""

    title: str = field("short name of the knowledge base; one of its files must have it", "")
    about: str = field("what it knows, one sentence", "")
    source: Source = field("where the facts come from", Source(title=""))
    cite: bool = field("false leaves out the line with which an answer names its source", True)
    conclusion: str = field("heading of the source under which the whole result stands", "")
    advice: str = field("what to bear in mind with the overall result, one sentence", "")
    decide: tuple[str, ...] = field("ids of claims, each a case that speaks for one subject in a decision", ())
    subjects: tuple[Subject, ...] = field("what is compared; none for a plain FAQ", ())
    kind: tuple[str, ...] = field("nouns by which people call any of the subjects; they carry no content", ())
    topics: tuple[Topic, ...] = field("groups of entries that are not categories", ())
    synonyms: tuple[tuple[str, ...], ...] = field("rows of words that mean the same here, the usual one first", ())
    categories: tuple[Category, ...] = field("the points of comparison", ())
    entries: tuple[Entry, ...] = field("everything else the source tells", ())
    faq: tuple[Plain, ...] = field("questions with their answers, the plain form of entries", ())
    talk: tuple[Talk, ...] = field("greetings and the like in the author's words", ())
    say: dict[str, str] = field("phrases that replies are made of, in the author's words", {})
    limit: int = field("characters of a reply at most; 1200 where left out", 1200)
    outside: tuple[Outside, ...] = field("what the source does not cover", ())

    def category(self, topic: str) -> Category | None:
        """Return the category with the id `topic`, or None."""
        return next((each for each in self.categories if each.id == topic), None)

    def subject_name(self, subject: str) -> str:
        """Return the shown name of a subject id (the id itself where it is none)."""
        return next((each.name for each in self.subjects if each.id == subject), subject)

    def in_text(self, subject: str) -> str:
        """Return a subject as a sentence names it: its name, or what the author has for that."""
        return next((each.in_text for each in self.subjects if each.id == subject and each.in_text), "") or (
            self.subject_name(subject)
        )

    def topic_name(self, topic: str) -> str:
        """Return the shown name of a topic or category id."""
        groups: tuple[Category | Topic, ...] = (*self.categories, *self.topics)
        return next((each.name for each in groups if each.id == topic), topic)

    def wins(self) -> Counter[str]:
        """Count the categories each subject wins, and the ties under `tie`."""
        return Counter(category.winner for category in self.categories)

    def leader(self) -> str:
        """Return the subject that wins most categories, `tie` where two lead, "" where nothing is ruled."""
        wins = self.wins()
        ranked = sorted(((wins[each.id], each.id) for each in self.subjects), reverse=True)
        if not self.categories or not ranked:
            return ""
        return TIE if len(ranked) > 1 and ranked[0][0] == ranked[1][0] else ranked[0][1]
