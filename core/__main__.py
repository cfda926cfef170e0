"""`python -m core`: the whole job without a window."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()
    # Imported here alone, so that the child processes that read files stay small.
    from core.cli import main

    main()
