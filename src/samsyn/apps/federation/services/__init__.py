"""What can be done in a federation: one use-case a file."""
