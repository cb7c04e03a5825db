"""The compose file and the image: what can be checked without an engine."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert set(read) == {"services", "networks", "volumes"}
    found: dict[str, Any] = read["services"]
    return found


def _dockerfile() -> list[str]:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()


def test_every_variable_of_the_explorer_is_a_setting(services: dict[str, Any]) -> None:
    names = set(services["respgraph"]["environment"])
    assert names
    assert names <= {f"RESPGRAPH_{name.upper()}" for name in Settings.model_fields}


def test_the_settings_take_the_values(services: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in services["respgraph"]["environment"].items():
        told = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)  # what holds where nobody sets it
        monkeypatch.setenv(name, re.sub(r"\$\{\w+:\?[^}]*\}", "some password", told))
    settings = Settings()
    assert (settings.store, settings.port, settings.host) == ("bolt://neo4j:7687", 8000, "0.0.0.0")  # noqa: S104 - in the container
    assert settings.store_password.get_secret_value() == "some password"
    assert "some password" not in repr(settings)


def test_no_port_is_open_beyond_this_machine(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() if "profiles" not in service for port in service["ports"]]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_no_password_stands_in_the_file(services: dict[str, Any]) -> None:
    given = [services["neo4j"]["environment"]["NEO4J_AUTH"].removeprefix("neo4j/")]
    given.append(services["respgraph"]["environment"]["RESPGRAPH_STORE_PASSWORD"])
    assert all(re.fullmatch(r"\$\{NEO4J_PASSWORD:\?[^}]+\}", value) for value in given)


def test_the_explorer_waits_for_a_healthy_server_that_keeps_its_data(services: dict[str, Any]) -> None:
    assert services["respgraph"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["healthcheck"]["test"][0] == "CMD-SHELL"
    assert services["neo4j"]["volumes"] == ["neo4j-data:/data"]
    assert services["neo4j"]["image"] == "${NEO4J_IMAGE:-neo4j:5.26-community}"
    assert services["respgraph"]["volumes"][0].endswith(":/plans:ro")


def test_the_image_is_built_from_what_is_there_and_runs_without_rights() -> None:
    lines = _dockerfile()
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in allowed
    for outside in re.findall(
        r'^"([\w/.]+)" = "respgraph/', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    ):
        assert any(outside in line.split() or outside.split("/")[0] in line.split() for line in lines), outside
    assert "USER respgraph" in lines
    assert lines.index("USER respgraph") < next(at for at, line in enumerate(lines) if line.startswith("CMD"))
    packages = re.search(r"^packages = \[(.*)\]$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert packages
    for package in re.findall(r'"(\w+)"', packages[1]):
        assert f"COPY {package} {package}" in lines


def test_who_ends_tls_is_the_only_one_whose_word_on_clients_is_believed(services: dict[str, Any]) -> None:
    address = services["tls"]["networks"]["default"]["ipv4_address"]
    assert services["respgraph"]["environment"]["RESPGRAPH_PROXIES"] == address
    assert services["tls"]["ports"] == ["443:443"]
    assert services["tls"]["profiles"] == ["tls"]
    caddyfile, *_ = services["tls"]["volumes"]
    words = (ROOT / caddyfile.split(":")[0]).read_text(encoding="utf-8")
    assert set(re.findall(r"\{\$(\w+)", words)) == set(services["tls"]["environment"])


def test_the_compose_tool_accepts_the_file() -> None:
    tool = shutil.which("docker-compose")
    if tool is None:
        pytest.skip("no docker-compose to check the file with")
    command = [tool, "-f", str(ROOT / "docker-compose.yml"), "config", "-q"]
    good = subprocess.run(command, check=False, capture_output=True, text=True, env={"NEO4J_PASSWORD": "long enough"})  # noqa: S603 - a tool on the path
    assert good.returncode == 0, good.stderr
    bad = subprocess.run(command, check=False, capture_output=True, text=True, env={})  # noqa: S603 - a tool on the path
    assert bad.returncode != 0
    assert "which password" in bad.stderr


def test_the_page_names_every_setting_and_every_variable_of_the_compose_file() -> None:
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for name in {
        *re.findall(r"\$\{(\w+)[:}]", compose),
        *(f"RESPGRAPH_{field.upper()}" for field in Settings.model_fields),
    }:
        assert f"`{name}`" in page, name


def test_every_package_that_is_installed_is_typed() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    apart = wheel["force-include"]
    assert "respgraph/py.typed" in apart.values()
    assert all((ROOT / source).is_file() for source in apart)
    for package in wheel["packages"]:
        assert (ROOT / package / "py.typed").is_file()
        assert f"{package}/py.typed" not in apart, "what is included apart is left out where it stands"
