"""Outside formats -> Article, or a Refusal that says why not."""
