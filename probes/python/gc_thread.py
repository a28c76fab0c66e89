"""Find out who collects garbage: does the thread that allocates do it itself, or somebody else who must be switched to?

A second thread makes garbage that points at itself while the first one waits; LIVE objects are alive meanwhile. It
works once with the collector on and once with it off, and the system counts how often it had to give way to other
programs.

Parameters: OBJECTS, garbage made. LIVE.
Values: elsewhere (exact), collections in another thread than the one that allocated; collections (exact), all of them.
switches (once) and switchesOff (once), how often the thread had to give way, with the collector on and off;
waits (once), how often it waited by itself with the collector on.
Cannot show: a cause for a switch. On a busy machine longer work meets more of them, whoever does it.
"""
import gc
import threading

from harness import parameters, state, value

collectors = []


def on_collection(phase, info):
    if phase == "start":
        collectors.append(threading.get_ident())


def usage():
    import resource
    # Of this thread alone where the system can tell, which macOS cannot.
    return resource.getrusage(getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF))


def work(objects, result):
    before = usage()
    for _ in range(objects):
        item = []
        item.append(item)
    after = usage()
    result.update(
        thread=threading.get_ident(),
        switches=after.ru_nivcsw - before.ru_nivcsw,
        waits=after.ru_nvcsw - before.ru_nvcsw,
    )


def run(objects, enabled):
    gc.collect()
    (gc.enable if enabled else gc.disable)()
    result = {}
    del collectors[:]
    thread = threading.Thread(target=work, args=(objects, result))
    thread.start()
    thread.join()
    gc.disable()
    return result


def main(objects, live):
    state()
    usage()
    keep = [[] for _ in range(live)]
    gc.callbacks.append(on_collection)
    off = run(objects, False)
    on = run(objects, True)
    value("elsewhere", sum(thread != on["thread"] for thread in collectors))
    value("collections", len(collectors))
    value("switches", on["switches"])
    value("switchesOff", off["switches"])
    value("waits", on["waits"])
    del keep


if __name__ == "__main__":
    main(*parameters())
