"""Clauses -> who says so: the speaker of each told event."""
