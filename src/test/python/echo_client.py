"""Lesson 05: sends a message, counts until as many bytes are back, then ends both directions."""
import socket
import sys

message = b"This is the message. It will be repeated."
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
server.sendall(message)
received = b""
while len(received) < len(message):
    piece = server.recv(16)
    if not piece:
        break
    received += piece
server.shutdown(socket.SHUT_RDWR)
server.close()
print(received.decode("utf-8"))
