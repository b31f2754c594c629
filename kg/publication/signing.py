"""The operator's signature of a release, in the format of minisign (https://jedisct1.github.io/minisign/).

It is over ``SHA256SUMS`` (:mod:`kg.sealing`) and verified by ``minisign -V``, or by ``renkei serve --verify-key``.
"""

from __future__ import annotations

import stat
from pathlib import Path

from minisign import Error, SecretKey

from kg.errors import InputError
from kg.publication.manifest import Manifest
from kg.sealing import PUBLIC_KEY, SIGNATURE, SUMS

_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_ENCRYPTED = "RENKEI_SIGN_KEY_PASSWORD"


def read_signing_key(path: Path, *, password: str) -> SecretKey:
    """The secret key in a file that ``minisign -G`` wrote, decrypted where it has a password.

    Raises InputError where there is none, where others may read it, and for a missing or wrong password.
    """
    try:
        if path.stat().st_mode & _FOR_OTHERS:
            raise InputError(
                f"{path}: others on this machine can read or change the signing key; expected mode 600 (chmod 600)",
                f"{path}: 署名鍵を他の利用者が読み書きできます。chmod 600 としてください",
            )
        key = SecretKey.from_file(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}), expected a signing key; `minisign -G` makes one",
            f"{path}: 署名鍵を読めません（{error.strerror}）。署名鍵は `minisign -G` で作ります",
        ) from error
    except Error as error:
        raise InputError(
            f"{path}: is no signing key ({error}), expected the secret key that `minisign -G` wrote",
            f"{path}: 署名鍵ではありません（{error}）。`minisign -G` が書いた秘密鍵を指定してください",
        ) from error
    return _decrypted(key, path, password)


def _decrypted(key: SecretKey, path: Path, password: str) -> SecretKey:
    if key.is_encrypted():
        if not password:
            raise InputError(
                f"{path}: the signing key has a password, found none; expected it in {_ENCRYPTED}",
                f"{path}: 署名鍵にパスワードが設定されています。{_ENCRYPTED} で渡してください",
            )
        try:
            key.decrypt(password)
        except Error as error:
            raise InputError(
                f"{path}: the signing key cannot be decrypted ({error}), expected its password in {_ENCRYPTED}",
                f"{path}: 署名鍵を復号できません（{error}）。{_ENCRYPTED} のパスワードを確かめてください",
            ) from error
    return key


def sign_release(directory: Path, manifest: Manifest, key: SecretKey) -> None:
    """Write the signature of a release and the public key beside its checksums.

    The trusted comment names release and time of the data, so the same release and key give the same bytes.
    """
    signature = key.sign(
        (directory / SUMS).read_bytes(),
        untrusted_comment=f"signature of release {manifest.id}",
        trusted_comment=f"release:{manifest.id}\tcreated:{manifest.created}\tfile:{SUMS}",
    )
    for name, data in ((PUBLIC_KEY, bytes(key.get_public_key()) + b"\n"), (SIGNATURE, bytes(signature))):
        written = directory / f".{name}"
        written.write_bytes(data)
        written.replace(directory / name)
