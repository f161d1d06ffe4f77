"""Lesson 10: sends each line back in two halves, and thinks before each, to one after another."""
import socket
import sys
import time

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("localhost", int(sys.argv[1]) if len(sys.argv) > 1 else 9090))
listener.listen(10)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with client, client.makefile("rb") as lines:
        for line in lines:
            half = (len(line) + 1) // 2
            time.sleep(0.3)
            client.sendall(line[:half])
            time.sleep(0.3)
            client.sendall(line[half:])
