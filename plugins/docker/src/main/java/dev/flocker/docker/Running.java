package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Host;
import dev.flocker.docker.option.RestartPolicy;

/** Starts a container so that it stays up, and stops it so that it stays down. */
final class Running {

  private final Ref ref;
  private final Host host;

  Running(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  /** Docker does not start it again by itself, not even at a boot. */
  void end(ContainerState have) {
    if (!have.restart().equals(RestartPolicy.NEVER)) {
      Command never = Command.of(DockerCommands.restartPolicy(ref.name(), RestartPolicy.NEVER));
      Command.Result result = host.run(never.allowing(0, 1));
      if (result.exit() != 0 && !result.errors().contains("No such container")) {
        throw new CommandFailed(never, result.exit(), result.errors());
      }
    }
    new Stop(ref.name(), host).within(have.stopTimeout());
  }

  /** What can be changed without making it anew. */
  void change(ContainerState want, ContainerState have) {
    host.run(Command.of(DockerCommands.update(ref.name(), want, have)));
    Own own = Own.of(ref, host).get(ref.name());
    if (own != null) {
      Kept.keep(own.id(), want, host);
      new HookRuns(host).noteStart(ref, own.id());
    }
  }

  void begin(ContainerState want) {
    if (want.once() && new HealthProbe(ref, host).isDone()) {
      return; // as when a change to it is taken back
    }
    beginAgain(want);
  }

  /** The same, though it may be done. */
  void beginAgain(ContainerState want) {
    new Strangers(ref, host).refuse(want.volumes());
    Command start = Command.of(DockerCommands.start(ref.name()));
    Command.Result result = host.run(start.allowing(0, 1));
    if (result.exit() != 0) {
      if (!result.errors().contains("paused")) {
        throw new CommandFailed(start, result.exit(), result.errors());
      }
      host.run(Command.of(DockerCommands.unpause(ref.name())));
    }
    if (!want.restart().equals(RestartPolicy.NEVER)) {
      keepUp(want.restart());
    }
  }

  /** One that has ended already is left to its health, which tells that with its last words. */
  private void keepUp(RestartPolicy policy) {
    Command update = Command.of(DockerCommands.restartPolicy(ref.name(), policy));
    Command.Result result = host.run(update.allowing(0, 1));
    if (result.exit() != 0 && !result.errors().contains("cannot update a stopped container")) {
      throw new CommandFailed(update, result.exit(), result.errors());
    }
  }
}
