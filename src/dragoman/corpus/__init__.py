"""Marked text: the label scheme of the corpus, its reader and its linter."""
