"""What this room reads of the others."""
