"""What the council's templates say in their own words."""
