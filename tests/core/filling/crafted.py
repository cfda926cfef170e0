"""What children of the tests do with templates; imported by them."""

import os
import time
from pathlib import Path

from core.errors import UserError
from core.filling import Made, fill_forms
from core.submission import Filled
from tests.core.writers import made

FORMS = (Filled("f1", made.BASIC), Filled("f2", made.OVERALL), Filled("f4", made.REPORT))


def fill(template: bytes) -> tuple[Made, ...]:
    """The made-up forms in a template."""
    return fill_forms(template, FORMS)


def behave(wish: str) -> str:
    """Do what is asked, as a crafted template might."""
    if wish == "hang":
        time.sleep(60)
    elif wish == "crash":
        os._exit(3)
    elif wish == "memory":
        bytearray(800 * 2**20)
    elif wish == "refuse":
        raise UserError("不行。")
    elif wish == "fail":
        raise KeyError(wish)
    elif wish.startswith("/"):
        Path(wish).write_text("x", "utf-8")
    return wish
