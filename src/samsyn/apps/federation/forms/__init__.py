"""What is typed on the federation's own pages."""
