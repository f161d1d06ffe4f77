"""Lesson 19: joins a chat under the nickname boris, hears who is there, and says what it is told."""
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


def exactly(conn, n):
    data = b""
    while len(data) < n:
        piece = conn.recv(n - len(data))
        if not piece:
            raise EOFError("the server has gone")
        data += piece
    return data


def receive(conn):
    head = exactly(conn, 2)
    (length,) = struct.unpack(">H", crossed(head))
    return crossed(head + exactly(conn, length))[2:].decode("utf-8")


port = int(sys.argv[1]) if len(sys.argv) > 1 else 5050
conn = socket.create_connection(("127.0.0.1", port), 30.0)
send(conn, "boris")
print(receive(conn), flush=True)
send(conn, "привет 😀")
print(receive(conn), flush=True)
conn.close()
