"""What leaves the desk: slips, the county's tables and report, disclosure, archive, blank forms."""
