"""`python -m gui [--data DIR] [--self-test]`: the window."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from pathlib import Path


def main() -> None:
    """The console script `jixiao`."""
    multiprocessing.freeze_support()
    parser = argparse.ArgumentParser(prog="jixiao", description="绩效自评工作台")
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据文件夹")
    parser.add_argument(
        "--self-test", action="store_true", help="打开窗口，走一遍全部流程，然后退出"
    )
    options = parser.parse_args()
    if options.self_test:
        from gui.selftest import self_test  # noqa: PLC0415 — not needed to start the program

        sys.exit(self_test())
    from gui.app import make_application, run  # noqa: PLC0415 — Qt only after the arguments
    from gui.settings import default_data_folder  # noqa: PLC0415

    make_application()
    sys.exit(run((options.data or default_data_folder()).absolute()))


if __name__ == "__main__":
    main()
