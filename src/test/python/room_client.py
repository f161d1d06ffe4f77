"""Lesson 24: anna and boris meet in a room and talk, also alone; prints what they are told."""
import json
import socket
import sys


def connect(name):
    conn = socket.create_connection(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 7777))
    send(conn, action="presence", time=5.5, type="status", user={"account_name": name, "status": ""})
    return conn, conn.makefile(encoding="ascii", newline="\n")


def send(conn, **fields):
    conn.sendall(json.dumps(fields).encode("ascii"))


def told(lines):
    heard = json.loads(lines.readline())
    if "response" in heard:
        print(heard["response"], heard.get("alert", heard.get("error", "")), flush=True)
    else:
        print(heard["to"], heard["from"], heard["message"], flush=True)


anna, annas = connect("анна")
told(annas)
boris, boriss = connect("boris")
told(boriss)
send(anna, action="join", time=5, room="#чай")
told(annas)
send(boris, action="join", time=5, room="#чай")
told(boriss)
send(boris, action="msg", time=5, to="#чай", message="привет", **{"from": "boris"})
told(boriss)
told(annas)
send(anna, action="msg", time=5, to="boris", message="тсс", encoding="utf-8", **{"from": "анна"})
told(annas)
told(boriss)
send(boris, action="quit")
print("end" if boriss.readline() == "" else "more", flush=True)
boris.close()
send(anna, action="msg", time=5, to="boris", message="?", **{"from": "анна"})
told(annas)
told(annas)
print("end" if annas.readline() == "" else "more", flush=True)
