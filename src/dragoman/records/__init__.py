"""What flows from stage to stage: frozen, typed records."""
