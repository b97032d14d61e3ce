"""What other rooms may know and ask of the council."""
