"""Lesson 05: sends back what each client sends, 16 bytes at a time, to one after another."""
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("localhost", int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
listener.listen(1)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    try:
        while True:
            piece = client.recv(16)
            if not piece:
                break
            client.sendall(piece)
    finally:
        try:
            client.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the client has closed already
        client.close()
