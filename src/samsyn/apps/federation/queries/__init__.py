"""What the federation's pages and rules read."""
