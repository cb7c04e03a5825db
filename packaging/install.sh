#!/bin/sh
# Install respgraph from this bundle, without a network: ./install.sh [FOLDER]  (default /opt/respgraph)
# 从本离线包安装 respgraph，不需要网络：./install.sh [文件夹]（默认 /opt/respgraph）
set -eu
here=$(cd "$(dirname "$0")" && pwd)
into=${1:-/opt/respgraph}
# the system's own Python first: one in somebody's home is out of reach for the user of the service
python=${PYTHON:-$(command -v /usr/bin/python3 || echo python3)}
made_for=$(cat "$here/MADE_FOR")

stop() { printf 'install.sh: %s\n' "$1" >&2; exit 1; }

command -v "$python" >/dev/null 2>&1 || stop "there is no $python; set PYTHON to one of: $made_for / 找不到 $python，请用 PYTHON 指定：$made_for"
this=$("$python" -c 'import platform, sys, sysconfig; print("python%d.%d" % sys.version_info[:2], sysconfig.get_platform(), platform.libc_ver()[0] or "libc")')
[ "$this" = "$made_for" ] || stop "the bundle is for $made_for, this is $this; set PYTHON / 本包适用于 $made_for，本机为 $this，请设 PYTHON"
(cd "$here" && sha256sum --quiet --check SHA256SUMS) || stop "the bundle is damaged / 离线包已损坏"

[ ! -e "$into" ] || [ -x "$into/bin/respgraph" ] || stop "$into holds something else / $into 中已有其他内容"
"$python" -c 'import ensurepip' 2>/dev/null || stop "this Python can't make environments; install python3-venv / 请先安装 python3-venv"
"$python" -m venv "$into"
real=$(readlink -f "$into/bin/python")
case $real in /root/* | /home/*) printf '%s\n' "install.sh: $real belongs to one user, a service can't run it; set PYTHON=/usr/bin/python3 / 该 Python 位于个人目录，服务用户无法运行" >&2 ;; esac
# --isolated: no settings of this machine; --no-index: nothing is asked of a network
pip() { "$into/bin/python" -I -m pip --isolated --disable-pip-version-check --no-cache-dir install -q --no-index --find-links "$here/wheels" "$@"; }
pip --require-hashes -r "$here/requirements.lock"
pip --no-deps --force-reinstall "$here"/wheels/respgraph-*.whl
"$into/bin/respgraph" --version
printf '%s\n' "installed: $into/bin/respgraph; docs/deploy.md in this bundle says how to go on" "已安装：$into/bin/respgraph；后续步骤见本包的 README.md 与 docs/deploy.md"
