"""Print the measured ratios. Children that read files start here too, small as the program's."""

if __name__ == "__main__":
    from benchmarks.table import print_table

    print_table()
