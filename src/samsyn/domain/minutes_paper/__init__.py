"""Minutes as data: what they say, who has approved exactly that, and what others may read."""
