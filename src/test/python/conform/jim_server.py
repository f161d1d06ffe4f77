"""A JIM server that does what the handbook demands, but for one behaviour, if it is given one.

Usage: jim_server.py PORT [BEHAVIOUR]. With port 0 it chooses one, and prints it. The tests of
`./workbook jim conform` know the verdict on each behaviour.
"""
import json
import os
import socket
import sys
import threading

DEFECTS = {
    "drops-time": "delivers a msg without its time",
    "one-recv": "takes what one recv returns for one object",
    "dies-at-glued": "does the same, and ends when that is not JSON",
    "falls-silent": "does the same, and stops there while it holds the lock",
    "decodes-pieces": "decodes each piece by itself",
    "counts-bytes": "limits the bytes of an object to 640",
    "200-to-all": "responds 200 to everything",
    "no-limits": "knows no limits",
    "dies-at-reset": "ends when a connection is reset",
}
HABITS = {
    "none": "",
    "string-codes": "writes codes as strings",
    "status-required": "responds 400 to a presence without a status",
    "answers-quit": "responds 200 to a quit, and waits for the client to close",
    "closes-at-errors": "closes the connection after a 400",
    "no-acknowledgement": "does not respond to a msg that it has delivered",
}


class Splitter:
    """Finds objects in a stream; what is between them, and is not whitespace, is bad."""

    def __init__(self):
        self.object, self.depth, self.string, self.escaped = bytearray(), 0, False, False

    def feed(self, piece):
        found = []
        for byte in piece:
            if self.depth == 0 and byte != ord("{"):
                if byte not in b" \t\r\n" and (not found or found[-1] != b"bad"):
                    found.append(b"bad")
                continue
            self.object.append(byte)
            if self.string:
                self.string = self.escaped or byte != ord('"')
                self.escaped = not self.escaped and byte == ord("\\")
            elif byte == ord('"'):
                self.string = True
            else:
                self.depth += {ord("{"): 1, ord("}"): -1}.get(byte, 0)
                if self.depth == 0:
                    found.append(bytes(self.object))
                    self.object.clear()
        return found


class Server:
    def __init__(self, port, behaviour):
        self.behaviour = behaviour
        self.lock = threading.Lock()
        self.online = {}
        self.listener = socket.create_server(("127.0.0.1", port), backlog=50)
        print("port", self.listener.getsockname()[1], flush=True)

    def serve(self):
        while True:
            conn, _ = self.listener.accept()
            threading.Thread(target=self.attend, args=(conn,), daemon=True).start()

    def attend(self, conn):
        client = Client(self, conn)
        try:
            client.converse()
        except OSError:
            if self.behaviour == "dies-at-reset":
                os._exit(1)
        finally:
            with self.lock:
                if self.online.get(client.name) is client:
                    del self.online[client.name]
            conn.close()


class Client:
    def __init__(self, server, conn):
        self.server, self.conn, self.name, self.over = server, conn, None, False

    def converse(self):
        splitter = Splitter()
        while not self.over:
            piece = self.conn.recv(4096)
            if not piece:
                break
            if self.server.behaviour == "decodes-pieces":
                piece = piece.decode("utf-8", "replace").encode("utf-8")
            if self.server.behaviour in ("one-recv", "dies-at-glued", "falls-silent"):
                objects = [piece]
            else:
                objects = splitter.feed(piece)
            for each in objects:
                with self.server.lock:
                    self.take(each)

    def take(self, data):
        try:
            code = self.code(json.loads(data), data)
        except (ValueError, KeyError, TypeError):
            if self.server.behaviour == "dies-at-glued":
                os._exit(1)
            if self.server.behaviour == "falls-silent":
                threading.Event().wait()
            code = 400
        if self.server.behaviour == "200-to-all":
            code = 200
        if code:
            self.send({"response": str(code) if self.server.behaviour == "string-codes" else code, "time": 5})
        if code == 400 and self.server.behaviour == "closes-at-errors":
            self.over = True

    def code(self, message, data):
        behaviour = self.server.behaviour
        text = data.decode("utf-8").strip()
        if behaviour != "no-limits":
            if len(data if behaviour == "counts-bytes" else text) > 640:
                return 400
            if len(message["action"]) > 15 or len(message.get("message", "")) > 500:
                return 400
        if message["action"] == "quit":
            self.over = behaviour != "answers-quit"
            return 200 if behaviour == "answers-quit" else None
        time = message["time"]
        if message["action"] == "presence":
            return self.presence(message["user"])
        if message["action"] != "msg":
            return 400
        to = self.server.online.get(message["to"])
        if to is None:
            return 404
        copy = {"action": "msg", "to": message["to"], "from": message["from"], "message": message["message"]}
        if behaviour != "drops-time":
            copy["time"] = time
        to.send(copy)
        return None if behaviour == "no-acknowledgement" else 200

    def presence(self, user):
        name = user["account_name"]
        if self.server.behaviour == "status-required" and "status" not in user:
            return 400
        if len(name) > 25 and self.server.behaviour != "no-limits":
            return 400
        if self.server.online.setdefault(name, self) is not self:
            return 409
        self.name = name
        return 200

    def send(self, message):
        try:
            self.conn.sendall(json.dumps(message, ensure_ascii=False).encode("utf-8"))
        except OSError:
            pass  # it has gone; its own thread notices


if __name__ == "__main__":
    behaviour = sys.argv[2] if len(sys.argv) > 2 else "none"
    if behaviour not in DEFECTS and behaviour not in HABITS:
        sys.exit("behaviours: " + ", ".join([*HABITS, *DEFECTS]))
    Server(int(sys.argv[1]), behaviour).serve()
