"""Together: who is in, what waits for whom, and what follows when a mandate changes."""
