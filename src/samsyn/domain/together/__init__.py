"""What federations decide together: plain rules."""
