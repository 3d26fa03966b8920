"""How a question was read: the words mended, the cues, the readings with their evidence, and what decided."""

from __future__ import annotations

from assistant.answering.ranking import WEIGHTS, Candidate
from assistant.answering.reply import ANSWERED, CHAT, UNSURE, Reply
from assistant.asking.question import SUBJECT, Question
from assistant.screen.layout import Line, pad, wrap
from assistant.screen.render import Renderer

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


def explained(reply: Reply, view: Renderer) -> list[Line]:
    """Return the same laid out for a screen, a bar for each score."""
    lines = view.pairs(cues(reply))
    if not view.screen.drawings:
        told = [
            f"Reading {place}: {each.item.entry.id}, score {each.score:.2f}, near: {near(each)}."
            for place, each in enumerate(reply.candidates[:_DRAWN], 1)
        ]
        return [*lines, *(line for each in told for line in view.paragraph([("", each)]))]
    if reply.candidates:
        lines.append([])
    widest = max((len(each.item.entry.id) for each in reply.candidates[:_DRAWN]), default=0)
    for place, each in enumerate(reply.candidates[:_DRAWN]):
        lines += _reading(view, each, min(widest, 24), best=place == 0)
    return lines


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


def _reading(view: Renderer, candidate: Candidate, widest: int, *, best: bool) -> list[Line]:
    full = round(10 * max(min(candidate.score, 1.0), 0.0))
    head = [
        ("bold" if best else "", pad(candidate.item.entry.id, widest) + "  "),
        ("green" if best else "dim", "█" * full),
        ("dim", "░" * (10 - full)),
        ("bold", f" {candidate.score:.2f}"),
    ]
    told = [name for name in _EVIDENCE if name != "unfit" or candidate.unfit]
    numbers = " ".join(f"{name}\u00a0{getattr(candidate, name):.2f}" for name in told)
    details = wrap([("dim", f"{numbers}\nnear: {near(candidate)}")], view.screen.measure - 2)
    return [view.indented(head), *(view.indented([("", "  "), *line]) for line in details)]
