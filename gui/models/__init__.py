"""What lists and tables show; each holds the current frozen record and computes nothing."""
