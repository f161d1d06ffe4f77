"""Lesson 22: sends JIM objects as Python programs do, glued and cut anywhere; prints the codes."""
import json
import socket
import sys

OBJECTS = [
    {"action": "presence", "time": 1700000000.25, "user": {"account_name": "анна"}},
    {"action": "msg", "time": "1700000001", "to": "#all", "from": "анна", "message": "я" * 500},
    {"action": "dance", "time": 1700000002},
    {"action": "quit"},
]

data = b"".join(json.dumps(o, ensure_ascii=i % 2 == 0).encode() for i, o in enumerate(OBJECTS))
answers = b""
with socket.create_connection(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 7777)) as conn:
    conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for start in range(0, len(data), 7):
        conn.sendall(data[start:start + 7])
    while True:
        piece = conn.recv(1024)
        if not piece:
            break
        answers += piece
for line in answers.decode("ascii").splitlines():
    answer = json.loads(line)
    print(answer["response"], answer.get("error", ""))
