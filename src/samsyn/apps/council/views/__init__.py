"""The council's own pages."""
