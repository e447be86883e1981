package dev.flocker.geard;

import dev.flocker.api.node.Command;
import dev.flocker.testkit.SshHost;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** Containers on a lab node, of an image made of the node's own busybox. */
final class LabContainers {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String IMAGE =
      """
      docker image inspect geard-lab >/dev/null 2>&1 && exit
      d=$(mktemp -d) && mkdir $d/bin && cp "$(command -v busybox)" $d/bin &&
      for a in sh nc sleep; do ln -s busybox $d/bin/$a; done &&
      tar -C $d -c . | docker import - geard-lab && rm -r $d
      """;

  final SshHost host = SshHost.ofLab(Map.of("flocker_home", "/var/lib/flocker-geard-lab"));

  LabContainers() {
    sh(IMAGE);
  }

  /** Runs a command line on the node; prints what it prints, whatever its exit code. */
  String sh(String line) {
    Command command = Command.of("/bin/sh", "-c", "{ " + line.strip() + "\n} 2>&1");
    return host.run(command.allowing(0, 1, 3, 125, 137)).output().strip();
  }

  void create(String name, String options, String script) {
    sh("docker rm -f %s >/dev/null; true".formatted(name));
    host.run(
        Command.of(
            "/bin/sh",
            "-c",
            "docker create --name \"$1\" $2 --entrypoint /bin/sh geard-lab -c \"$3\"",
            "sh",
            name,
            options,
            "trap 'exit 0' TERM\n" + script));
  }

  String address() {
    return sh("ip -4 -o addr show scope global | sed -n 's/.* inet \\([0-9.]*\\).* eth0.*/\\1/p'");
  }

  /** Waits, but not for ever. */
  void eventually(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      Thread.sleep(100);
    }
  }
}
