"""Lesson 08: sends each datagram back to its sender."""
import socket
import sys

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 8888))
print("port", server.getsockname()[1], flush=True)
while True:
    data, address = server.recvfrom(1024)
    server.sendto(data, address)
