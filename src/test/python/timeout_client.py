"""Lesson 09: sends a message in two halves, with a pause that the server remarks on."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 9009
server = socket.create_connection(("127.0.0.1", port), 30.0)
server.settimeout(30.0)
server.sendall(b"hel")
print(server.recv(1024).decode("utf-8").split("\n")[0])
server.sendall(b"lo\n")
answer = b""
while not answer.endswith(b"hello\n"):
    piece = server.recv(1024)
    if not piece:
        break
    answer += piece
server.close()
print(answer.decode("utf-8").strip().split("\n")[-1])
