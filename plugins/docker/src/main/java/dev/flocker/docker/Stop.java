package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Stops a container. It is over when its first process is gone, and with that all others of its
 * namespace; {@code docker stop} would return only after Docker has cleared up behind it.
 */
final class Stop {

  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration KILLED = Duration.ofSeconds(10);

  private final String name;
  private final Host host;

  Stop(String name, Host host) {
    this.name = name;
    this.host = host;
  }

  void within(Duration timeout) {
    Command.Result result =
        host.run(Command.of(DockerCommands.inspect(List.of(name))).allowing(0, 1));
    if (result.exit() != 0) {
      if (result.errors().contains("No such container")) {
        return;
      }
      throw new Failure("docker inspect " + name, result.errors().strip(), "");
    }
    Inspection now = Inspection.parse(result.output()).getFirst();
    if (now.status().equals("restarting")) {
      // Between two attempts there is no process; docker stop ends the attempts.
      host.run(Command.of(DockerCommands.stop(name, timeout)).within(timeout.plus(KILLED)));
      return;
    }
    if (now.pid() == 0) {
      return;
    }
    if (now.status().equals("paused")) {
      host.run(Command.of(DockerCommands.unpause(name)));
    }
    signal(now.id(), now.stopSignal());
    if (!gone(now.pid(), timeout)) {
      signal(now.id(), "SIGKILL");
      if (!gone(now.pid(), KILLED)) {
        throw new Failure(
            "container " + name,
            "process " + now.pid() + " does not end even when killed",
            "look at what it waits for: cat /proc/" + now.pid() + "/stack");
      }
    }
  }

  /** By its id: the name may be another one's meanwhile. It may have ended by itself just now. */
  private void signal(String id, String signal) {
    Command.Result result = host.run(Command.of(DockerCommands.signal(id, signal)).allowing(0, 1));
    boolean ended =
        result.errors().contains("is not running") || result.errors().contains("No such container");
    if (result.exit() != 0 && !ended) {
      throw new Failure("docker kill " + name, result.errors().strip(), "");
    }
  }

  private boolean gone(long pid, Duration limit) {
    Path process = Path.of("/proc", Long.toString(pid), "comm");
    for (long waited = 0; waited <= limit.toMillis(); waited += STEP.toMillis()) {
      if (host.read(process).isEmpty()) {
        return true;
      }
      host.pause(STEP);
    }
    return false;
  }
}
