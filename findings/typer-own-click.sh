#!/usr/bin/env bash
# typer 0.29.2 and click 8.5.1
# expected: Typer stands on the installed click, as it did for years: its errors are click's, and a click command, option
#           type or plug-in goes into a Typer app
# happens:  typer brings a click of its own (typer._click) and does not ask for the other one; an unknown option raises an
#           error that `except click.NoSuchOption` and `except click.UsageError` do not catch
# Who runs an app with standalone_mode=False to say errors in other words must catch the errors of typer's own copy.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check typer==0.29.2 click==8.5.1
cat > "$home/try.py" <<'PY'
import importlib.metadata

import click
import typer

app = typer.Typer()


@app.command()
def duties(plan: str = "") -> None:
    """Nothing."""


print("typer asks for click:", any(each.startswith("click") for each in importlib.metadata.requires("typer") or []))
try:
    typer.main.get_command(app)(["--plna", "x"], standalone_mode=False)
except click.ClickException as error:
    print("caught by click:", error)
except Exception as error:
    print("not click's:", type(error).__module__, type(error).__name__)
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "typer asks for click: False" <<<"$seen" && grep -q "not click's: typer._click.exceptions NoSuchOption" <<<"$seen" \
  || { echo "changed: typer and click are one again"; exit 1; }
