#!/usr/bin/env bash
# uvicorn 0.54.0 on asyncio of the Python at hand
# expected: connections to uvicorn are alike whether it binds its socket itself or gets one from its own Config.bind_socket(),
#           as it does for --workers and --reload
# happens:  bind_socket() makes the socket without naming TCP (proto 0), accepted ones inherit that, and asyncio turns Nagle's
#           algorithm off only for sockets whose proto says TCP: the option stays 0
# With several workers the answers on a connection that is kept alive can wait for the other side's delayed acknowledgement.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check uvicorn==0.54.0
cat > "$home/try.py" <<'PY'
import asyncio
import socket

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

seen = []


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class Watched(H11Protocol):
    def connection_made(self, transport):
        super().connection_made(transport)
        seen.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


async def serve(bound):
    config = uvicorn.Config(app, host="127.0.0.1", port=0, http=Watched, lifespan="off", log_level="error")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[config.bind_socket()] if bound else None))
    while not server.started:
        await asyncio.sleep(0.01)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.servers[0].sockets[0].getsockname()[1])
    writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readline()
    writer.close()
    server.should_exit = True
    await task


asyncio.run(serve(False))
asyncio.run(serve(True))
print("TCP_NODELAY of a connection: bound by the loop", seen[0], "- by bind_socket()", seen[1])
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "bound by the loop 1 - by bind_socket() 0" <<<"$seen" || { echo "changed: both are alike now"; exit 1; }
