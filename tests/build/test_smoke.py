"""The smoke test believes a program only when every trial went well."""

import sys
from pathlib import Path

import pytest
import smoke

GOOD = {
    "jixiao": "exit 0",
    "jixiao-cli": """[ "$1" = rules ] && echo ZP-02 || echo '{"files": [{"problem": null}]}'""",
}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 0),
        ({"jixiao": "exit 3"}, 1),
        ({"jixiao-cli": "exit 0"}, 1),
        ({"jixiao-cli": """echo '{"files": []}'"""}, 1),
        ({"jixiao-cli": """echo '{"files": [{"problem": {"message": "文件损坏"}}]}'"""}, 1),
    ],
)
def test_every_trial_counts(tmp_path: Path, changed: dict[str, str], status: int) -> None:
    for name, script in (GOOD | changed).items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    assert smoke.main([str(tmp_path)]) == status
