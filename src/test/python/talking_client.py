"""Lesson 11: sends a text, prints what comes back, ends its stream, waits for the other end."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 50000
with socket.create_connection(("127.0.0.1", port)) as server:
    server.sendall("привет".encode("utf-8"))
    answer = b""
    while len(answer) < 12:
        piece = server.recv(1024)
        if not piece:
            raise EOFError("the server has closed")
        answer += piece
    print("Получено: %s" % answer.decode("utf-8"))
    server.shutdown(socket.SHUT_WR)
    if server.recv(1024) == b"":
        print("end")
