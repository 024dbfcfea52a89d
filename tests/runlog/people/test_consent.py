"""The sentence that people agree to."""

from hashlib import sha256

from runlog.people.consent import CONSENT, CONSENT_VERSION

# Each version with the digest of its sentence. A changed sentence needs a new version, and a line of its own here.
VERSIONS = {"2026-11": "aa8a05a26f5654667de6ea60cfd0756d129fe8f3968ba4fb7868724c35a6f22e"}


def test_sentence_belongs_to_its_version() -> None:
    assert sha256(str(CONSENT).encode()).hexdigest() == VERSIONS[CONSENT_VERSION]
