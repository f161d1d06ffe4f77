"""Lesson 07: takes a port of this machine, tells each client its address, closes the connection."""
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
listener.listen(10)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    client.sendall(("you are %s\n" % address[0]).encode("utf-8"))
    client.close()
