"""Lesson 08: prints what comes, as far as 1024 bytes of it."""
import socket
import sys

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
print("port", receiver.getsockname()[1], flush=True)
while True:
    data, address = receiver.recvfrom(1024)
    print(data.decode("utf-8"), flush=True)
