"""Lesson 16: takes maps as JSON behind a header of ten bytes, and sends each back, written anew."""
import json
import socket
import sys


def read(sock, count):
    data = b""
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            return None
        data += piece
    return data


listener = socket.socket()
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 1243))
listener.listen(10)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    with client:
        while header := read(client, 10):
            pairs = json.loads(read(client, int(header))).items()
            body = json.dumps({int(key): text for key, text in pairs}, indent=1).encode("utf-8")
            client.sendall(b"%-10d" % len(body) + body)
