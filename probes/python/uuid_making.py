"""Time how the standard library makes identifiers, and how it writes one as text.

Parameters: WORKLOAD. uuid4: of random bytes, which the system gives. uuid3 and uuid5: of a name, by MD5 and SHA-1.
text: str() of one. parse: one from its text. N, the identifiers of one call. LENGTH of the name of uuid3 and uuid5.
Values: call (ms, slices), the time of one call.
Cannot show: what of uuid4 is the system's: it depends on where its random bytes come from.
"""
import uuid

from harness import parameters, time_slices

SAMPLE = uuid.UUID("12345678-1234-5678-1234-567812345678")


def uuid4(n, name):
    for _ in range(n):
        uuid.uuid4()


def uuid3(n, name):
    for _ in range(n):
        uuid.uuid3(uuid.NAMESPACE_DNS, name)


def uuid5(n, name):
    for _ in range(n):
        uuid.uuid5(uuid.NAMESPACE_DNS, name)


def text(n, name):
    for _ in range(n):
        str(SAMPLE)


def parse(n, name):
    for _ in range(n):
        uuid.UUID("12345678-1234-5678-1234-567812345678")


WORKLOADS = {"uuid4": uuid4, "uuid3": uuid3, "uuid5": uuid5, "text": text, "parse": parse}

if __name__ == "__main__":
    workload, n, length = parameters()
    name = "x" * length
    time_slices(lambda count: WORKLOADS[workload](count, name), n)
