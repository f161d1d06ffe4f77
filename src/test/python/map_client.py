"""Lesson 16: sends a map as JSON behind a header of ten bytes, and prints the one that comes back."""
import json
import socket
import sys


def read(sock, count):
    data = b""
    while len(data) < count:
        piece = sock.recv(min(16, count - len(data)))
        if not piece:
            raise EOFError("the stream ends within a message")
        data += piece
    return data


port = int(sys.argv[1]) if len(sys.argv) > 1 else 1243
server = socket.create_connection(("127.0.0.1", port), 30.0)
for value in ({1: "hi", 2: "there"}, {-5: "привет 😀", 0: ""}, {1: 5}):
    body = json.dumps(value).encode("utf-8")
    server.sendall(b"%-10d" % len(body) + body)
    answer = read(server, int(read(server, 10))).decode("utf-8")
    if answer == "refused":
        print(answer)
    else:
        print(sorted((int(key), text) for key, text in json.loads(answer).items()))
server.close()
