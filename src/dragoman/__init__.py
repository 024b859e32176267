"""dragoman reads news and writes who did what to whom, when, where, and who says so."""
