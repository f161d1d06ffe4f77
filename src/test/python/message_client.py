"""Lesson 14: the same messages in four framings; prints what comes back."""
import socket
import struct
import sys

LENGTH = 16

port = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
sys.stdout.reconfigure(encoding="utf-8")


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def plain(line):
    other = {"n": "\n", "r": "\r", "\\": "\\"}
    text = ""
    signs = iter(line)
    for sign in signs:
        text += other[next(signs)] if sign == "\\" else sign
    return text


def frame(letter, text):
    body = text.encode("utf-8")
    if letter == "F":
        return body.ljust(LENGTH)
    if letter == "D":
        return escaped(text).encode("utf-8") + b"\r\n"
    if letter == "L":
        return struct.pack(">i", len(body)) + body
    return body


def messages(letter, data):
    while data:
        if letter == "F":
            yield data[:LENGTH].rstrip(b" ").decode("utf-8")
            data = data[LENGTH:]
        elif letter == "D":
            line, _, data = data.partition(b"\n")
            yield plain(line.decode("utf-8"))
        elif letter == "L":
            (length,) = struct.unpack(">i", data[:4])
            yield data[4:4 + length].decode("utf-8")
            data = data[4 + length:]
        else:
            yield data.decode("utf-8")
            data = b""


def talk(letter, texts):
    with socket.create_connection(("127.0.0.1", port), 30.0) as server:
        server.sendall(letter.encode("ascii"))
        for text in texts:
            server.sendall(frame(letter, text))
        server.shutdown(socket.SHUT_WR)
        data = b""
        while True:
            piece = server.recv(4096)
            if not piece:
                return list(messages(letter, data))
            data += piece


for letter in "FDL":
    print(letter, talk(letter, ["hello", "привет", "two\nlines"]))
print("C", talk("C", ["привет"]))
