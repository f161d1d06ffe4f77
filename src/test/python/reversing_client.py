"""Lesson 06: sends a text, ends its stream, prints what comes back until the end."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 33333
server = socket.create_connection(("127.0.0.1", port))
server.sendall("привет, 😀".encode("utf-8"))
server.shutdown(socket.SHUT_WR)
answer = b""
while True:
    piece = server.recv(1024)
    if not piece:
        break
    answer += piece
server.close()
print("Получено: %s" % answer.decode("utf-8"))
