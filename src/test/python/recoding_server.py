"""Lesson 04: UTF-8 in, KOI8-R out, letter by letter; resets what cannot be turned."""
import codecs
import socket
import struct
import sys

listener = socket.socket()
listener.bind(("", int(sys.argv[1]) if len(sys.argv) > 1 else 10000))
listener.listen(10)
print("port", listener.getsockname()[1], flush=True)
while True:
    client, address = listener.accept()
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while True:
            piece = client.recv(1024)
            client.sendall(decoder.decode(piece, final=not piece).encode("koi8-r"))
            if not piece:
                break
    except UnicodeError as error:
        print("client lost:", error, flush=True)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
