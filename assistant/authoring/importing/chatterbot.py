"""ChatterBot's corpora in YAML: lists of conversations, a question and what is said to it."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from assistant.authoring.importing.draft import Document, Draft, one_line, words_of


def read(documents: Sequence[Document]) -> Draft:
    """Return what the files hold; a question that stands several times keeps its first answer."""
    draft = Draft.empty(words_of(documents[0].stem))
    for document in documents:
        node = document.tree()
        found = {key.value: value for key, value in node.value} if node else {}
        for talk in found["conversations"].value:
            mark = document.mark(talk.start_mark.line + 1)
            if not isinstance(talk, yaml.SequenceNode):
                draft.leave(mark, "a conversation of one line", "it has no answer")
                continue
            said = [str(line.value) for line in talk.value if isinstance(line, yaml.ScalarNode)]
            if len(said) < 2:
                draft.leave(mark, "a conversation of one line", "it has no answer")
                continue
            draft.add([said[0]], said[1], mark, topic=words_of(document.stem))
            if len(said) > 2:
                draft.leave(mark, f"what follows “{one_line(said[1])[:40]}”", "each question is answered on its own")
    return draft
