"""Lesson 19: welcomes one client, and prints what it says."""
import itertools
import socket
import struct
import sys

KEY = b"JAVA"


def crossed(data):
    return bytes(x ^ k for x, k in zip(data, itertools.cycle(KEY)))


def send(conn, text):
    data = text.encode("utf-8")
    conn.sendall(crossed(struct.pack(">H", len(data)) + data))


def receive(stream):
    head = stream.read(2)
    if not head:
        return None
    (length,) = struct.unpack(">H", crossed(head))
    return crossed(head + stream.read(length))[2:].decode("utf-8")


listener = socket.socket()
listener.bind(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 5050))
listener.listen(1)
listener.settimeout(30.0)
print("port", listener.getsockname()[1], flush=True)
conn, _ = listener.accept()
conn.settimeout(30.0)
stream = conn.makefile("rb")
send(conn, "* welcome, " + receive(stream))
text = receive(stream)
while text is not None:
    print(text, flush=True)
    text = receive(stream)
print("gone", flush=True)
conn.close()
listener.close()
