"""Lesson 23: is anna, meets another anna, answers one probe, quits; prints what it is told."""
import json
import socket
import sys


def connect():
    conn = socket.create_connection(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 7777))
    return conn, conn.makefile(encoding="ascii", newline="\n")


def send(conn, **fields):
    conn.sendall(json.dumps(fields).encode("ascii"))


def presence(conn, name):
    send(conn, action="presence", time=5.5, type="status", user={"account_name": name, "status": "да"})


def told(lines):
    answer = json.loads(lines.readline())
    print(answer.get("response", answer.get("action")), answer.get("error", ""), flush=True)


first, first_lines = connect()
presence(first, "анна")
told(first_lines)
second, second_lines = connect()
presence(second, "анна")
told(second_lines)
send(second, action="authenticate", time=5, user={"account_name": "boris", "password": "s3cret"})
told(second_lines)
send(second, action="msg", time=5, **{"from": "boris"}, to="анна", message="привет")
told(second_lines)
told(first_lines)
presence(first, "анна")
told(first_lines)
send(first, action="quit")
print("end" if first_lines.readline() == "" else "more")
