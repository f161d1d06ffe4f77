"""Lesson 12: sends every client its bytes back, in one thread, with a bounded queue for each."""
import select
import socket
import sys

LIMIT = 65536  # bytes that may be pending for one client

listener = socket.create_server(
    ("localhost", int(sys.argv[1]) if len(sys.argv) > 1 else 50000)
)
listener.setblocking(False)
print("port", listener.getsockname()[1], flush=True)
inputs = [listener]
outputs = []
message_queues = {}


def forget(conn):
    for sockets in (inputs, outputs):
        if conn in sockets:
            sockets.remove(conn)
    del message_queues[conn]
    conn.close()


def receive(conn):
    data = conn.recv(1024)
    if not data:
        inputs.remove(conn)  # after its end, it is readable forever
    message_queues[conn] += data
    if conn not in outputs:
        outputs.append(conn)
    if len(message_queues[conn]) > LIMIT:
        raise ConnectionError("too slow")


def send(conn):
    pending = message_queues[conn]
    del pending[: conn.send(pending)]
    if not pending:
        outputs.remove(conn)
        if conn not in inputs:
            forget(conn)


while True:
    readable, writable, _ = select.select(inputs, outputs, [])
    for conn in readable:
        if conn is listener:
            client, address = listener.accept()
            client.setblocking(False)
            inputs.append(client)
            message_queues[client] = bytearray()
        else:
            try:
                receive(conn)
            except OSError:
                forget(conn)
    for conn in writable:
        if conn in message_queues:
            try:
                send(conn)
            except OSError:
                forget(conn)
