"""The frozen program's command line. Child processes start here too and must turn off at once."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()

    from core.cli import main

    main()
