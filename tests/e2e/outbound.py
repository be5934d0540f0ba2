"""Whom a program talks to, as strace records it: every call with which one of its processes names somebody.

A program that sends anything to another machine, or has a name looked up, is found out.
"""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

CALLS = ("connect", "sendto", "sendmsg", "sendmmsg")
PATIENCE_SECONDS = 30
NAME_SERVICE = frozenset((53, 853, 5353, 5355))  # DNS, over TLS, mDNS, LLMNR: also a resolver on this machine asks on
_LINE = re.compile(rf"^\d+ +(?:{'|'.join(CALLS)})\(")
_NAMED = re.compile(r"sa_family=(AF_\w+|\w+)([^}]*)")
_INET = re.compile(r', sin6?_port=htons\((?P<port>\d+)\),.*?"(?P<host>[0-9a-fA-F.:]+)"')
_SOCKET_FILE = re.compile(r', sun_path=@?"(?P<path>[^"]*)"')
_ASKS_ON = ("systemd/resolve", "avahi")  # socket files behind which somebody asks other machines for names
_HERE = frozenset(("AF_NETLINK", "AF_UNSPEC"))  # the kernel, nobody


class Talk(NamedTuple):
    """Whom the processes of a server wanted to talk to, and how often; `outside` are those on other machines."""

    addresses: Counter[str]
    outside: Sequence[str]


def tracing(log: Path) -> tuple[str, ...]:
    """The command in front of another's that writes down its calls; its process stays the other's."""
    if not shutil.which("strace"):
        raise RuntimeError("This needs strace: apt-get install strace")
    names = ",".join(CALLS)
    return ("strace", "-D", "-f", "--seccomp-bpf", "-s", "0", "-e", f"trace={names}", "-o", str(log))


def read_talk(log: Path) -> Talk:
    """What a log says, once its first process has ended."""
    lines = list(_finished(log))
    addresses = Counter(address for line in lines for address in _addresses(line))
    return Talk(addresses, [address for address in addresses if not is_here(address)])


def is_here(address: str) -> bool:
    """Whether an address as `Talk` has it stays on this machine: `127.0.0.1:8501`, a socket file, the kernel."""
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        return "?" not in address and not any(part in address for part in _ASKS_ON)
    found = ip_address(host)
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_loopback) and int(port) not in NAME_SERVICE


def _finished(log: Path) -> Iterator[str]:
    """The lines of a log, complete as soon as every process that occurs in it has ended."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        ended = {line.split(" ", 1)[0] for line in lines if "+++ exited" in line or "+++ killed" in line}
        if lines and ended == {line.split(" ", 1)[0] for line in lines}:
            return (line for line in lines if _LINE.match(line))
        time.sleep(0.1)
    raise RuntimeError(f"{log} does not end: is a process of the server still there?")


def _addresses(line: str) -> Iterator[str]:
    """Whom a call names; nobody for a socket that was connected before. A kind that is not known is not from here."""
    for family, rest in _NAMED.findall(line):
        if family in _HERE:
            yield family
        elif found := _INET.match(rest):
            yield f"{found['host']}:{found['port']}"
        elif found := _SOCKET_FILE.match(rest):
            yield found["path"] or "a socket without a name"
        else:
            yield f"{family}?"
