"""What counts as an event: categories, modes, sectors, scores, and the way to CAMEO and back."""
