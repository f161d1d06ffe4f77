"""Lesson 08: asks twice, and believes that whatever arrives is the reply."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 8888
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for message in ("hello", "привет"):
    client.sendto(message.encode("utf-8"), ("127.0.0.1", port))
    data, address = client.recvfrom(1024)
    print("Server reply : " + data.decode("utf-8"))
