"""Lesson 10: asks two lines with a selector; nothing else waits."""
import selectors
import socket
import sys

LINES = ["привет", "пока"]

out = "".join(line + "\n" for line in LINES).encode("utf-8")
come = b""
conn = socket.socket()
conn.setblocking(False)
conn.connect_ex(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9090))
with conn, selectors.DefaultSelector() as selector:
    selector.register(conn, selectors.EVENT_READ | selectors.EVENT_WRITE)
    while come.count(b"\n") < len(LINES):
        ready = selector.select(5.0)
        if not ready:
            raise TimeoutError("nothing has happened")
        if ready[0][1] & selectors.EVENT_WRITE:
            out = out[conn.send(out):]
            if not out:
                selector.modify(conn, selectors.EVENT_READ)
        if ready[0][1] & selectors.EVENT_READ:
            data = conn.recv(1024)
            if not data:
                raise EOFError("the server has closed")
            come += data
print(come.decode("utf-8"), end="")
