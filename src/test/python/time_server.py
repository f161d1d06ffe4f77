"""Lesson 02: tells each client the time in the form of ctime, then closes the connection."""
import socket
import sys
import time

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
listener.listen(10)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    line = time.ctime(time.time()) + "\n"
    client.sendall(line.encode("utf-8"))
    client.close()
