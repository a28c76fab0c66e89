"""Say how the interpreter goes from one bytecode to the next: its builder decided that, and no setting changes it.

Values: tailCalls (exact), yes or no, "no such option" where the build has no variable of that name, as before 3.14;
computedGotos (exact), whether each bytecode jumps to the next by a computed address, the usual way without tail calls
where the compiler can do it; compiler (exact), without which no comparison of the two tells anything; specialization
(exact), whether warm bytecode is replaced: another feature, which a build has with or without tail calls.
Cannot show: what tail calls gain. Compare the times of workloads on two builds that differ in nothing else.
"""
import platform
import sysconfig

from harness import is_specializing, state, value

variable = sysconfig.get_config_var


def tail_calls():
    # The second name is that of 3.15.
    settings = [variable("Py_TAIL_CALL_INTERP"), variable("_Py_TAIL_CALL_INTERP")]
    if settings == [None, None]:
        return "no such option"
    return yes_or_no(any(settings))


def computed_gotos():
    # USE is 0 both where nobody asked and where somebody said no: only what configure was told tells the two apart.
    told = variable("CONFIG_ARGS") or ""
    refused = "--without-computed-gotos" in told or "--with-computed-gotos=no" in told
    return bool(variable("USE_COMPUTED_GOTOS") or (variable("HAVE_COMPUTED_GOTOS") and not refused))


def yes_or_no(is_so):
    return "yes" if is_so else "no"


if __name__ == "__main__":
    state()
    called = tail_calls()
    value("tailCalls", called)
    value("computedGotos", yes_or_no(called != "yes" and computed_gotos()))
    value("compiler", platform.python_compiler())
    value("specialization", yes_or_no(is_specializing()))
