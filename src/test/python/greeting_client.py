"""Lesson 03: is greeted, prints the greeting, answers, closes."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 12333
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect(("127.0.0.1", port))
greeting = server.recv(1024)
print(greeting.decode("utf-8"))
server.sendall("И тебе привет!".encode("utf-8"))
server.close()
