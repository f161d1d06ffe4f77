"""Lesson 07: prints what the server says that this client's address is."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
server = socket.create_connection(("127.0.0.1", port))
with server, server.makefile(encoding="utf-8") as lines:
    print(lines.readline().rstrip("\n"))
