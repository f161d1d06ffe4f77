"""Lesson 08: asks twice, and takes what comes for the reply."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 8888
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for message in ("hello", "привет"):
    client.sendto(message.encode("utf-8"), ("127.0.0.1", port))
    data, address = client.recvfrom(2048)
    print(data.decode("utf-8"))
