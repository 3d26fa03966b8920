"""How a question was read: the words mended, the cues, the readings with their evidence, and what decided."""

from __future__ import annotations

from assistant.answering.ranking import WEIGHTS, Candidate
from assistant.answering.reply import ANSWERED, CHAT, UNSURE, Reply
from assistant.asking.question import SUBJECT, Question
from assistant.screen.layout import Line, wrap
from assistant.screen.render import Renderer
from assistant.words.lexicon import is_word

_SHOWN, _DRAWN = 5, 3
_EVIDENCE = (*WEIGHTS, "subject", "unfit")


def explanation(reply: Reply) -> list[str]:
    """Return how a reply came about as plain lines, cues first, then the best readings with their numbers (0 to 1)."""
    lines = [f"{name:10} {value}" for name, value in cues(reply)]
    if reply.candidates:
        lines += ["", f"{'score':>5}  {'  '.join(f'{name:>8}' for name in _EVIDENCE)}  reading"]
        for each in reply.candidates[:_SHOWN]:
            numbers = "  ".join(f"{getattr(each, name):8.2f}" for name in _EVIDENCE)
            lines.append(f"{each.score:5.2f}  {numbers}  {each.item.entry.id} (near: {near(each)})")
    return lines


def explained(reply: Reply, view: Renderer, *, evidence: bool = False) -> list[Line]:
    """Return the same laid out for a screen, in everyday words: what was understood, decided, and what else is near.

    With `evidence` the numbers of each reading stand with it.
    """
    lines = view.pairs(_understood(reply, view))
    shown = reply.candidates[:_DRAWN]
    if not shown:
        return lines
    lines += [[], *view.paragraph([("", "Nearest to it, of what is answered here:")])]
    for place, each in enumerate(shown):
        lines += _reading(view, each, best=place == 0)
        lines += _evidence(view, each) if evidence else []
    return lines


def _understood(reply: Reply, view: Renderer) -> list[tuple[str, str]]:
    question, found = reply.reading, []
    if question:
        found = [
            ("spelling", ", ".join(f"{old} → {new}" for old, new in question.mended)),
            ("read as", " ".join(filter(is_word, question.words)).replace(" '", "'")),
            ("beside it", " ".join(question.beside)),
            ("about", ", ".join(map(view.base.subject_name, question.mentioned))),
        ]
    return [*((name, value) for name, value in found if value), ("result", _result(reply, view))]


def _result(reply: Reply, view: Renderer) -> str:
    if reply.status == ANSWERED:
        said = "" if reply.affirms is None else view.say["yes" if reply.affirms else "no"].lower()
        said = said or (view.winner_name(reply.pick) if reply.pick else "answered")
        told = ", ".join(dict.fromkeys(view.topic_name(each.topic) for each in reply.answers))
        return f"{said}, from what is told of {told}; {round(100 * reply.confidence)} of 100 such answers are right"
    if reply.status == CHAT:
        return "taken for small talk"
    outside = ", ".join(each.name for each in reply.reading.outside) if reply.reading else ""
    if reply.status == UNSURE:
        return "not answered: what is nearest may not be what was meant"
    return "not answered: " + (f"the source does not cover {outside}" if outside else "nothing here is near enough")


def cues(reply: Reply) -> list[tuple[str, str]]:
    """Return what was read from the question and what was decided, as names and values."""
    found = _question_cues(reply.reading) if reply.reading else []
    return [*found, ("decided", _decision(reply))]


def near(candidate: Candidate) -> str:
    """Return the example nearest to the question, as it is matched, a subject's name left open."""
    return candidate.example.replace(SUBJECT, "…")


def _question_cues(question: Question) -> list[tuple[str, str]]:
    kinds = sorted(question.forms) + ["yes or no"] * question.yes_no + ["either or"] * question.either_or
    found = [
        ("mended", ", ".join(f"{old} → {new}" for old, new in question.mended)),
        ("beside it", " ".join(question.beside)),
        ("matched on", " ".join(question.content).replace(SUBJECT, "…")),
        ("subjects", ", ".join(question.mentioned)),
        ("form", ", ".join(kinds)),
        ("outside", ", ".join(each.name for each in question.outside)),
    ]
    return [(name, value) for name, value in found if value]


def _decision(reply: Reply) -> str:
    if reply.status == ANSWERED:
        told = " and ".join(each.id for each in reply.answers)
        choice = f", picks {reply.pick}" if reply.pick else ""
        settled = "" if reply.affirms is None else f", {'affirms' if reply.affirms else 'denies'}"
        return f"answered from {told}{choice}{settled}; confidence {reply.confidence:.2f}"
    if reply.status == CHAT:
        return "small talk"
    if reply.status == UNSURE:
        return f"unsure: the best readings are too close; confidence {reply.confidence:.2f}"
    if reply.reading and reply.reading.outside:
        return "not covered: it names something outside the source"
    best = max((each.score for each in reply.candidates), default=0)
    return f"unknown: no reading is good enough; the best has {best:.2f}"


def _reading(view: Renderer, candidate: Candidate, *, best: bool) -> list[Line]:
    share, asked = max(min(candidate.score, 1.0), 0.0), candidate.item.question
    if not view.screen.drawings:
        return view.paragraph([("", f"{asked} {round(100 * share)} of 100.")])
    full = round(10 * share)
    body = wrap([("bold" if best else "", view.screen.text(asked))], max(view.screen.measure - 12, 8))
    bar = [("green" if best else "dim", "█" * full), ("dim", "░" * (10 - full)), ("", "  ")]
    return [view.indented([*bar, *body[0]]), *(view.indented([("", " " * 12), *line]) for line in body[1:])]


def _evidence(view: Renderer, candidate: Candidate) -> list[Line]:
    told = [name for name in ("score", *_EVIDENCE) if name != "unfit" or candidate.unfit]
    numbers = " ".join(f"{name}\u00a0{getattr(candidate, name):.2f}" for name in told)
    text = f"{candidate.item.entry.id} {numbers}\nnear: {near(candidate)}"
    return [view.indented([("", "  "), *line]) for line in wrap([("dim", text)], view.screen.measure - 2)]
