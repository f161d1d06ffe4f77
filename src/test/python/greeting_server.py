"""Lesson 03: greets one client first, then prints what it says, piece by piece, to the end."""
import socket
import sys

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 12333))
listener.listen(0)
print("port", listener.getsockname()[1], flush=True)
client, address = listener.accept()
client.sendall("Привет!".encode("utf-8"))
said = ""
while True:
    piece = client.recv(1024).decode("utf-8")
    said += piece
    if not piece:
        break
print(said, flush=True)
client.close()
listener.close()
