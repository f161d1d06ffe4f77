"""Lesson 06: says some lines, prints each answer, as far as one recv brings it, says goodbye."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
server = socket.create_connection(("127.0.0.1", port))
for line in ["hello", "как дела?"]:
    server.sendall((line + "\n").encode("utf-8"))
    print("-> %s" % server.recv(1024).decode("utf-8").rstrip("\n"))
server.sendall("до свидания\n".encode("utf-8"))
print("end" if server.recv(1024) == b"" else "more")
server.close()
