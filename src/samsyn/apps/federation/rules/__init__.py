"""The room's rules, one check a file; importing them makes them known."""
