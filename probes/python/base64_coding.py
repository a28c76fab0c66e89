"""Time how the standard library writes bytes as text and reads them back: base64, base32, base16, base85.

Parameters: WORKLOAD: b16decode, b16encode, b64decode, b64encode, b32decode, b85decode. SIZE of the decoded data in
bytes. Small data is coded several times in one call, so that a call works on 64 KiB or more.
Values: call (ms, slices), the time for 64 KiB, or for SIZE where that is more.
Cannot show: what reading or writing a file of such text costs beside it.
"""
import base64

from harness import parameters, time_slices

CALL_BYTES = 64 * 1024
ENCODERS = {"b16": base64.b16encode, "b32": base64.b32encode, "b64": base64.b64encode, "b85": base64.b85encode}


def main(workload, size):
    # Every byte there is, again and again.
    plain = (bytes(range(256)) * (size // 256 + 1))[:size]
    given = plain if workload.endswith("encode") else ENCODERS[workload[:3]](plain)
    code, times = getattr(base64, workload), max(1, CALL_BYTES // size)

    def call(data):
        for _ in range(times):
            code(data)

    time_slices(call, given)


if __name__ == "__main__":
    main(*parameters())
