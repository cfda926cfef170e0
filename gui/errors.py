"""What went wrong inside the program: logged, numbered, told in one sentence.

The hooks only write the log and emit a signal: they may run in any thread and at any moment,
so they never open a dialog.
"""

import datetime as dt
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

LOG = "errors.log"


class Mishap(NamedTuple):
    """An internal error with the number under which it stands in the log."""

    number: str
    details: str

    @property
    def sentence(self) -> str:
        return f"内部错误 №{self.number}，数据已保存。"


class Mishaps(QObject):
    """Catches what nobody caught."""

    happened = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder

    def report(self, error: BaseException) -> Mishap:
        """Log an error and announce it."""
        now = dt.datetime.now().astimezone()
        details = "".join(traceback.format_exception(error))
        mishap = Mishap(now.strftime("%m%d-%H%M%S"), details)
        try:
            with (self.folder / LOG).open("a", encoding="utf-8") as log:
                log.write(f"№{mishap.number} {now.isoformat()}\n{details}\n")
        except OSError as trouble:
            sys.__stderr__ and sys.__stderr__.write(f"{trouble}\n{details}\n")
        self.happened.emit(mishap)
        return mishap

    def install(self) -> None:
        """Become the hook of the main thread, of Qt's threads and of Python's threads."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)
