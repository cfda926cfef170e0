"""The console walk shows every form of the sample county and leaves its exports."""

import subprocess
import sys
from pathlib import Path

import pytest
import walk

from core.resources import resource

ROOT = Path(__file__).parents[2]


def test_columns_stand_under_each_other() -> None:
    """A Chinese character is two places wide.

    单位    分
    水利局  9
    局      10
    """
    assert walk.table([("单位", "分"), ("水利局", "9"), ("局", "10")]) == (
        "单位    分\n水利局  9\n局      10"
    )


@pytest.mark.slow
def test_the_sample_county_goes_all_the_way(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "build/walk.py", "--data", tmp_path / "data", "--out", tmp_path / "out"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert sum(" f2 " in line for line in lines) >= len(list(resource("sample", "units").iterdir()))
    units = {path.stem for path in (tmp_path / "out").rglob("*.docx")}
    for suffix in ("xlsx", "pdf"):
        assert {path.stem for path in (tmp_path / "out").rglob(f"*.{suffix}")} == units
    assert all(any(unit in line for line in lines) for unit in units)
