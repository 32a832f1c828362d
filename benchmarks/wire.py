"""A connection whose bytes are counted, in both directions, headers included."""

import io
import socket
import threading


class Meter:
    """Count bytes from many threads."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._lock = threading.Lock()
        self.bytes = 0

    def add(self, count: int) -> None:
        """Add what was read or written."""
        with self._lock:
            self.bytes += count


class Counted(io.RawIOBase):
    """Read from and write to a connection, and count."""

    def __init__(self, connection: socket.socket, meter: Meter) -> None:
        """Take a connected socket, which stays its owner's to close."""
        self._connection, self._meter = connection, meter

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands in
        """Read what has come, and return how much that was; 0 when the other side has hung up."""
        count = self._connection.recv_into(buffer)
        self._meter.add(count)
        return count

    def write(self, data: bytes | memoryview) -> int:  # type: ignore[override]  # what BufferedWriter hands in
        """Send everything."""
        self._connection.sendall(data)
        self._meter.add(len(data))
        return len(data)
