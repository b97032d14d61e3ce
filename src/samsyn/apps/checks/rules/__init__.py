"""The rules that concern every room; importing them makes them known."""
