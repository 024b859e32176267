"""Article -> Document: the text that is read, cut into sentences."""
