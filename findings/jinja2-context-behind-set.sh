#!/usr/bin/env bash
# Jinja2 3.1.6
# expected: a global function marked with pass_context is given the template's context, the same one at every call
# happens:  it is, until something is set within the same loop or block: from there on each call is given a new context, made of a
#           copy of all names that are seen there, so that the more a page is given, the dearer each of its words becomes
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check jinja2==3.1.6
cat > "$home/try.py" <<'PY'
import time
from importlib.metadata import version

from jinja2 import Environment, pass_context

kept = []


@pass_context
def word(context):
    kept.append(context)
    return "w"


def plain():
    return "w"


def least(template, **given):
    spent = []
    for _ in range(5):
        begun = time.process_time()
        template.render(**given)
        spent.append(time.process_time() - begun)
    return min(spent)


environment = Environment()
environment.globals.update(word=word, plain=plain)
environment.from_string("{% for n in range(3) %}{{ word() }}{% endfor %}").render()
print(f"Jinja2 {version('jinja2')}: three calls in a loop, contexts: {len({id(one) for one in kept})}")
kept.clear()
environment.from_string("{% for n in range(3) %}{% set m = n %}{{ word() }}{% endfor %}").render()
print(f"three calls behind a set in the loop, contexts: {len({id(one) for one in kept})}")

given = {f"name{number}": number for number in range(200)}
in_loop = environment.from_string("{% for n in range(2000) %}{% set m = n %}{{ word() }}{% endfor %}")
without = environment.from_string("{% for n in range(2000) %}{% set m = n %}{{ plain() }}{% endfor %}")
kept = type("Nothing", (list,), {"append": lambda self, one: None})()
ratio = least(in_loop, **given) / least(without, **given)
print("a loop of such calls takes several times a loop of plain ones" if ratio > 2 else "a loop of such calls takes as long")
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "calls in a loop, contexts: 1$" <<<"$seen" && grep -q "behind a set in the loop, contexts: 3$" <<<"$seen" &&
  grep -q "takes several times" <<<"$seen" || { echo "changed"; exit 1; }
