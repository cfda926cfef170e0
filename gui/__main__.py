"""`python -m gui [--data DIR] [--self-test]`: the window."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.desk import Desk


def main() -> None:
    """The console script `jixiao`."""
    if hasattr(sys, "frozen"):
        import multiprocessing  # noqa: PLC0415 — a child of the frozen program ends in here

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
    desk = opened(options.data)
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 — as below

    sys.exit(1 if desk is None else QApplication.exec())


def opened(folder: Path | None, settings: Path | None = None) -> Desk | None:
    """The desk with its window on a data folder, or on the usual one; None when it is refused,
    which is told. `settings`: the file of the settings, else the usual one.
    """
    # Nothing that is loaded now is ever let go, so there is no rubbish to look for; the desk turns
    # the collector on again.
    gc.disable()
    from gui.app import start  # noqa: PLC0415 — Qt only after the arguments
    from gui.settings import Settings, default_data_folder  # noqa: PLC0415 — as above

    return start((folder or default_data_folder()).absolute(), Settings(settings))


def _has_screen() -> bool:
    """Whether there is a desktop to open a window on, or Qt was told what to use instead."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in wanted)


if __name__ == "__main__":
    main()
