"""Halves a saved pipeline: weights are kept with 16 bits; `selon.languages.pipelines` brings them back to 32."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]


def compact(folder: Path) -> None:
    """Rewrites the weights of every component in a pipeline's folder."""
    for path in sorted(folder.glob("*/model")):
        message = srsly.msgpack_loads(path.read_bytes())
        path.write_bytes(srsly.msgpack_dumps(_halved(message)))


def _halved(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype == np.float32:
        return value.astype(np.float16)
    if isinstance(value, dict):
        return {key: _halved(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_halved(item) for item in value]
    return value
