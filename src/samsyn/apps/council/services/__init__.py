"""What people do in the council, each in one step."""
