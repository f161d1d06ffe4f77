"""Lesson 03: greets, and prints the answer and its length in bytes. Its stream stays open."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 11111
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect(("127.0.0.1", port))
server.sendall("Привет, сервер".encode("utf-8"))
answer = server.recv(1000000)
print("Сообщение от сервера: %s, длиной %d байт" % (answer.decode("utf-8"), len(answer)))
server.close()
