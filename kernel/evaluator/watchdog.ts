/** Ends the evaluator's processes when the kernel itself is killed and can no longer do it. */

/** A shell that waits for the end of its input, which the system closes when the kernel dies. */
export interface Watchdog {
  /** Names the process group to kill then; null for none. */
  guard(processGroup: number | null): void;
  /** Ends the watch without killing anything. */
  close(): Promise<void>;
}

/**
 * A busy evaluator cannot notice by itself that its parent has gone, and a thread for this would
 * cost more than ten times the memory of a shell.
 *
 * The same steps as `killTree()`: hold the group, look for what is below its leader (whoever leads a
 * group of its own is not reached otherwise), kill both.
 */
const SCRIPT = `
while read -r group; do last=$group; done
[ "\${last:-0}" -gt 1 ] || exit 0
kill -s STOP -- "-$last"
table=$(
  if [ -r /proc/self/stat ]; then
    for folder in /proc/[0-9]*; do
      read -r line <"$folder/stat" || continue
      set -- \${line##*)}
      echo "\${folder#/proc/} $2"
    done
  else
    ps -A -o pid=,ppid=
  fi
)
found=" $last "
before=
while [ "$found" != "$before" ]; do
  before=$found
  while read -r pid parent; do
    case $found in *" $pid "*) continue ;; esac
    case $found in *" $parent "*) found="$found$pid " ;; esac
  done <<END
$table
END
done
for pid in $found; do kill -s KILL -- "-$pid"; kill -s KILL "$pid"; done`;

/** Starts the shell. */
export function startWatchdog(): Watchdog {
  const encoder = new TextEncoder();
  const shell = spawnShell();
  const writer = shell?.stdin.getWriter();
  return {
    guard(processGroup) {
      // A failed write means that someone killed the shell: only the protection is lost.
      writer?.write(encoder.encode(`${processGroup ?? 0}\n`)).catch(() => {});
    },
    async close() {
      if (shell === null) return;
      kill(shell);
      await writer?.abort().catch(() => {});
      await shell.status;
    },
  };
}

function spawnShell(): Deno.ChildProcess | null {
  try {
    return new Deno.Command("/bin/sh", {
      args: ["-c", SCRIPT],
      cwd: "/",
      stdin: "piped",
      stdout: "null",
      stderr: "null",
      // Its own group, so that what is sent to the kernel's group does not reach it.
      detached: true,
    }).spawn();
  } catch {
    // Without a shell there is no protection against a killed kernel; everything else works.
    return null;
  }
}

function kill(shell: Deno.ChildProcess): void {
  try {
    shell.kill("SIGKILL");
  } catch {
    // It has ended already, which is what is wanted.
  }
}
