"""Lesson 01: answers one client in capitals, 1024 bytes at a time, until it closes."""
import socket
import sys

listener = socket.socket()
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 9090))
listener.listen(1)
print("port", listener.getsockname()[1], flush=True)
client, address = listener.accept()
while True:
    piece = client.recv(1024)
    if not piece:
        break
    client.sendall(piece.upper())
client.close()
listener.close()
