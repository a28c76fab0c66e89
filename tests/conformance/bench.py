"""What a check works with: kernels to share or to have alone, and snippets in the kernel's language."""
import tempfile
from pathlib import Path

import dialect
from peer.kernel import Kernel, manager
from registry import Skip


class Bench:
    """Hands out kernels; one that a failed check has used is not given to the next."""

    def __init__(self, kernel_json):
        self.kernel_json = kernel_json
        self.language = manager(kernel_json).kernel_spec.language.lower()
        self.say = dialect.of(self.language)
        self.own_folder = tempfile.TemporaryDirectory(prefix="probebook-conformance-")
        self.folder = Path(self.own_folder.name)
        self._shared = None
        self._alone = []
        self._serial = 0

    def shared(self):
        """A kernel that earlier checks have used as well: names must be unique, see `name()`."""
        if self._shared is None:
            self._shared = Kernel(self.kernel_json, self.folder)
            self._shared.ready()
        return self._shared

    def fresh(self, ready=True, **options):
        """A kernel of one's own, stopped when the check ends."""
        kernel = Kernel(self.kernel_json, **options)
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

    def only(self, language, why="it is about TypeScript cells"):
        if self.language not in (language, "javascript" if language == "typescript" else language):
            raise Skip(f"{why}; the kernel runs {self.language}")

    def after(self, result):
        for kernel in self._alone:
            kernel.stop()
        self._alone = []
        if result == "fail" and self._shared is not None:
            self._shared.stop()
            self._shared = None

    def close(self):
        self.after("fail")
        self.own_folder.cleanup()
