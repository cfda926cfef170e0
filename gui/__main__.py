"""`python -m gui [--data DIR] [--self-test]`: the window."""

from __future__ import annotations

import argparse
import multiprocessing
import os
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
        if not _has_screen():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from gui.selftest import self_test  # noqa: PLC0415 — not needed to start the program

        sys.exit(self_test())
    if not _has_screen():
        sys.exit("没有图形桌面，打不开窗口；可以用命令行：python -m core --help")
    from gui.app import run  # noqa: PLC0415 — Qt only after the arguments

    sys.exit(run(options.data))


def _has_screen() -> bool:
    """Whether there is a desktop to open a window on, or Qt was told what to use instead."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in wanted)


if __name__ == "__main__":
    main()
