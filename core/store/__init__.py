"""The data folder: SQLite database, kept files, lock."""
