"""Lesson 01: sends hello, world! and prints the answer, as far as one recv brings it."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 9090
server = socket.create_connection(("127.0.0.1", port))
server.sendall(b"hello, world!")
answer = server.recv(1024)
server.close()
print(answer.decode("ascii"))
