"""The password of files that are locked, asked for once: it is tried on all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui import style
from gui.labels import Label


class PasswordDialog(QDialog):
    """Names the files; `tried` hands a password over, `reject` leaves them locked."""

    tried = Signal(str)

    def __init__(self, names: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("输入密码")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.take_size(self, style.LOCKED)
        self.hint, self.told = Label(), Label()
        self.names = QListWidget()
        self.names.setAccessibleName("设有密码的文件")
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("密码")
        self.seen = QCheckBox("显示密码(&S)")
        self.open_button = QPushButton("打开")
        self.skip_button = QPushButton("跳过")
        self._build()
        self.show_left(names)

    def _build(self) -> None:
        self.told.setProperty("role", "alarm")
        self.told.setWordWrap(True)
        label = Label("密码(&P)")
        label.setBuddy(self.password)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.password, 1)
        row.addWidget(self.seen)
        # Qt keeps input methods away from hidden text: Chinese can be typed only where it shows.
        self.seen.setToolTip("密码里有汉字时，显示出来才能用输入法")
        self.seen.toggled.connect(self._show_password)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.skip_button)
        foot.addWidget(self.open_button)
        body = QVBoxLayout(self)
        body.setContentsMargins(*[style.WIDE_GAP] * 4)
        body.setSpacing(style.GAP)
        body.addWidget(self.hint)
        body.addWidget(self.names, 1)
        body.addLayout(row)
        body.addWidget(self.told)
        body.addLayout(foot)
        self.skip_button.setAutoDefault(False)
        self.skip_button.setToolTip("这些文件不打开，其余的照常核对")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._try)
        self.skip_button.clicked.connect(self.reject)
        self.password.textChanged.connect(self._may_try)
        self.password.setFocus()

    def show_left(self, names: Sequence[str], told: str = "") -> None:
        """List what is still locked, say what became of the last password, and wait for one."""
        self.names.clear()
        self.names.addItems(list(names))
        self.hint.setText(f"{len(names)} 个文件设有密码。密码不保存，只用来打开文件。")
        self._tell(told)
        self.setEnabled(True)
        self.password.selectAll()
        self.password.setFocus()
        self._may_try()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    @Slot()
    def _try(self) -> None:
        self.setEnabled(False)
        self._tell("正在打开…")
        self.tried.emit(self.password.text())

    @Slot(bool)
    def _show_password(self, seen: bool) -> None:
        modes = QLineEdit.EchoMode
        self.password.setEchoMode(modes.Normal if seen else modes.Password)

    @Slot()
    def _may_try(self) -> None:
        self.open_button.setEnabled(bool(self.password.text()))
