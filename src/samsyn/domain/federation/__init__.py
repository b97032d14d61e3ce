"""What members of a federation do together, worked out without a database."""
