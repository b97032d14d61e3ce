"""What programs may ask the register beside its nouns."""
