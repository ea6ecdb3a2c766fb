"""What lies in the static folder is what the front-end folder makes, and names no registry."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "ruamsuk" / "web" / "static"


@pytest.mark.skipif(
    not shutil.which("node") or not (FRONTEND / "node_modules").is_dir(),
    reason="frontend/build has not been run on this machine",
)
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([FRONTEND / "build", tmp_path], check=True, capture_output=True)
    built = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(built) > 15
    stale = [
        str(path)
        for path in sorted(built)
        if not (STATIC / path).is_file()
        or (STATIC / path).read_bytes() != (tmp_path / path).read_bytes()
    ]
    assert stale == [], "run frontend/build and commit what it makes"


def test_the_lock_names_no_address() -> None:
    lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 20


def test_the_style_sheet_asks_only_for_what_lies_beside_it() -> None:
    sheet = (STATIC / "ruamsuk.css").read_text(encoding="utf-8")
    assert "sourceMappingURL" not in sheet
    assert "url(http" not in sheet and 'url("http' not in sheet
