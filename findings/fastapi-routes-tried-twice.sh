#!/usr/bin/env bash
# fastapi 0.165.0
# expected: routes are tried in their order until one matches, each once, whether they stand in the app or in routers that it includes
# happens:  those of the router that answers are tried twice, once to find the router and once inside it
# An address at the end of a router of many routes costs twice what the same address costs in the app.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check fastapi==0.165.0
cat > "$home/try.py" <<'PY'
import asyncio
from collections import Counter

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

tried = Counter()
matches = APIRoute.matches


def counted(route, scope):
    tried[route.path] += 1
    return matches(route, scope)


APIRoute.matches = counted


def answered(app, path):
    tried.clear()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            assert message["status"] == 200

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": []}
    asyncio.run(app(scope | {"scheme": "http", "http_version": "1.1", "root_path": ""}, receive, send))
    return sum(tried.values()), max(tried.values())


def one():
    return 1


def app_of(routers):
    app = FastAPI(openapi_url=None)
    for place in range(routers):
        router = APIRouter()
        for route in range(10):
            router.get(f"/{place}/{route}")(one)
        app.include_router(router)
    return app


plain = FastAPI(openapi_url=None)
for route in range(40):
    plain.get(f"/{route}")(one)
print("40 routes of the app, the last is asked for: tried", answered(plain, "/39"))
print("4 routers of 10 routes, the last is asked for: tried", answered(app_of(4), "/3/9"))
print("4 routers of 10 routes, the first is asked for: tried", answered(app_of(4), "/0/0"))
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "app, the last is asked for: tried (40, 1)" <<<"$seen" && grep -q "routers of 10 routes, the last is asked for: tried (50, 2)" <<<"$seen" || { echo "changed: each route is tried once"; exit 1; }
