"""Lesson 12: sends a greeting, and prints what comes back."""
import socket
import sys

greeting = "привет, мир".encode("utf-8")
back = b""
with socket.create_connection(
    ("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 50000)
) as conn:
    conn.sendall(greeting)
    while len(back) < len(greeting):
        piece = conn.recv(1024)
        if not piece:
            break
        back += piece
print("Received:", back.decode("utf-8"))
