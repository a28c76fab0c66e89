"""Time how the standard library writes bytes as text and reads them back: base64, base32, base16, base85.

Parameters: WORKLOAD: b16decode, b16encode, b64decode, b64encode, b32decode, b85decode. SIZE of the decoded data in
bytes. Small data is coded several times in one call, so that a call works on 64 KiB or more.
Values: call (ms, slices), the time for 64 KiB, or for SIZE where that is more.
Cannot show: what reading or writing a file of such text costs beside it.
"""
import base64
from random import Random

from harness import parameters, time_slices

CALL_BYTES = 64 * 1024
ENCODERS = {"b16": base64.b16encode, "b32": base64.b32encode, "b64": base64.b64encode, "b85": base64.b85encode}


def main(workload, size):
    # The same for everybody, but without a pattern: processors foresee one that repeats. 3.13's b16decode took 3.4 ms for
    # 1 MiB of such data, and 14.6 ms for this (Debian's build, November 2026).
    plain = Random(7).getrandbits(8 * size).to_bytes(size, "little")
    given = plain if workload.endswith("encode") else ENCODERS[workload[:3]](plain)
    code, times = getattr(base64, workload), max(1, CALL_BYTES // size)

    def call(data):
        for _ in range(times):
            code(data)

    time_slices(call, given)


if __name__ == "__main__":
    main(*parameters())
