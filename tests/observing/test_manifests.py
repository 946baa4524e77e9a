"""What deploy/ starts is what Containerfile makes, set as Findings takes it, and closed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import SecretStr

from guarding.listening import allowed_origins, trusted_proxies
from guarding.origins import named
from guarding.paths import is_listed
from settings import PREFIX, Settings, load_settings
from signing_in.permissions import permission_of

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MADE = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ")
PORT = int(re.findall(r"^EXPOSE (\d+)$", MADE, re.MULTILINE)[0])
USER = int(re.findall(r"^USER (\d+)$", MADE, re.MULTILINE)[0])
# what the image sets itself
IMAGE = dict(re.findall(rf"({PREFIX}\w+)=(\S+)", MADE.rpartition("FROM ")[2]))
SECRETS = {
    PREFIX + name.upper()
    for name, one in Settings.model_fields.items()
    if one.annotation is SecretStr
}
KUBECTL = shutil.which("kubectl")


@dataclass
class Started:
    """A container of Findings: its variables, secrets by where they come from, its mounts."""

    name: str
    variables: dict[str, str]
    secrets: set[str]
    # whether each may be written to
    mounts: dict[str, bool]
    ports: list[int] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


COMPOSED: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
OBJECTS: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "findings.yaml").read_text("utf-8"))[
    "items"
]
SETTINGS = next(one["data"] for one in OBJECTS if one["kind"] == "ConfigMap")
PODS = {
    one["metadata"]["name"]: one["spec"]["template"]
    for one in OBJECTS
    if one["kind"] in {"Deployment", "StatefulSet"}
}


def composed() -> Iterable[Started]:
    for name, service in COMPOSED["services"].items():
        if service["image"] == "findings":
            variables = {key: str(value) for key, value in service["environment"].items()}
            given = {key for key, value in variables.items() if re.search(r"\$\{\w+:\?\}", value)}
            known = {key: re.sub(r"\$\{\w+:\?\}", "x", one) for key, one in variables.items()}
            volumes = [one.split(":") for one in service["volumes"]]
            mounts = {one[1]: "ro" not in one[2:] for one in volumes}
            yield Started(name, known, given, mounts | dict.fromkeys(service["tmpfs"], True))


def clustered() -> Iterable[Started]:
    for name, pod in PODS.items():
        for one in pod["spec"]["containers"]:
            if one["image"] == "findings":
                given = {each["name"] for each in one["env"] if "secretKeyRef" in
                         each.get("valueFrom", {})}  # fmt: skip
                plain = {each["name"]: each["value"] for each in one["env"] if "value" in each}
                mounts = {
                    each["mountPath"]: not each.get("readOnly") for each in one["volumeMounts"]
                }
                yield Started(
                    name, SETTINGS | plain | dict.fromkeys(given, "postgresql://x"), given, mounts,
                    [each["containerPort"] for each in one["ports"]],
                    [each["httpGet"]["path"] for key, each in one.items() if "Probe" in key],
                )  # fmt: skip


STARTED = {
    **{f"compose {one.name}": one for one in composed()},
    **{f"kubernetes {one.name}": one for one in clustered()},
}


@pytest.mark.parametrize("one", STARTED.values(), ids=STARTED)
def test_each_container_is_set_as_findings_takes_it(
    one: Started, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    for name, value in (IMAGE | one.variables).items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert allowed_origins("0.0.0.0", settings.port, settings.public_host)  # noqa: S104  its CMD
    assert trusted_proxies(settings.trusted_proxies)
    assert settings.sign_in != "none"
    # no secret is written down, and what is not in the image is not asked of it
    assert one.variables.keys() & SECRETS == one.secrets & SECRETS == {f"{PREFIX}RECORDS_ADDRESS"}
    assert "'.[postgres]'" in MADE
    assert all(port == PORT == settings.port for port in one.ports)

    def may_write(path: Path) -> bool:
        return next(
            (one.mounts[str(at)] for at in (path, *path.parents) if str(at) in one.mounts), False
        )

    assert may_write(Path("/tmp/x"))  # noqa: S108  where uploads pass through
    # ratings lie with the records
    assert settings.records_address.get_secret_value()
    # one alone changes what all serve
    is_worker = one.name == "worker"
    for place in (settings.store, settings.knowledge, settings.backups):
        assert may_write(place) == is_worker
    assert settings.store.is_relative_to("/data")
    assert "/data" in one.mounts


def test_one_alone_may_write_what_all_serve_and_no_replica_keeps_anything() -> None:
    for kind, many in (("compose", 3), ("kubernetes", 2)):
        found = [one for name, one in STARTED.items() if name.startswith(kind)]
        assert len(found) == many
        assert sum(one.mounts["/data"] for one in found) == 1
    volumes = [one["volumes"] for one in COMPOSED["services"].values() if "volumes" in one]
    assert sorted(each for one in volumes for each in one if each.startswith("data:")) == [
        "data:/data", "data:/data:ro", "data:/data:ro",
    ]  # fmt: skip
    [web] = [one["spec"] for one in OBJECTS if one["kind"] == "StatefulSet"]
    assert "volumeClaimTemplates" not in web
    [worker] = [one["spec"] for one in OBJECTS if one["metadata"]["name"] == "worker"
                and one["kind"] == "Deployment"]  # fmt: skip
    assert (worker["replicas"], worker["strategy"]) == (1, {"type": "Recreate"})


def test_every_probe_is_answered_without_a_sign_in_and_under_the_name_that_it_gives() -> None:
    asked = [
        (each["httpGet"], one["ports"])
        for pod in PODS.values()
        for one in pod["spec"]["containers"]
        for key, each in one.items()
        if "Probe" in key and "httpGet" in each
    ]
    balancer = (DEPLOY / "haproxy.cfg").read_text("utf-8")
    checks = re.findall(r"http-check send meth GET uri (\S+) hdr Host (\S+)", balancer)
    for get, ports in asked:
        assert get["port"] in {one["name"] for one in ports}
        [host] = [one["value"] for one in get["httpHeaders"] if one["name"] == "Host"]
        checks.append((get["path"], host))
    assert {path for path, _ in checks} == {"/healthz", "/readyz"}
    origins = allowed_origins("0.0.0.0", PORT, "findings.example")  # noqa: S104  as above
    for path, host in checks:
        assert is_listed(path)
        assert permission_of(path) is None
        assert named(origins, host), host
    [web] = PODS["web"]["spec"]["containers"]
    assert web["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert web["livenessProbe"]["httpGet"]["path"] == "/healthz"


def test_each_container_is_a_plain_user_that_writes_and_may_nothing_more() -> None:
    for name, pod in PODS.items():
        whole = pod["spec"]["securityContext"]
        assert whole["runAsNonRoot"] is True
        assert whole["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["spec"]["automountServiceAccountToken"] is False
        for one in pod["spec"]["containers"]:
            assert (whole["runAsUser"] == USER) == (one["image"] == "findings"), name
            assert one["securityContext"] == {
                "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }  # fmt: skip
            assert one["resources"]["limits"]["memory"]
    for service in COMPOSED["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["image"] != "findings" or service["user"] == str(USER)
        assert service["image"] == "findings" or re.search(r":\d", service["image"])
    # a question has no way out, and nobody reaches a replica but by the balancer
    [inside] = [one for one in COMPOSED["networks"].values() if one and one.get("internal")]
    assert inside
    published = {name for name, one in COMPOSED["services"].items() if "ports" in one}
    outside = {name for name, one in COMPOSED["services"].items() if "outside" in one["networks"]}
    assert published == outside == {"balancer"}
    given = COMPOSED["services"]["balancer"]["networks"]["inside"]["ipv4_address"]
    assert COMPOSED["x-settings"]["FINDINGS_TRUSTED_PROXIES"] == given
    [policy] = [one["spec"] for one in OBJECTS if one["kind"] == "NetworkPolicy"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert policy["podSelector"]["matchExpressions"][0]["values"] == ["web", "worker"]
    assert {one["port"] for each in policy["egress"] for one in each["ports"]} == {53, 5432}


def test_what_one_part_of_the_cluster_names_of_another_is_there() -> None:
    labels = {name: pod["metadata"]["labels"] for name, pod in PODS.items()}
    ports = {
        name: {one["name"]: one["containerPort"] for one in pod["spec"]["containers"][0]["ports"]}
        for name, pod in PODS.items()
    }
    services = [one for one in OBJECTS if one["kind"] == "Service"]
    for one in services:
        name = one["metadata"]["name"]
        assert one["spec"]["selector"] == labels[name]
        [port] = one["spec"]["ports"]
        assert port.get("targetPort", port["port"]) in {*ports[name], *ports[name].values()}
    for pod in PODS.values():
        held = {one["name"] for one in pod["spec"]["volumes"]}
        [container] = pod["spec"]["containers"]
        assert {one["name"] for one in container["volumeMounts"]} == held
    claims = {one["metadata"]["name"] for one in OBJECTS if one["kind"] == "PersistentVolumeClaim"}
    assert claims == {"data"}
    read = set(re.findall(r'"\$\{(\w+)\}"', (DEPLOY / "haproxy.cfg").read_text("utf-8")))
    [balancer] = PODS["balancer"]["spec"]["containers"]
    assert {one["name"] for one in balancer["env"]} == read
    assert COMPOSED["services"]["balancer"]["environment"].keys() == read
    for one in balancer["env"]:
        if one["name"] != "BIND":
            place, _, port = one["value"].partition(":")
            service = place.split(".svc.")[0].split(".")[-2]
            assert service in {each["metadata"]["name"] for each in services}
            assert int(port) == PORT
    for one in read - {"BIND"}:
        service, _, port = COMPOSED["services"]["balancer"]["environment"][one].partition(":")
        assert COMPOSED["services"][service]["image"] == "findings"
        assert int(port) == PORT


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed")
def test_kubectl_makes_one_set_of_objects_of_them() -> None:
    command = [str(KUBECTL), "kustomize", str(DEPLOY)]
    made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    objects = [one for one in yaml.safe_load_all(made) if one]
    assert len(objects) == len(OBJECTS) + 1
    [held] = [one for one in objects if "haproxy.cfg" in one.get("data", {})]
    assert held["data"]["haproxy.cfg"] == (DEPLOY / "haproxy.cfg").read_text("utf-8")
    assert {one["kind"] for one in objects}.isdisjoint({"Secret"})
    spaces = {one["metadata"]["namespace"] for one in objects if one["kind"] != "Namespace"}
    assert spaces == {"findings"}
    assert f"configMap:\n          name: {held['metadata']['name']}" in made
