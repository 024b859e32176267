"""Document -> Clauses: triggers with their roles, read by one encoder pass a passage."""
