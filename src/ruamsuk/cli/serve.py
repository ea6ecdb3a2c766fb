"""Show a page on this machine, to this machine only."""

from __future__ import annotations

import errno
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ruamsuk.lib.problem import Problem, ProblemsFound

HOST = "127.0.0.1"


def open_server(page: str, port: int) -> ThreadingHTTPServer:
    """A server that answers ``/`` with ``page`` and everything else with "not found".

    Args:
        page: a self-contained HTML page.
        port: 0 takes any free one.

    Raises:
        ProblemsFound: the port is in use, or kept for the system.
    """
    body = page.encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.partition("?")[0] != "/":
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: one person looks at one page."""

    try:
        return ThreadingHTTPServer((HOST, port), Handler)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        values = {"port": port, "other": port + 1 if 1024 < port < 65535 else 8080}
        raise ProblemsFound([Problem("command.port-in-use", values=values)]) from error
