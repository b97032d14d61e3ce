"""The federation's own pages; its nouns have theirs from the kernel."""
