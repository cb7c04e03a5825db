#!/usr/bin/env bash
# Jinja2 3.1.6
# expected: what a template was given is let go when its text is made
# happens:  so it is, also where macros are imported; where one that uses a name of the page is imported `with context`, macro and
#           context hold each other, and all that the page was given waits for the garbage collector, in a server in some later answer
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check jinja2==3.1.6
cat > "$home/try.py" <<'PY'
import gc
import weakref
from importlib.metadata import version

from jinja2 import DictLoader, Environment


class Given:
    def __str__(self):
        return "given"


def held(source):
    environment = Environment(loader=DictLoader({"macros": "{% macro one(x) %}<{{ x }}{{ sign }}>{% endmacro %}", "page": source}))
    template = environment.get_template("page")
    template.render(thing=Given(), sign="!")
    gc.collect()
    gc.disable()
    thing = Given()
    there = weakref.ref(thing)
    text = template.render(thing=thing, sign="!")
    del thing
    waits = there() is not None
    gc.collect()
    assert there() is None
    gc.enable()
    return f"{text} {'waits for the collector' if waits else 'is let go'}"


print("Jinja2", version("jinja2"))
print("imported:             ", held("{% import 'macros' as m %}{{ m.one(thing) }}"))
print("imported with context:", held("{% import 'macros' as m with context %}{{ m.one(thing) }}"))
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "^imported: .*is let go$" <<<"$seen" && grep -q "^imported with context: .*waits for the collector$" <<<"$seen" || { echo "changed"; exit 1; }
