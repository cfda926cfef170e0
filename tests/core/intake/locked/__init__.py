"""Files behind a password as LibreOffice and 7-Zip write them; `make.py` made them."""

from pathlib import Path

PASSWORD = "Xy 财政2024"
"""Opens every file of the folder; the archives' is ASCII, as 7-Zip wants it."""
ARCHIVE_PASSWORD = "Xy2024"
FOLDER = Path(__file__).parent
