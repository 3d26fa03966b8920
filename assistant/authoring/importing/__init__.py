"""Knowledge brought in from the files of other tools: one module a format, each from documents to a draft."""
