"""Lesson 08: answers each datagram where it came from."""
import socket
import sys

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 8888))
print("port", server.getsockname()[1], flush=True)
while True:
    data, address = server.recvfrom(1024)
    server.sendto(b"Server reply : " + data, address)
