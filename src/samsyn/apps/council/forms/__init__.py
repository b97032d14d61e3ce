"""What the council asks people to fill in."""
