"""What an office puts in front of the server and around it: strong ciphers only, nothing of the program's history."""

from __future__ import annotations

import re

from campaign.settings import ROOT

NGINX, UNIT = ROOT / "deploy" / "proxy" / "nginx.conf", ROOT / "deploy" / "systemd" / "campaign.service"


def test_nginx_takes_only_ciphers_with_forward_secrecy_that_authenticate_what_they_hide():
    text = NGINX.read_text(encoding="utf-8")
    [ciphers] = re.findall(r"^\s+ssl_ciphers\s+(\S+);", text, re.MULTILINE)
    assert all(re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA\d+|CHACHA20-POLY1305)", each) for each in
               ciphers.split(":"))  # fmt: skip
    assert re.search(r"^\s+ssl_prefer_server_ciphers off;", text, re.MULTILINE)
    assert re.findall(r"TLSv[\d.]+", text) == ["TLSv1.2", "TLSv1.3"]


def test_the_service_cannot_read_the_programs_history():
    assert "InaccessiblePaths=-/opt/campaign/.git" in UNIT.read_text(encoding="utf-8").splitlines()
