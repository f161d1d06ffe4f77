"""Lesson 24: a server that differs from the handbook in one way; says whether it got along with the client.

Like many servers it takes what one recv() returns for one object. It serves one client, who writes
to boris and then quits. Arguments: the port, and the way.
"""
import json
import select
import socket
import sys
import time

PORT, WAY = int(sys.argv[1]), sys.argv[2]
WAYS = (
    "plain", "status", "authenticate", "strings", "other-codes", "unknown-action", "probe",
    "everybody", "template", "template-sends", "time-ctime", "no-time",
    "glued", "split", "slow", "closes-last",
)
PATIENCE = 60.0  # seconds
LOOKS = 1.0  # seconds after which a slow reader takes what has arrived
TEMPLATE = WAY == "template"
ACTION, TEXT, QUIT = ("message", "mess_text", "exit") if TEMPLATE else ("msg", "message", "quit")


def fail(why):
    print("fails:", why, flush=True)
    sys.exit()


def receive():
    if WAY == "slow":
        wait()
    data = conn.recv(1024)
    if not data:
        fail("the client has ended its stream")
    try:
        return json.loads(data)
    except ValueError:
        fail(f"one recv() returned {data}")


def wait():
    """Waits until two objects are here, or for a moment after the first byte."""
    conn.recv(1, socket.MSG_PEEK)
    end = time.monotonic() + LOOKS
    while time.monotonic() < end and conn.recv(1024, socket.MSG_PEEK).count(b"\n") < 2:
        time.sleep(0.01)


def send(*objects):
    data = b"".join(json.dumps(each, ensure_ascii=False).encode() for each in objects)
    if WAY == "split":
        cut = data.find("п".encode()) + 1  # inside a letter, or before the first byte
        conn.sendall(data[:cut])
        time.sleep(0.05)  # so that the client reads twice
        data = data[cut:]
    conn.sendall(data)


def answer(code):
    number = {"other-codes": code + 2}.get(WAY, code)
    return {"response": str(number) if WAY == "strings" else number, "alert": "so be it"}


def demand(right, request):
    if not right:
        send({"response": 400, "error": "Bad Request"})
        fail(f"it got {request}")


def log_in():
    if WAY == "authenticate":
        request = receive()
        demand(request["action"] == "authenticate" and request["user"]["password"], request)
        if select.select([conn], [], [], 0.3)[0]:
            fail("the client sends more before it has an answer")
        send(answer(200))
    request = receive()
    demand(request["action"] == "presence", request)
    if WAY == "status":
        demand(request["user"].get("status"), request)
    send(answer(200))


def delivered():
    heard = {"action": ACTION, "to": "anna", "from": "boris", "time": time.time(), TEXT: "привет, anna"}
    if WAY == "template-sends":
        heard.update(action="message", mess_text=heard.pop("message"))
    if WAY == "everybody":
        heard.update(to="#")
    if WAY == "time-ctime":
        heard.update(time=time.ctime())
    if WAY == "no-time":
        del heard["time"]
    return heard


def talk():
    log_in()
    for _ in range(2 if WAY == "slow" else 1):
        request = receive()
        demand(request["action"] == ACTION and request["to"] == "boris" and request[TEXT] == "hi", request)
    if WAY == "probe":
        send({"action": "probe", "time": time.time()})
        request = receive()
        demand(request["action"] == "presence", request)
        send(answer(200))
    if WAY == "unknown-action":
        send({"action": "contact_list", "contact": "boris"})
    if WAY == "glued":
        send(answer(200), delivered())
    else:
        send(answer(200))
        send(delivered())
    request = receive()
    demand(request["action"] == QUIT, request)
    if TEMPLATE:
        demand(request["account_name"] == "anna" and request["time"], request)
    if WAY == "closes-last":
        send(answer(200))
    else:
        conn.close()


assert WAY in WAYS, f"unknown way: {WAY}"
listener = socket.create_server(("127.0.0.1", PORT))
print("port", listener.getsockname()[1], flush=True)
listener.settimeout(PATIENCE)
conn, _ = listener.accept()
conn.settimeout(PATIENCE)
conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
try:
    talk()
    print("works", flush=True)
except (KeyError, TypeError) as e:
    fail(repr(e))
except OSError as e:  # is never what a cell of the tables means
    print("broken:", repr(e), flush=True)
if WAY == "closes-last":
    sys.stdin.read()  # until the test has ended
