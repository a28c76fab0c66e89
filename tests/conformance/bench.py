"""What a check works with: kernels to share or to have alone, and snippets in the kernel's language."""
import tempfile
from pathlib import Path

import dialect
from peer.kernel import Kernel, manager
from registry import Skip


class Bench:
    """Hands out kernels; one that a failed check has used is not given to the next."""

    def __init__(self, kernel_json, dialect_name=None):
        self.kernel_json = kernel_json
        self.language = manager(kernel_json).kernel_spec.language.lower()
        self.say = dialect.of(dialect_name or self.language)
        self.own_folder = tempfile.TemporaryDirectory(prefix="probebook-conformance-")
        self.folder = Path(self.own_folder.name)
        self._shared = None
        self._alone = []
        self._serial = 0
        #: Whether the kernel helps with types by now: not known, yes, or never, see `settle()`.
        self.settled = None

    def shared(self):
        """A kernel that earlier checks have used as well: names must be unique, see `name()`."""
        if self._shared is None:
            self._shared = self._start(folder=self.folder)
            self._shared.ready()
        return self._shared

    def fresh(self, ready=True, **options):
        """A kernel of one's own, stopped when the check ends."""
        kernel = self._start(**options)
        self._alone.append(kernel)
        if ready:
            kernel.ready()
        return kernel

    def name(self, stem="v"):
        """A name that no other check uses."""
        self._serial += 1
        return f"{stem}{self._serial}"

    def file(self, name, text):
        """Writes a file into the shared kernel's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def only(self, family, why="it is about TypeScript cells"):
        if family not in self.say.families:
            raise Skip(f"{why}; the kernel runs {self.language}")

    def pick(self, why, **snippets):
        """The snippet for this kernel; without one the check is not judged, for the reason given."""
        for family in self.say.families:
            if family in snippets:
                return snippets[family]
        raise Skip(why)

    def usable(self, codes):
        """Whether this kernel can be judged by these cells: None, or why not."""
        return next((reason for reason in map(self.say.refuses, codes) if reason), None)

    def _start(self, **options):
        kernel = Kernel(self.kernel_json, **options)
        kernel.prints_values, kernel.recovery_s = self.say.prints_values, self.say.recovery_s
        return kernel

    def after(self, result):
        for kernel in self._alone:
            kernel.stop()
        self._alone = []
        if result == "fail" and self._shared is not None:
            self._shared.stop()
            self._shared = None
            self.settled = None if self.settled else self.settled

    def close(self):
        self.after("fail")
        self.own_folder.cleanup()
