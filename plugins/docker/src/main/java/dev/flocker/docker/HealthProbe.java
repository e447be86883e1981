package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.value.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks whether a container is well, at its own address: Docker's proxy accepts too early. */
final class HealthProbe {

  private static final Duration ONE_LOOK = Duration.ofSeconds(2);

  /** The first one by TLS takes a second or two, on a busy node. */
  private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

  /** What dies at its start does so within this time. */
  private static final Duration FIRST_MOMENTS = Duration.ofMillis(500);

  private final Ref ref;
  private final Host host;

  HealthProbe(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  Health look(HealthCheck check) {
    try {
      return answer(check, inspect());
    } catch (StillAtIt e) {
      return starting("its health command " + e.why());
    }
  }

  /**
   * The same, that waits no longer than this for one answer.
   *
   * @param now what Docker says of it at this moment
   * @throws Failure if none came: that says nothing of how the container is
   */
  Health glance(HealthCheck check, Duration limit, Inspection now) {
    return answer(check.within(limit), now);
  }

  private Health answer(HealthCheck check, Inspection now) {
    return switch (now.status()) {
      case "running" -> check.completed() ? starting("has not ended yet") : running(check, now);
      case "restarting" -> check.completed() ? starting("is started again") : failed(now.status());
      case "created" ->
          now.startError().isEmpty()
              ? starting("has not been started yet")
              : new Health(Health.Status.FAILED, "cannot be started: " + now.startError());
      default -> now.isDone() ? Health.GOOD : failed(now.status());
    };
  }

  /** When its process was started; empty if it has none and is not done. */
  Optional<Instant> upSince() {
    Inspection now = inspect();
    return now.pid() == 0 && !now.isDone() ? Optional.empty() : Optional.of(now.startedAt());
  }

  /** When it was started, if it has ended with exit code 0 since. */
  Optional<Instant> endedWellSince() {
    return Optional.of(inspect())
        .filter(now -> now.status().equals("exited") && now.exitCode() == 0)
        .map(Inspection::startedAt);
  }

  /** Whether it is meant to end, and has ended well. */
  boolean isDone() {
    return inspect().isDone();
  }

  private Inspection inspect() {
    return inspect(ref.name());
  }

  private Inspection inspect(String container) {
    String output = host.run(Command.of(DockerCommands.inspect(List.of(container)))).output();
    return Inspection.parse(output).getFirst();
  }

  private Health running(HealthCheck check, Inspection now) {
    if (check.tcp().isPresent()) {
      return tcp(now, check.tcp().get());
    }
    if (check.http().isPresent()) {
      return http(now, check.http().get());
    }
    if (!check.command().isEmpty()) {
      return command(check.command(), check.patience());
    }
    return switch (now.dockersHealth()) {
      case "" -> stillRunning(now);
      case "healthy" -> Health.GOOD;
      case "starting" -> dockersCheck(now, check.patience());
      default -> starting("Docker's own check calls it " + now.dockersHealth());
    };
  }

  private Health tcp(Inspection now, Port port) {
    Optional<String> address = address(now);
    if (address.isEmpty()) {
      return starting("has no address yet");
    }
    return host.connects(address.get(), port.number(), ONE_LOOK)
        ? Health.GOOD
        : starting("accepts no connection on port " + port);
  }

  private Health http(Inspection now, HttpTarget target) {
    Optional<String> address = address(now);
    if (address.isEmpty()) {
      return starting("has no address yet");
    }
    String shown = target.shown(address.get());
    OptionalInt status = host.httpStatus(target.at(address.get()), target.request(), ONE_ANSWER);
    if (status.isEmpty()) {
      return starting("does not answer " + shown);
    }
    return target.accepts(status.getAsInt())
        ? Health.GOOD
        : starting("answers " + status.getAsInt() + " to " + shown);
  }

  /** Docker gives none to a container that has another's network, or its node's. */
  private Optional<String> address(Inspection now) {
    if (now.network().startsWith("container:")) {
      return inspect(now.network().substring("container:".length())).address();
    }
    return now.network().equals("host") ? Optional.of("127.0.0.1") : now.address();
  }

  /** Docker makes its first check after a whole interval, which may be minutes. */
  private Health dockersCheck(Inspection now, Duration timeout) {
    List<String> command = now.dockersCheck();
    return command.isEmpty()
        ? starting("Docker's own check calls it starting")
        : command(command, timeout);
  }

  /** It may take as long as the container may; one that does not end is no good, but no fault. */
  private Health command(List<String> argv, Duration timeout) {
    Command command = Command.of(DockerCommands.execute(ref.name(), argv)).within(timeout);
    try {
      host.run(command);
      return Health.GOOD;
    } catch (CommandFailed e) {
      if (e.exit() < 0) {
        throw new StillAtIt(e);
      }
      return starting("its health command " + ending(e));
    }
  }

  /** A health command did not end in time. */
  private static final class StillAtIt extends Failure {
    private static final long serialVersionUID = 1;

    StillAtIt(CommandFailed why) {
      super("its health command", why.errors(), "");
    }
  }

  private static String ending(CommandFailed e) {
    String said = e.errors().strip();
    return "ends with exit code " + e.exit() + (said.isEmpty() ? "" : ": " + said);
  }

  private Health stillRunning(Inspection first) {
    host.pause(FIRST_MOMENTS);
    Inspection second = inspect();
    if (second.isDone()) {
      return Health.GOOD;
    }
    boolean same = second.status().equals("running") && second.pid() == first.pid();
    return same ? Health.GOOD : failed(second.status());
  }

  private static Health starting(String detail) {
    return new Health(Health.Status.STARTING, detail);
  }

  private Health failed(String status) {
    String log = lastWords();
    return new Health(
        Health.Status.FAILED,
        "is " + status + (log.isEmpty() ? ", and logged nothing" : "; its log ends:\n" + log));
  }

  String lastWords() {
    Command.Result log = host.run(Command.of(DockerCommands.lastLines(ref.name())));
    return (log.output() + log.errors()).strip();
  }
}
