"""Lesson 11: an echo with a thread for each client."""
import socket
import sys
import threading


def talk(client):
    with client:
        while True:
            piece = client.recv(1024)
            if not piece:
                return
            client.sendall(piece)


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("localhost", int(sys.argv[1]) if len(sys.argv) > 1 else 50000))
listener.listen()
print("port", listener.getsockname()[1], flush=True)
number = 0
while True:
    conn, address = listener.accept()
    number += 1
    threading.Thread(target=talk, args=(conn,), name="client-%d" % number, daemon=True).start()
