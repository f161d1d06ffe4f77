"""Lesson 13: a hundred clients, all connected before the first one sends its line."""
import asyncio
import sys

port = int(sys.argv[1]) if len(sys.argv) > 1 else 50000
CLIENTS = 100


async def greet(line, reader, writer):
    writer.write(line)
    reply = await reader.readline()
    writer.close()
    return reply == line


async def crowd():
    streams = await asyncio.gather(
        *(asyncio.open_connection("127.0.0.1", port) for _ in range(CLIENTS)))
    replies = await asyncio.gather(
        *(greet(b"client-%d\n" % n, *pair) for n, pair in enumerate(streams, 1)))
    print("%d of %d" % (sum(replies), CLIENTS))


asyncio.run(crowd())
