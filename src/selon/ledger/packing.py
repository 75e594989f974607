"""Values as bytes: JSON, deflated against a dictionary of the keys that every value repeats, which halves what a small one takes."""

from __future__ import annotations

import zlib
from collections.abc import Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from selon.errors import LedgerError

T = TypeVar("T")
LEVEL = 6


# Kept for good: what was packed with a dictionary needs the same one. A new one gets a new mark.
FIRST_KEYS = (
    b'{"ref":"","article":"","event":{"id":"e1","type":"ASSAULT","trigger":[0,0],"mentions":[[0,0]],"voices":[{"claim":"c1","status":'
    b'"happened","hedged":false,"span":[0,0],"field":null}],"status":"happened","hedged":false,"claim":null,"mode":null,"newness":"new",'
    b'"outcome":null,"actor":[],"target":[{"span":[0,0],"text":"","name":"","kind":"people","country":"","sector":null,"sponsor":null,'
    b'"field":null}],"weapon":[],"responsibility":[],"place":{"span":[0,0],"text":"","name":"","role":"site","relation":"in","basis":"town",'
    b'"country":"","admin1":"","lat":0.0,"lon":0.0,"radius_km":5.0,"geonameid":0,"unresolved":null,"confidence":0.9,"field":null},"time":'
    b'{"span":[0,0],"text":"","start":"2023-10-01","end":"2023-10-01","kind":"date","extent":"point","unresolved":null,"field":null},'
    b'"counts":[{"span":[0,0],"text":"","what":"killed","low":1,"high":1,"bound":"exact","who":null,"of":null,"part_of":null,"field":null}],'
    b'"confidence":1.0,"field":null},"lead":true,"claims":[{"id":"c1","source":{"span":[0,0],"text":"","name":"","kind":"official",'
    b'"anonymous":false,"country":null,"field":null},"content":[[0,0]],"cue":[[0,0]],"via":[],"form":"indirect","stance":"asserts","said":'
    b'{"start":"2023-10-01","end":"2023-10-01"},"by":"","confidence":1.0,"field":null}],"lang":"en","outlet":"","origin":"","published":'
    b'{"start":"2023-10-01","end":"2023-10-01"},"words":["'
)


def pack(value: object) -> bytes:
    """A value as bytes, the same for the same value."""
    packer = zlib.compressobj(LEVEL, zdict=FIRST_KEYS)
    return packer.compress(msgspec.json.encode(value)) + packer.flush()


@lru_cache(maxsize=64)
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def unpack(data: bytes, kind: type[T]) -> T:
    """The value packed in `data`; LedgerError where it is damaged."""
    opener = zlib.decompressobj(zdict=FIRST_KEYS)
    try:
        return cast("T", _decoder(cast("Hashable", kind)).decode(opener.decompress(data) + opener.flush()))
    except (zlib.error, msgspec.MsgspecError) as e:
        raise LedgerError(f"a value in the ledger is damaged: {e} (restore the ledger from a copy)") from None
