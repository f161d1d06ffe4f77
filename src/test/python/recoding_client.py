"""Lesson 04: sends a text as UTF-8, prints the answer, and what two wrong charsets make of it."""
import socket
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
server = socket.create_connection(("127.0.0.1", port))
server.sendall("Привет!".encode("utf-8"))
server.shutdown(socket.SHUT_WR)
answer = b""
while True:
    piece = server.recv(1024)
    if not piece:
        break
    answer += piece
server.close()
text = answer.decode("koi8-r")
print(text)
print("UTF-8 read as windows-1251:", text.encode("utf-8").decode("cp1251", "replace"))
print("UTF-8 read as KOI8-R:", text.encode("utf-8").decode("koi8-r"))
