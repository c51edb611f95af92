"""The demo issuer's signing keys: made at the first start and kept, so that tokens outlive a restart."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey

CURVE = "P-256"
KEPT_KEYS = 2  #: the one that signs, and the one before, whose tokens are still about


class IssuerKeyRing:
    """Private keys in one file that only its owner may read; the first one signs."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "issuer" / "keys.json"
        self._keys = self._read() or self._create()

    @property
    def signing_key(self) -> ECKey:
        """The private key that signs new tokens."""
        return self._keys[0]

    def public_document(self) -> dict[str, Any]:
        """The JWKS document: public parts alone."""
        return {
            "keys": [
                {**key.as_dict(private=False), "kid": key.kid, "use": "sig", "alg": "ES256"}
                for key in self._keys
            ]
        }

    def rotate(self) -> None:
        """Sign with a new key from now on; tokens of the key before stay good."""
        self._keys = [_new_key(), *self._keys][:KEPT_KEYS]
        self._written().replace(self._path)

    def _read(self) -> list[ECKey]:
        try:
            document = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return []
        return [ECKey.import_key(entry) for entry in document["keys"]]

    def _create(self) -> list[ECKey]:
        """Make the file, unless another process just did: a link never replaces a file that is there."""
        self._keys = [_new_key()]
        written = self._written()
        try:
            os.link(written, self._path)
        except FileExistsError:
            return self._read()
        finally:
            written.unlink()
        return self._keys

    def _written(self) -> Path:
        """A whole new file beside the real one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        document = {"keys": [{**key.as_dict(private=True), "kid": key.kid} for key in self._keys]}
        handle, name = tempfile.mkstemp(dir=self._path.parent, suffix=".new")  # readable by its owner alone
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        return Path(name)


def _new_key() -> ECKey:
    key = ECKey.generate_key(CURVE)
    key.ensure_kid()
    return key
