"""A device that keeps one passkey, in Python: it answers what the pages ask as a browser would."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40
ES256 = -7


def text(raw: bytes) -> str:
    """Return bytes as web pages write them."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Device:
    """Knows who holds it unless `verifies` says otherwise; speaks for the page of `origin`."""

    def __init__(self, origin: str = "https://testserver", *, verifies: bool = True) -> None:
        self.origin, self.flags = origin, PRESENT | (VERIFIED if verifies else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.user_handle = ""
        self.count = 0

    def create(self, options: dict[str, Any]) -> str:
        """Answer the question for a new passkey."""
        public = options["publicKey"]
        self.user_handle = public["user"]["id"]
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: ES256, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(cose)
        facts = self._facts(public["rp"]["id"], self.flags | HAS_KEY) + attested
        said = {"attestationObject": text(cbor.encode({"fmt": "none", "attStmt": {}, "authData": facts})), "transports": ["internal"]}
        return self._answer(
            {**said, "clientDataJSON": text(self._client("webauthn.create", public["challenge"]))}, {"credProps": {"rk": True}}
        )

    def get(self, options: dict[str, Any]) -> str:
        """Answer the question who it is."""
        public = options["publicKey"]
        self.count += 1
        facts, client = self._facts(public["rpId"], self.flags), self._client("webauthn.get", public["challenge"])
        signature = self.key.sign(facts + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"authenticatorData": text(facts), "clientDataJSON": text(client), "signature": text(signature)}
        return self._answer({**said, "userHandle": self.user_handle}, {})

    def _facts(self, host: str, flags: int) -> bytes:
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, said: dict[str, Any], extensions: dict[str, Any]) -> str:
        names = {"id": text(self.id), "rawId": text(self.id), "type": "public-key"}
        return json.dumps({**names, "response": said, "clientExtensionResults": extensions})


def spoilt(credential: str, *path: str) -> str:
    """Return the answer with the last bytes of one of its parts turned round."""
    found = json.loads(credential)
    part = found
    for name in path[:-1]:
        part = part[name]
    raw = bytearray(urlsafe_b64decode(part[path[-1]] + "=="))
    raw[-1] ^= 0xFF
    part[path[-1]] = text(bytes(raw))
    return json.dumps(found)
