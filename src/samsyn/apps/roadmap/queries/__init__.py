"""What this room's acts, pages and rules need to know."""
