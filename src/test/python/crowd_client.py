"""Lesson 11: two clients are served, the third waits for its turn, the fourth is refused."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 50000


def connect():
    return socket.create_connection(("127.0.0.1", port))


def read_to_the_end(conn):
    read = b""
    while True:
        piece = conn.recv(1024)
        if not piece:
            return read.decode("utf-8").strip()
        read += piece


served = [connect(), connect()]
for conn in served:
    conn.sendall("привет\n".encode("utf-8"))
    print("served: %s" % conn.makefile(encoding="utf-8").readline().strip())
waiting = connect()
waiting.sendall("и мне\n".encode("utf-8"))  # "and me"
print("refused: %s" % read_to_the_end(connect()))
served[0].close()
waiting.shutdown(socket.SHUT_WR)
print("waited: %s" % read_to_the_end(waiting))
