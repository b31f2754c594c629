"""Checksums and signatures of releases, by the tools that operators have: sha256sum and minisign."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from minisign import KeyPair

from kg.bundled import bundled
from kg.errors import InputError
from kg.publication import CURRENT
from kg.publication.signing import read_signing_key
from kg.sealing import PUBLIC_KEY, SEALS, SIGNATURE, SUMS
from tests.publication.conftest import SETTINGS
from tests.publication.small_build import bare_build

_WORDS = "秘密の言葉"
ASAHIKAWA, SAPPORO = sorted(bundled("data", "agreements").glob("*.txt"))


def write_keys(folder: Path, *, password: str = "") -> Path:
    """A new secret key, beside the public one at ``.pub``."""
    pair, path = KeyPair.generate(), folder / "operator.key"
    path.with_suffix(".pub").write_bytes(bytes(pair.public_key) + b"\n")
    if password:
        pair.secret_key.encrypt(password, opslimit=32768, memlimit=16777216)
    path.write_bytes(bytes(pair.secret_key) + b"\n")
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, key: Path) -> Path:
    out = tmp_path_factory.mktemp("signed")
    bare_build(ASAHIKAWA, out=out, sign_key=key)
    return out


def _run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)


def test_sha256sum_checks_a_release(signed: Path, tmp_path: Path) -> None:
    release = shutil.copytree((signed / CURRENT).resolve(), tmp_path / "release")
    sound = _run("sha256sum", "--check", "--strict", "--quiet", SUMS, cwd=release)
    assert (sound.returncode, sound.stdout) == (0, "")
    listed = {line.split("  ")[1] for line in (release / SUMS).read_text().splitlines()}
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert {name for name in files - listed if not name.startswith("store/")} == {*SEALS}
    (release / "manifest.json").write_text("{}")
    assert "manifest.json: FAILED" in _run("sha256sum", "--check", SUMS, cwd=release).stdout


@pytest.mark.minisign
def test_minisign_verifies_a_release(signed: Path, key: Path, tmp_path: Path) -> None:
    release = (signed / CURRENT).resolve()
    done = _run("minisign", "-V", "-m", SUMS, "-p", key.with_suffix(".pub"), cwd=release)
    assert done.returncode == 0, done.stderr
    assert f"release:{release.name}" in done.stdout
    assert (release / PUBLIC_KEY).read_bytes().split(b"\n")[1] == key.with_suffix(".pub").read_bytes().split(b"\n")[1]
    changed = shutil.copytree(release, tmp_path / "changed")
    (changed / SUMS).write_bytes((changed / SUMS).read_bytes()[1:])
    assert _run("minisign", "-V", "-m", SUMS, "-p", key.with_suffix(".pub"), cwd=changed).returncode == 1


@pytest.mark.minisign
def test_a_key_that_minisign_made_signs(tmp_path: Path, signed: Path) -> None:
    made = _run("minisign", "-G", "-W", "-p", "k.pub", "-s", "k.key", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    release = shutil.copytree(signed, tmp_path / "out", symlinks=True) / CURRENT
    before = (release / SIGNATURE).read_bytes()
    outcome = bare_build(ASAHIKAWA, out=tmp_path / "out", sign_key=tmp_path / "k.key")
    assert outcome.reused
    assert (release / SIGNATURE).read_bytes() != before
    assert _run("minisign", "-V", "-m", SUMS, "-p", tmp_path / "k.pub", cwd=release).returncode == 0


def test_the_same_release_and_key_give_the_same_signature(signed: Path, key: Path, tmp_path: Path) -> None:
    bare_build(ASAHIKAWA, out=tmp_path, sign_key=key)
    assert (tmp_path / CURRENT / SIGNATURE).read_bytes() == (signed / CURRENT / SIGNATURE).read_bytes()


def test_a_key_with_a_password_needs_it(tmp_path: Path) -> None:
    path = write_keys(tmp_path, password=_WORDS)
    with pytest.raises(InputError, match="has a password, found none"):
        bare_build(ASAHIKAWA, out=tmp_path / "out", sign_key=path)
    wrong = replace(SETTINGS, sign_key_password=_WORDS[::-1])
    with pytest.raises(InputError, match=r"cannot be decrypted.*RENKEI_SIGN_KEY_PASSWORD") as refused:
        bare_build(ASAHIKAWA, out=tmp_path / "out", sign_key=path, settings=wrong)
    assert "復号できません" in refused.value.message_ja
    assert not (tmp_path / "out").exists()
    assert not read_signing_key(path, password=_WORDS).is_encrypted()


def test_what_is_no_key_of_one_person_is_refused(tmp_path: Path) -> None:
    path = write_keys(tmp_path)
    for found, message in (
        (path.with_suffix(".pub"), "is no signing key"),
        (tmp_path / "none", "cannot be read"),
    ):
        if found.exists():
            found.chmod(0o600)
        with pytest.raises(InputError, match=message):
            read_signing_key(found, password="")
    path.chmod(0o640)
    with pytest.raises(InputError, match="others on this machine"):
        read_signing_key(path, password="")
