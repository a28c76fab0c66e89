"""Say what this machine is and how busy it is, as one line of JSON; null is what it does not tell."""
import json
import os
import platform
import time


def text(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except (OSError, UnicodeDecodeError):
        return None


def number(path, scale=1):
    try:
        return float(text(path)) * scale
    except (TypeError, ValueError):
        return None


def fields(path):
    # "name value" a line, as in cpu.stat and meminfo.
    lines = [line.replace(":", " ").split() for line in (text(path) or "").splitlines()]
    return {words[0]: words[1] for words in lines if len(words) > 1}


def whole(values, name, scale=1):
    value = values.get(name, "")
    return int(value) * scale if value.isdigit() else None


def processor(name):
    # The first processor stands for all.
    for line in (text("/proc/cpuinfo") or "").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return None


def turbo():
    no_turbo, boost = text("/sys/devices/system/cpu/intel_pstate/no_turbo"), text("/sys/devices/system/cpu/cpufreq/boost")
    if no_turbo is not None:
        return no_turbo == "0"
    return None if boost is None else boost == "1"


def frequency():
    mhz = number("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", 1e-3)
    if mhz is None:
        mhz = float(processor("cpu MHz") or "nan")
    return None if mhz != mhz else mhz


def control_groups():
    # Version 2 has one line that begins with "0::", version 1 one for each controller.
    paths = [line.split(":", 2) for line in (text("/proc/self/cgroup") or "").splitlines()]
    found = []
    for parts in paths:
        if len(parts) == 3 and (parts[0] == "0" or "cpu" in parts[1].split(",")):
            for root in ("/sys/fs/cgroup", "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"):
                found += [root + parts[2], root]
    return [path for path in found if os.path.exists(os.path.join(path, "cpu.stat"))]


def quota(group):
    allowed, period = (text(os.path.join(group, "cpu.max")) or "max 1").split()[:2]
    if os.path.exists(os.path.join(group, "cpu.cfs_quota_us")):
        allowed, period = text(os.path.join(group, "cpu.cfs_quota_us")), text(os.path.join(group, "cpu.cfs_period_us"))
    return None if allowed in ("max", "-1") else float(allowed) / float(period)


def load(groups):
    stat = fields(os.path.join(groups[0], "cpu.stat")) if groups else {}
    throttled_us = whole(stat, "throttled_usec")
    if throttled_us is None and "throttled_time" in stat:
        throttled_us = whole(stat, "throttled_time") // 1000
    ticks = [int(word) for word in (text("/proc/stat") or "").split("\n")[0].split()[1:]]
    pressure = [word.split("=") for word in (text("/proc/pressure/cpu") or "").split("\n")[0].split()[1:]]
    return {
        "loadAverage": list(os.getloadavg()) if hasattr(os, "getloadavg") else None,
        # The time of guests is already part of user time (proc(5)), so the first eight make the whole.
        "totalTicks": sum(ticks[:8]) if len(ticks) >= 8 else None,
        "stealTicks": ticks[7] if len(ticks) >= 8 else None,
        "waitingUs": int(dict(pressure).get("total", -1)) if pressure else None,
        "throttledCount": whole(stat, "nr_throttled"),
        "throttledUs": throttled_us,
        "frequencyMhz": frequency(),
        "temperatureC": number("/sys/class/thermal/thermal_zone0/temp", 1e-3),
    }


def facts(groups):
    flags = processor("flags")
    smt, aslr = text("/sys/devices/system/cpu/smt/active"), number("/proc/sys/kernel/randomize_va_space")
    booted = whole(fields("/proc/stat"), "btime")
    affinity = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    return {
        "system": platform.system(),
        "release": platform.release(),
        "architecture": platform.machine(),
        "processor": processor("model name"),
        "processorCount": os.cpu_count(),
        "usableProcessorCount": affinity,
        "processorQuota": quota(groups[0]) if groups else None,
        "memoryKib": whole(fields("/proc/meminfo"), "MemTotal"),
        "clockSource": text("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
        "isVirtual": None if flags is None else "hypervisor" in flags.split(),
        "isSmtOn": None if smt is None else smt == "1",
        "isTurboOn": turbo(),
        "governor": text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        "addressRandomization": aslr,
        "bootedAt": None if booted is None else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(booted)),
    }


if __name__ == "__main__":
    groups = control_groups()
    print(json.dumps({"event": "machine", "facts": facts(groups), "load": load(groups)}))
