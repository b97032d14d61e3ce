"""What the pages of the council ask the database."""
