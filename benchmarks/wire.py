"""A connection whose bytes are counted, in both directions, headers included."""

import io
import socket
import threading
from collections import Counter

ASKING = "asking"


class Meter:
    """Count bytes from many threads."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._lock = threading.Lock()
        self._kinds: Counter[str] = Counter()

    def add(self, kind: str, count: int) -> None:
        """Add what was read or written, by what it was for."""
        with self._lock:
            self._kinds[kind] += count

    def read(self) -> Counter[str]:
        """Return the bytes so far, by what they were for."""
        with self._lock:
            return self._kinds.copy()


class Counted(io.RawIOBase):
    """Read from and write to a connection, and count; `kind` says what the bytes are for from now on."""

    def __init__(self, connection: socket.socket, meter: Meter) -> None:
        """Take a connected socket, which stays its owner's to close."""
        self._connection, self._meter = connection, meter
        self.kind = ASKING

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands in
        """Read what has come, and return how much that was; 0 when the other side has hung up."""
        count = self._connection.recv_into(buffer)
        self._meter.add(self.kind, count)
        return count

    def write(self, data: bytes | memoryview) -> int:  # type: ignore[override]  # what BufferedWriter hands in
        """Send everything."""
        self._connection.sendall(data)
        self._meter.add(self.kind, len(data))
        return len(data)
