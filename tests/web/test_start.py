"""What the server has loaded before it listens."""

from __future__ import annotations

import subprocess
import sys


def test_all_pages_are_loaded_before_the_first_request() -> None:
    """Threads that load modules of one another at once would wait in a ring."""
    code = "import sys, ruamsuk.web.wsgi; print('ruamsuk.exchanges.views.forum' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
