"""Lesson 16: sends an object stream that names a class of the reader's; no Java is needed for that."""
import socket
import struct
import sys


def read(sock, count):
    data = b""
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise EOFError("the stream ends within a message")
        data += piece
    return data


name = b"lesson16_serialized_objects.Prank"
body = b"\xac\xed\x00\x05" + b"sr" + struct.pack(">H", len(name)) + name
body += struct.pack(">q", 1) + b"\x02\x00\x00" + b"xp"  # version, no fields, no superclass
port = int(sys.argv[1]) if len(sys.argv) > 1 else 1243
server = socket.create_connection(("127.0.0.1", port), 30.0)
server.sendall(b"%-10d" % len(body) + body)
print(read(server, int(read(server, 10))).decode("utf-8"))
server.close()
