"""Settings of the JupyterLab in .lab/: quiet, local, and gone when the command that started it is gone."""
import os
import signal
import threading

c = get_config()  # noqa: F821: Jupyter puts it there

c.ServerApp.open_browser = False
# The question "Shut down this server?" would go to a terminal that nobody reads.
c.ServerApp.answer_yes = True
# Nothing is fetched from the network: no news, no version checks, no catalogue of extensions.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
# Looking for language servers on PATH costs start-up time; cells have the kernel's own help.
c.LanguageServerManager.autodetect = False
c.KernelSpecManager.allowed_kernelspecs = {"probebook", "python3"}
c.MultiKernelManager.default_kernel_name = "probebook"


def end_with_parent():
    """The other end of standard input is closed by the system however that process died."""
    # Not sys.stdin: Python cannot shut down while a thread holds its buffer.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_parent, daemon=True).start()
