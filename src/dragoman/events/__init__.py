"""Clauses with their actors, places and dates -> Events."""
