"""`python -m core`: the whole job without a window."""

from core.cli import main

if __name__ == "__main__":
    main()
