"""What programs may ask the federation beside its nouns."""
