"""Encrypts what waits to be sent, with a key made of SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def seal(content: bytes) -> bytes:
    return _fernet().encrypt(content)


def unseal(sealed: bytes) -> bytes:
    """The content again; cryptography.fernet.InvalidToken where SECRET_KEY is another than when it was sealed."""
    return _fernet().decrypt(sealed)


def _fernet() -> Fernet:
    key = hashlib.sha256(b"moothall mail " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
