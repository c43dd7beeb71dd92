"""Sends every message back as it came; a text that begins with "!" tells it to do something else first.

Prints "listening <port>" and serves there; "connect <id> <url>" on its standard input makes it a client.
How a connection ended it prints as "closed <id> <code> <reason>": the id is a server's path. Ends with its standard input.
Given the files of a certificate and its key it serves, and as a client trusts, that certificate.
"""

import asyncio
import ssl
import sys

import websockets

COMMON = dict(max_size=16 * 1024 * 1024, ping_interval=None, compression="deflate")
SERVER_TLS = CLIENT_TLS = None
if len(sys.argv) > 1:
    SERVER_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    SERVER_TLS.load_cert_chain(sys.argv[1], sys.argv[2])
    CLIENT_TLS = ssl.create_default_context(cafile=sys.argv[1])


async def echo(socket, id):
    fragment = None
    try:
        async for message in socket:
            if isinstance(message, str) and message.startswith("!"):
                command, *rest = message.split(" ")
                if command == "!close":
                    await socket.close(int(rest[0]), " ".join(rest[1:]))
                elif command == "!abort":
                    socket.transport.abort()
                elif command == "!ping":
                    await (await socket.ping(rest[0]))
                    await socket.send(f"pong {rest[0]}")
                elif command == "!fragment":
                    fragment = int(rest[0])
            elif fragment:
                await socket.send([message[at:at + fragment] for at in range(0, len(message), fragment)])
            else:
                await socket.send(message)
    except websockets.ConnectionClosed:
        pass
    await socket.wait_closed()
    print("closed", id, socket.close_code, socket.close_reason, flush=True)


async def serve(socket):
    await echo(socket, socket.path[1:])


async def dial(id, url):
    async with websockets.connect(url, subprotocols=["first", "second"], ssl=CLIENT_TLS, **COMMON) as socket:
        await echo(socket, id)


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["second"], ssl=SERVER_TLS, **COMMON) as server:
        print("listening", server.sockets[0].getsockname()[1], flush=True)
        loop = asyncio.get_running_loop()
        lines = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        dialing = set()
        while line := (await lines.readline()).decode():
            _, id, url = line.split()
            dialing.add(asyncio.create_task(dial(id, url)))
        for task in dialing:
            task.cancel()


asyncio.run(main())
