"""Lesson 10: asks a socket that does not block again and again, as the document does."""
import socket
import sys
import time

conn = socket.socket()
conn.connect(("localhost", int(sys.argv[1]) if len(sys.argv) > 1 else 9090))
conn.setblocking(False)
conn.send("привет\n".encode("utf-8"))
answer, nothing, cpu = b"", 0, time.process_time()
while not answer.endswith(b"\n"):
    try:
        data = conn.recv(1024)
    except BlockingIOError:
        nothing += 1  # no data yet
    else:
        if not data:
            raise EOFError("no answer")
        answer += data
conn.close()
print(answer.decode("utf-8"), end="")
print("recv() brought nothing", nothing, "times")
print(round(1000 * (time.process_time() - cpu)), "ms of processor time")
