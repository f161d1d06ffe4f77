"""Lesson 12: sends a greeting, ends its stream, and prints what comes back."""
import socket
import sys

with socket.create_connection(
    ("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 50000)
) as conn:
    conn.sendall("привет, мир".encode("utf-8"))
    conn.shutdown(socket.SHUT_WR)
    data = b""
    piece = conn.recv(1024)
    while piece:
        data += piece
        piece = conn.recv(1024)
print("Received:", data.decode("utf-8"))
