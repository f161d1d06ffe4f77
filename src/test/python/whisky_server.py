"""Lesson 03: is greeted, prints by whom, answers; one client after another."""
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 11111))
listener.listen(5)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    message = client.recv(1000000)
    print("Месседж:", message.decode("utf-8"), "пришло от него:", address, flush=True)
    client.sendall("Купи виски".encode("utf-8"))
    client.close()
