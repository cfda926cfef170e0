"""Drawing papers and reports as Word, Excel and PDF."""
