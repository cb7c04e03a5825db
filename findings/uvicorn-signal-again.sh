#!/usr/bin/env bash
# uvicorn 0.54.0
# expected: after SIGTERM server.run() ends in order (lifespan shut down) and returns, so that what stands after it, such as
#           folding a database's log in, is done
# happens:  it shuts down in order, puts the former handlers back and sends itself the signal again: the process dies of SIGTERM
#           (status -15) and nothing after run() happens, not even `finally` and atexit, unless the program had a handler of its own
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check uvicorn==0.54.0
cat > "$home/serve.py" <<'PY'
import atexit
import signal
import sys

import uvicorn


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        print("lifespan ended", flush=True)
        await send({"type": "lifespan.shutdown.complete"})


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("started", flush=True)


if sys.argv[1] == "handled":
    signal.signal(signal.SIGTERM, lambda *_: print("own handler", flush=True))
atexit.register(lambda: print("atexit", flush=True))
try:
    Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error")).run()
    print("after run", flush=True)
finally:
    print("finally", flush=True)
PY
cat > "$home/try.py" <<'PY'
import signal
import subprocess
import sys

for how in ("plain", "handled"):
    serving = subprocess.Popen([sys.executable, sys.argv[1], how], stdout=subprocess.PIPE, text=True)
    assert serving.stdout.readline() == "started\n"
    serving.send_signal(signal.SIGTERM)
    said = serving.stdout.read().split("\n")[:-1]
    print(how, "|", ", ".join(said), "| status", serving.wait())
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/serve.py")
echo "$seen"
expected="plain | lifespan ended | status -15
handled | lifespan ended, own handler, after run, finally, atexit | status 0"
[ "$seen" = "$expected" ] || { echo "changed"; exit 1; }
