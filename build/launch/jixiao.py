"""The frozen program's window. Child processes start here too and must turn off at once."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()

    from gui.__main__ import main

    main()
