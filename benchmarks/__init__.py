"""Measured claims: each module prints its figures as JSON with the facts of the machine."""
