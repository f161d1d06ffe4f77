"""Lesson 09: answers the first client, keeps silent to the second."""
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 9009))
listener.listen(1)
listener.settimeout(30.0)
print("port", listener.getsockname()[1], flush=True)
first, address = listener.accept()
first.settimeout(30.0)
first.sendall(first.recv(1024))
second, address = listener.accept()
second.settimeout(30.0)
while second.recv(1024):
    pass
print("gone", flush=True)
