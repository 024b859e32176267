"""Where the coding runs: articles in, documents with their events out."""
