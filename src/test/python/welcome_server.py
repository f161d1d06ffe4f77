"""Lesson 15: welcomes one client, sends its messages back, reads 16 bytes at a time."""
import socket
import sys

HEADER = 10

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 1243))
listener.listen(1)
listener.settimeout(30.0)
print("port", listener.getsockname()[1], flush=True)
client, address = listener.accept()
client.settimeout(30.0)


def send(body):
    client.sendall(f"{len(body):<{HEADER}}".encode("ascii") + body)


send("Welcome to the server!".encode("utf-8"))
kept = b""
while True:
    piece = client.recv(16)
    if not piece:
        break
    kept += piece
    while len(kept) >= HEADER and len(kept) >= HEADER + int(kept[:HEADER]):
        end = HEADER + int(kept[:HEADER])
        print(kept[HEADER:end].decode("utf-8"), flush=True)
        send(kept[HEADER:end])
        kept = kept[end:]
print("end", "within" if kept else "between", flush=True)
client.close()
