"""Lesson 22: answers each JIM object on a line with 200, as a string, all answers glued; ends at a quit."""
import json
import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 7777))
print("port", listener.getsockname()[1], flush=True)
conn, _ = listener.accept()
with conn, conn.makefile(encoding="ascii", newline="\n") as lines:
    answers = ""
    for line in lines:
        message = json.loads(line)
        print(message["action"], message.get("message", ""), flush=True)
        if message["action"] == "quit":
            break
        answers += json.dumps({"response": "200", "alert": "да"}, ensure_ascii=False)
    conn.sendall(answers.encode("utf-8"))
