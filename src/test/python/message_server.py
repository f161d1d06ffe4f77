"""Lesson 14: sends each message back, in the framing that the client's first byte chooses."""
import socket
import struct
import sys

LENGTH = 16

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
listener.listen(5)
listener.settimeout(30.0)
sys.stdout.reconfigure(encoding="utf-8")
print("port", listener.getsockname()[1], flush=True)


def frames(letter, file):
    """The client's frames, without padding, line ending or length."""
    if letter == b"F":
        while frame := file.read(LENGTH):
            yield frame
    elif letter == b"D":
        while line := file.readline():
            yield line.rstrip(b"\n")
    elif letter == b"L":
        while length := file.read(4):
            yield file.read(struct.unpack(">i", length)[0])
    else:
        yield file.read()


def send(client, letter, frame):
    """In pieces of one byte, as far as the system lets them pass so."""
    if letter == b"D":
        frame += b"\r\n"
    elif letter == b"L":
        frame = struct.pack(">i", len(frame)) + frame
    for i in range(len(frame)):
        client.sendall(frame[i:i + 1])


while True:
    client, address = listener.accept()
    with client, client.makefile("rb") as file:
        client.settimeout(30.0)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        letter = file.read(1)
        for frame in frames(letter, file):
            send(client, letter, frame)
        print(letter.decode("ascii"), "has ended", flush=True)
