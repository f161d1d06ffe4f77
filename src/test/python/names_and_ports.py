"""Lesson 07: what the system itself says of services and of ports that are refused, line by line.

Arguments: a port that is in use.
"""
import errno
import socket
import sys


def told(question):
    try:
        return question()
    except OSError as error:
        return errno.errorcode.get(error.errno, "unknown")


def bind(address, port):
    with socket.socket() as listener:
        listener.bind((address, port))
        listener.listen()
        return "free"


for service in ("http", "ftp", "imap", "pop3", "smtp", "domain"):
    for protocol in ("tcp", "udp"):
        port = told(lambda: socket.getservbyname(service, protocol))
        print("service", service, protocol, port, sep="|")
for address, port in (("127.0.0.1", int(sys.argv[1])), ("203.0.113.9", 8080), ("127.0.0.1", 7)):
    print("bind", address, port, told(lambda: bind(address, port)), sep="|")
print("localhost", told(lambda: socket.gethostbyname("localhost")), sep="|")
