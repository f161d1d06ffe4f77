"""Lesson 24: a client that differs from the handbook in one way; says whether it got along with the server.

Like many clients it takes what one recv() returns for one object. Its friend, who watches what
arrives at the other end, follows the handbook. Arguments: the port, the way, and a number for new names.
"""
import json
import socket
import sys
import time

PORT, WAY, NUMBER = int(sys.argv[1]), sys.argv[2], sys.argv[3]
WILD, FRIEND, ROOM = "wild" + NUMBER, "friend" + NUMBER, "#room" + NUMBER
TEMPLATE = WAY in ("template", "template-listens")
ACTION, TEXT = ("message", "mess_text") if TEMPLATE else ("msg", "message")
EVERYBODY = {"everybody": "#", "everybody-all": "#all", "everybody-default": "#default"}
TIMES = {
    "time-float": time.time(),
    "time-string": str(time.time()),
    "time-iso": time.strftime("%Y-%m-%dT%H:%M:%S"),
    "time-nanoseconds": time.time_ns(),
    "time-ctime": time.ctime(),
}
WAYS = (
    "plain", "only-200", "alert", "client-name", "contacts", "create", "presence-twice",
    "everybody", "everybody-all", "everybody-default",
    "template", "template-listens", "strings", "strings-at-once",
    "time-float", "time-string", "time-iso", "time-nanoseconds", "time-ctime", "no-time",
    "glued", "split", "slow",
)
PATIENCE = 60.0  # seconds
LOOKS = 1.0  # seconds after which a slow reader takes what has arrived


def fail(why):
    print("fails:", why, flush=True)
    sys.exit()


class Friend:
    def __init__(self):
        self.conn = socket.create_connection(("127.0.0.1", PORT), PATIENCE)
        self.lines = self.conn.makefile(encoding="ascii", newline="\n")
        self.ask({"action": "presence", "time": 5, "user": {"account_name": FRIEND}})

    def send(self, request):
        self.conn.sendall(json.dumps(request).encode())

    def ask(self, request):
        self.send(request)
        return self.receive()

    def say(self, text, times=1):
        for _ in range(times):
            self.send({"action": "msg", "time": 5, "to": WILD, "from": FRIEND, "message": text})

    def receive(self):
        heard = json.loads(self.lines.readline())
        if int(heard.get("response", 200)) >= 300:
            fail(f"the friend got {heard}")
        return heard

    def expect(self, text):
        heard = self.receive()
        while "response" in heard:  # to what it has said before
            heard = self.receive()
        if (heard["action"], heard["from"], heard["message"]) != ("msg", WILD, text):
            fail(f"the friend got {heard}")


class Wild:
    def __init__(self):
        self.conn = socket.create_connection(("127.0.0.1", PORT), PATIENCE)
        self.conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines = self.conn.makefile(encoding="ascii", newline="\n")
        self.strings = WAY == "strings-at-once"

    def send(self, *requests):
        data = b"".join(json.dumps(request, ensure_ascii=False).encode() for request in requests)
        if WAY == "split":
            self.conn.sendall(data[:10])
            time.sleep(0.05)  # so that the server reads twice
            data = data[10:]
        self.conn.sendall(data)

    def receive(self):
        if WAY == "slow":
            self.wait()
        # one that sends requests together gets the responses together, too, so it reads lines
        data = self.lines.readline() if WAY == "glued" else self.conn.recv(1024)
        if not data:
            fail("the server has closed the connection")
        try:
            return json.loads(data)
        except ValueError:
            fail(f"one recv() returned {data}")

    def wait(self):
        """Waits until two objects are here, or for a moment after the first byte."""
        self.conn.recv(1, socket.MSG_PEEK)
        end = time.monotonic() + LOOKS
        while time.monotonic() < end and self.conn.recv(1024, socket.MSG_PEEK).count(b"\n") < 2:
            time.sleep(0.01)

    def accept(self, only=None):
        answer = self.receive()
        code = answer.get("response")
        if self.strings != isinstance(code, str):
            fail(f"the code is not of the type that is needed: {answer}")
        if only and int(code) != only or int(code) >= 300:
            fail(f"it was refused: {answer}")
        if WAY == "alert":
            print("the server says", answer["alert"])
        return answer

    def expect(self, text):
        heard = self.receive()
        if (heard.get("action"), heard.get("from"), heard.get(TEXT)) != (ACTION, FRIEND, text):
            fail(f"it got {heard}")
        if "strings" in WAY:
            self.send({"response": "200"})
            self.strings = True


def timed(**fields):
    return fields if WAY == "no-time" else {**fields, "time": TIMES.get(WAY, int(time.time()))}


def msg(to):
    return timed(action=ACTION, to=to, **{"from": WILD, TEXT: "привет"})


def talk():
    friend, wild = Friend(), Wild()
    if WAY == "contacts":
        wild.send(timed(action="get_contacts", user_login=WILD))
        if wild.accept(only=202)["alert"] != []:
            fail("it did not get an empty list")
    user = "client_name" if WAY == "client-name" else "account_name"
    presence = timed(action="presence", user={user: WILD})
    for _ in range(2 if WAY == "presence-twice" else 1):
        wild.send(presence, *[msg(FRIEND)] if WAY == "glued" else [])
        wild.accept(only=200 if WAY == "only-200" else None)
    if WAY in ("template-listens", "strings"):
        friend.say("listen")
        wild.expect("listen")
    if WAY == "create":
        wild.send(timed(action="create", room=ROOM))
        wild.accept()
        members = friend.ask({"action": "join", "time": 5, "room": ROOM}).get("alert", "")
        if WILD not in members:
            fail(f"only these are in the room: {members}")
    if WAY != "glued":
        wild.send(msg(EVERYBODY.get(WAY, ROOM if WAY == "create" else FRIEND)))
    wild.accept()
    friend.expect("привет")
    texts = 2 if WAY == "slow" else 1
    friend.say("hi", texts)
    for _ in range(texts):
        wild.expect("hi")
    wild.send(timed(action="exit", account_name=WILD) if TEMPLATE else {"action": "quit"})
    if wild.conn.recv(1024):
        fail("the server does not close the connection after quit")


assert WAY in WAYS, f"unknown way: {WAY}"
try:
    talk()
    print("works", flush=True)
except (KeyError, TypeError) as e:
    fail(repr(e))
except OSError as e:  # is never what a cell of the tables means
    print("broken:", repr(e), flush=True)
