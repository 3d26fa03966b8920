"""What the chat does about the last answer: its reason, its rest, its source, how it was read, that it was wrong."""

from __future__ import annotations

from assistant.answering.reply import ANSWERED, Reply
from assistant.knowledge.base import headings
from assistant.knowledge.examples import opening_examples
from assistant.screen.explain import explained
from assistant.screen.layout import Line
from assistant.terminal.chat.saving import note
from assistant.terminal.chat.session import Session
from assistant.terminal.hearing import asks_for_more, example_of, shortened
from assistant.terminal.talk import UNSOURCED


def why(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return session.nothing_asked
    return session.ask(session.assistant.library.english.forms["why"][0] + "?", "/why")


def more(session: Session, _: str) -> list[Line]:
    if session.short_of:
        return shown(session, session.short_of)
    if not session.replies:
        return session.nothing_asked
    asks = next(each for each in session.assistant.library.english.follow_ups if each.id == "more")
    return session.ask(next(text for text in asks.ask if len(text.split()) == 3), "/more")


def short(session: Session, _: str) -> list[Line]:
    last = session.last_told
    if last is None:
        return [*session.nothing_asked, *session.say("“short answers” makes each answer one sentence from now on.")]
    if _is_short(session, last):
        more = session.short_of or asks_for_more(session.conversation, session.assistant.library)
        rest = "; /more tells what else there is." if more else ", and all there is."
        return session.say(f"That is one sentence already{rest}")
    return _in_short(session, last)


def simple(session: Session, _: str) -> list[Line]:
    last = session.last_told
    if last is None:
        return [*session.nothing_asked, [], *about(session, "")]
    if _is_short(session, last):
        told = "Only the source's own words can be given, and those were the shortest."
        return session.say(told)
    told = "Only the source's own words can be given; these are the shortest:"
    return [*session.say(told), [], *_in_short(session, last)]


def _is_short(session: Session, answer: Reply) -> bool:
    """Tell whether an answer was told in one sentence."""
    return bool(session.short_of) or shortened(answer, session.assistant.library).text == answer.text


def _in_short(session: Session, answer: Reply) -> list[Line]:
    session.stand_at(answer)
    short = shortened(answer, session.assistant.library)._replace(suggestions=())
    lines = session.tell(session.view.reply(short, numbered=True))
    session.short_of = answer
    return lines


def back(session: Session, text: str) -> list[Line]:
    before = session.step_back(session.hearing.count(text))
    if before is None:
        return session.nothing_asked
    return [*session.asked(before.question), *shown(session, before)]


def shown(session: Session, reply: Reply) -> list[Line]:
    session.stand_at(reply)
    session.choices = list(reply.suggestions) or session.choices
    return session.tell(session.view.reply(reply, numbered=True))


def wrong(session: Session, _: str) -> list[Line]:
    if not session.replies:
        return session.nothing_asked
    reply = session.replies[-1]
    if _leans(session, reply):  # not "tell me more": what that leans on
        reply = next((each for each in reversed(session.replies) if not _leans(session, each)), reply)
    if reply is session.wrong:
        return session.say("That is noted already.")
    session.wrong = reply
    reply = reply._replace(question=reply.question.removeprefix("/"), status="wrong")
    told = "Noted as wrong." if session.log(reply) else note(reply, keep=session.keep, knowledge=session.knowledge)
    return session.say(told)


def _leans(session: Session, reply: Reply) -> bool:
    """Tell whether a reply leans on an answer before it ("why?"): its question alone is not answered so."""
    if reply.status != ANSWERED or reply.candidates:
        return False
    alone = session.assistant.ask(reply.question)
    return [each.id for each in alone.answers] != [each.id for each in reply.answers]


def source(session: Session, _: str) -> list[Line]:
    source, view = session.assistant.library.base.source, session.view
    last = session.last_answer
    sections = [part for each in (last.answers if last else ()) for part in headings(each.section)]
    rows = [("title", source.title), ("publisher", source.publisher), ("author", source.author), ("date", source.date)]
    if not (source.title or source.url or sections):
        return session.say(UNSOURCED)
    rows += [("address", source.url)]
    rows += [("section", section) for section in dict.fromkeys(sections)]
    lines = view.pairs([(name, value) for name, value in rows if value])
    return session.tell(lines if source.url else [*lines, [], *session.told("original")])


def age(session: Session, _: str) -> list[Line]:
    return session.ask(session.assistant.library.english.chat.program["age"][0])


def explain(session: Session, _: str) -> list[Line]:
    """Explain the last reply, and what it leans on."""
    read = [each for each in session.replies if each.reading]
    if not read:
        return session.nothing_asked
    leaning = read[-1].question if _leans(session, read[-1]) else ""
    lines, view = explained(read[-1], session.view), session.view
    earlier = next((each for each in reversed(read) if each.candidates and each.status == ANSWERED), None)
    if not leaning or earlier is None:
        return lines
    told = f"“{leaning}” asks about an answer before it; “{earlier.question}” was read so:"
    whole = explained(earlier, view)
    own = [] if whole[: len(lines)] == lines else [*lines, []]
    return [*own, *session.say(told), [], *whole]


def example(session: Session, _: str) -> list[Line]:
    library = session.assistant.library
    if session.last_reply and session.last_reply.status == ANSWERED:  # of what was told
        return session.ask(example_of(session.conversation, library), library.english.chat.program["example"][0])
    return session.offer(opening_examples(library.base, library.english))


def about(session: Session, _: str) -> list[Line]:
    return session.ask(session.assistant.library.english.chat.program["about"][0])


def first(session: Session, _: str) -> list[Line]:
    asked = [each.question for each in session.replies]
    if not asked:
        return session.nothing_asked
    told = session.say("The first question of this conversation was:")
    return [*told, [], *session.offer(asked[:1])]


def sure(session: Session, _: str) -> list[Line]:
    last = session.last_answer
    if last is None:
        return session.nothing_asked
    told = session.assistant.library.english.chat.answers["sure"]
    return session.say(told.format(chance=round(100 * last.confidence)))
