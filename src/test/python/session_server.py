"""Lesson 23: answers 201 to a presence, probes once, announces, closes; prints the actions that come."""
import json
import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 7777))
print("port", listener.getsockname()[1], flush=True)
conn, _ = listener.accept()
with conn, conn.makefile(encoding="ascii", newline="\n") as lines:
    print(json.loads(lines.readline())["action"], flush=True)
    print(json.loads(lines.readline())["action"], flush=True)
    conn.sendall(b'{"response": 200, "time": 5}{"response": 201, "time": 5}{"action": "probe", "time": 5}')
    print(json.loads(lines.readline())["action"], flush=True)
    conn.sendall('{"response": 100, "alert": "чай"}'.encode("utf-8"))
