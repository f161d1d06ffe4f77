"""Lesson 15: two messages in one piece, then a header that lies; prints what comes."""
import socket
import sys

HEADER = 10

port = int(sys.argv[1]) if len(sys.argv) > 1 else 1243
server = socket.create_connection(("127.0.0.1", port), 30.0)
server.settimeout(30.0)
sys.stdout.reconfigure(encoding="utf-8")


def exactly(n):
    data = b""
    while len(data) < n:
        piece = server.recv(min(16, n - len(data)))
        if not piece:
            break
        data += piece
    return data


def receive():
    header = exactly(HEADER)
    return exactly(int(header)).decode("utf-8") if header else None


def message(text):
    body = text.encode("utf-8")
    return f"{len(body):<{HEADER}}".encode("ascii") + body


print(receive())
server.sendall(message("привет") + message("hello"))
print(receive())
print(receive())
server.sendall(b"9999999999")
print(receive())
print(receive())
server.close()
