"""A mail server for the test: keeps each email as a file. usage: mail.py ADDRESS PORT FOLDER"""

import asyncio
import os
import sys
import time

address, port, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]


async def serve(reader, writer):
    def say(line):
        writer.write((line + "\r\n").encode())

    say("220 test")
    while line := await reader.readline():
        command = line.decode(errors="replace").strip().upper()
        if command == "DATA":
            say("354 go on")
            await writer.drain()
            content = b""
            while (line := await reader.readline()) not in (b".\r\n", b""):
                content += line
            partial = os.path.join(folder, f"{time.time_ns()}.part")
            with open(partial, "wb") as file:
                file.write(content)
            os.rename(partial, partial.removesuffix(".part") + ".eml")
            say("250 kept")
        elif command == "QUIT":
            say("221 bye")
            break
        else:
            say("250 ok")
        await writer.drain()
    writer.close()


async def main():
    async with await asyncio.start_server(serve, address, port) as server:
        await server.serve_forever()


asyncio.run(main())
