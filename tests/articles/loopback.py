"""A server on the loopback address that behaves as a test tells it, for as long as the test runs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

Behaviour = Callable[[socket.socket, str], None]


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """A whole HTTP response; header names are written with underscores."""
    given = {"Content-Length": str(len(body)), "Connection": "close", **{k.replace("_", "-"): v for k, v in headers.items()}}
    head = "".join(f"{k}: {v}\r\n" for k, v in given.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


class Loopback:
    """Answers each path as `paths` says: bytes are sent as they are, a function is given the connection and the request's text."""

    def __init__(self, paths: dict[str, bytes | Behaviour]) -> None:
        self.paths, self.asked = paths, list[str]()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.1)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(5)
        self.socket.close()

    def _serve(self) -> None:
        while not self.stop.is_set():
            with suppress(TimeoutError):
                connection, _ = self.socket.accept()
                threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            request = b""
            while b"\r\n\r\n" not in request and len(request) < 65536:
                got = connection.recv(4096)
                if not got:
                    return
                request += got
            text = request.decode("latin-1")
            path = text.split(" ")[1]
            self.asked.append(path)
            behaviour = self.paths.get(path, answer("404 Not Found"))
            if isinstance(behaviour, bytes):
                connection.sendall(behaviour)
            else:
                behaviour(connection, text)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.recv(1)
