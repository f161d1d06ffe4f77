"""Lesson 06: answers each line of one client after another until it says goodbye."""
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
listener.listen(2)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    for line in client.makefile(encoding="utf-8"):
        said = line.rstrip("\r\n")
        if said.lower() in ("bye", "до свидания"):
            break
        client.sendall(("ты сказал: %s\n" % said).encode("utf-8"))
    client.shutdown(socket.SHUT_RDWR)
    client.close()
