"""Lesson 02: prints the time that the server tells, as far as one recv brings it."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.connect(("127.0.0.1", port))
line = server.recv(1024)
server.close()
print("Текущее время: %s" % line.decode("utf-8"))
