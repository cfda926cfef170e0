"""Make the locked files anew: `python -m tests.core.intake.locked.make`.

Needs 7z, LibreOffice, and a Python that has its `uno`: `python3`, or what UNO_PYTHON names. The
form inside is made up.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from core.submission import Filled
from core.writers import write_docx, write_xlsx
from tests.core.intake.locked import ARCHIVE_PASSWORD, FOLDER, PASSWORD
from tests.core.test_cli import form

_PORT = "29017"
_INSIDE = """
import sys, time, uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
folder, target, password, port = sys.argv[1:]
def of(kind, name, value):
    made = kind(); made.Name = name; made.Value = value
    return made
def put(name, value):
    return of(PropertyValue, name, value)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
address = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
for attempt in range(120):
    try:
        context = resolver.resolve(address)
        break
    except NoConnectException:
        time.sleep(0.5)
desk = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
strong = uno.Any("[]com.sun.star.beans.NamedValue", (
    of(NamedValue, "OOXPassword", password),
    of(NamedValue, "CryptoType", "StrongEncryptionDataSpace")))
lock = uno.Any("[]com.sun.star.beans.PropertyValue", (
    put("EncryptFile", True), put("DocumentOpenPassword", password)))
jobs = {
    "form.docx": (("docx", "MS Word 2007 XML"), ("doc", "MS Word 97"), ("odt", "writer8"),
                  ("pdf", "writer_pdf_Export")),
    "form.xlsx": (("xlsx", "Calc MS Excel 2007 XML"), ("xls", "MS Excel 97"), ("ods", "calc8")),
}
for source, kinds in jobs.items():
    for kind, by in kinds:
        hidden = (put("Hidden", True),)
        document = desk.loadComponentFromURL(f"file://{folder}/{source}", "_blank", 0, hidden)
        how = {"pdf": put("FilterData", lock)}.get(kind, put("Password", password))
        if kind in {"docx", "xlsx"}:
            how = put("EncryptionData", strong)
        document.storeToURL(f"file://{target}/form.{kind}", (put("FilterName", by), how))
        document.close(True)
try:
    desk.terminate()
except DisposedException:
    print("closed")
"""


def main() -> None:
    """Write the files beside this one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled = (Filled("f2", form()),)
        write_docx(filled, folder / "form.docx")
        write_xlsx(filled, folder / "form.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        listen = f"--accept=socket,host=127.0.0.1,port={_PORT};urp;"
        office = subprocess.Popen(["soffice", profile, "--headless", "--norestore", listen])
        inside = [
            os.environ.get("UNO_PYTHON", "python3"),
            "-c",
            _INSIDE,
            name,
            str(FOLDER),
            PASSWORD,
            _PORT,
        ]
        subprocess.run(inside, check=True)
        office.wait(60)
        for archive, how in (("aes.zip", "AES256"), ("old.zip", "ZipCrypto")):
            (FOLDER / archive).unlink(missing_ok=True)
            command = ["7z", "a", "-tzip", f"-p{ARCHIVE_PASSWORD}", f"-mem={how}"]
            files = [str(FOLDER / archive), "form.docx", "form.xlsx"]
            subprocess.run(command + files, check=True, cwd=folder)
        double = ["7z", "a", "-tzip", f"-p{ARCHIVE_PASSWORD}", "-mem=AES256"]
        (FOLDER / "double.zip").unlink(missing_ok=True)
        subprocess.run([*double, str(FOLDER / "double.zip"), "form.xls"], check=True, cwd=FOLDER)


if __name__ == "__main__":
    main()
