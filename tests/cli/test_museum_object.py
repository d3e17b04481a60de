"""`quiz bank object`: what a manifest tells, part by part; what nobody says is unknown."""

import json
from pathlib import Path

from flask.testing import FlaskCliRunner

from quiz.cli.bank import bank_group


def test_a_manifest_is_told_part_by_part(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    manifest = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": "https://m.example/1",
        "type": "Manifest",
        "label": {"fr": ["Vase"], "zh": ["花瓶"]},
        "rights": "https://creativecommons.org/publicdomain/mark/1.0/",
    }
    path.write_text(json.dumps(manifest), "utf-8")
    result = runner.invoke(bank_group, ["object", str(path)])
    lines = result.output.splitlines()
    assert lines[:2] == ["Title (fr): Vase", "Title (zh): 花瓶"]
    assert "Maker (fr): unknown" in lines
    mark = "http://creativecommons.org/publicdomain/mark/1.0/"
    assert f"Rights: Domaine public · 公有领域 ({mark})" in lines
    assert result.exit_code == 0


def test_what_is_no_object_is_said(runner: FlaskCliRunner, tmp_path: Path) -> None:
    missing = runner.invoke(bank_group, ["object", str(tmp_path / "nothing.json")])
    assert (missing.exit_code, "There is no such file." in missing.output) == (2, True)
    refused = runner.invoke(bank_group, ["object", "http://museum.example/1"])
    assert "https://" in str(refused.exception)
