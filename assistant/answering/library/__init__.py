"""A knowledge base made ready to answer: its vocabulary, its entries and the matcher over them, kept between runs."""

from assistant.answering.library.catalogue import Item
from assistant.answering.library.library import Library
from assistant.answering.library.places import knowledge_folder, shipped

__all__ = ["Item", "Library", "knowledge_folder", "shipped"]
