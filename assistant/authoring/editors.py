"""JSON Schemas by which editors complete and check the YAML.

`python -m assistant.authoring.editors` writes them afresh.
"""

from __future__ import annotations

import json

from assistant.answering.library import knowledge_folder
from assistant.authoring.expect import Script
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.schema import json_schema
from assistant.knowledge.writing import put


def schemas() -> dict[str, str]:
    """Return file name to content of the schemas kept in the folder of the shipped knowledge."""
    kinds = {
        "schema.json": json_schema(KnowledgeBase, "A Verdict knowledge base"),
        "script-schema.json": json_schema(Script, "A file of scripted questions"),
    }
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in kinds.items()}


if __name__ == "__main__":
    for name, text in schemas().items():
        put(knowledge_folder() / name, text.encode())
