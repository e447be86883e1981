package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Hooked.Moment;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.value.Durations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Runs the hooks of containers, as their node keeps them. */
final class HookRuns {

  private static final int TAIL = 1000;
  private static final Integer[] ANY = IntStream.range(0, 256).boxed().toArray(Integer[]::new);

  private final Host host;

  HookRuns(Host host) {
    this.host = host;
  }

  /** Those that run, may write to any of this data, and have a hook for its snapshots. */
  List<Ref> attending(String project, Set<Ref> data) {
    List<String> ids = Kept.HOOKS.ids(host).stream().filter(this::wantsSnapshots).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Ref> attending = new ArrayList<>();
    String output = host.run(Command.of(DockerCommands.inspect(ids)).allowing(0, 1)).output();
    for (Inspection container : Inspection.parse(output)) {
      if (container.label(DockerCommands.PROJECT).equals(project)
          && container.status().equals("running")
          && container.writable().stream().anyMatch(p -> isOf(p, project, data))) {
        attending.add(Ref.parse(container.label(DockerCommands.RESOURCE)));
      }
    }
    return attending;
  }

  private boolean wantsSnapshots(String id) {
    return Kept.HOOKS.of(id, host).filter(HookRuns::isOfSnapshots).isPresent();
  }

  private static boolean isOfSnapshots(Hooks hooks) {
    return hooks.beforeSnapshot().isPresent() || hooks.afterSnapshot().isPresent();
  }

  private static boolean isOf(Path mounted, String project, Set<Ref> data) {
    return data.stream()
        .anyMatch(ref -> mounted.equals(Path.of("/flocker", project, ref.name(), "data")));
  }

  void run(Ref ref, Moment moment) {
    if (Kept.HOOKS.ids(host).isEmpty()) {
      return;
    }
    Optional<Own> own = Optional.ofNullable(Own.of(ref, host).get(ref.name()));
    Optional<Hooks> hooks = own.flatMap(o -> Kept.HOOKS.of(o.id(), host));
    if (moment == Moment.BEFORE_SNAPSHOT && hooks.filter(HookRuns::isOfSnapshots).isPresent()) {
      look(ref, own.orElseThrow().id());
    }
    Optional<Hook> hook = hooks.flatMap(all -> all.at(moment));
    if (hook.isPresent() && isDue(ref, own.orElseThrow(), moment)) {
      execute(ref, moment, hook.get());
      if (moment == Moment.AFTER_START) {
        note(own.orElseThrow().id(), startOf(ref));
      }
    }
  }

  private boolean isDue(Ref ref, Own own, Moment moment) {
    return switch (moment) {
      case BEFORE_SNAPSHOT, AFTER_SNAPSHOT -> host.read(unwell(own.id(), host)).isEmpty();
      case BEFORE_STOP -> isWell(ref, own.id()); // what is not has nothing to bring to an end
      case AFTER_START ->
          !host.read(started(own.id(), host)).map(String::strip).equals(Optional.of(startOf(ref)));
    };
  }

  /** What was well before a snapshot is told of its end, also if its hook made it unwell. */
  private void look(Ref ref, String id) {
    if (isWell(ref, id)) {
      host.delete(unwell(id, host));
    } else {
      host.write(unwell(id, host), "", 0600);
    }
  }

  private boolean isWell(Ref ref, String id) {
    HealthCheck check = Kept.HEALTH.of(id, host).orElse(HealthCheck.DOCKERS_OWN);
    Health health = new HealthProbe(ref, host).look(check.within(Condition.ONE_LOOK));
    return health.status() == Health.Status.HEALTHY;
  }

  /** Its hook may be new, and it runs since long. */
  void noteStart(Ref ref, String id) {
    if (Kept.HOOKS.of(id, host).flatMap(Hooks::afterStart).isPresent()) {
      note(id, startOf(ref));
    }
  }

  private void note(String id, String start) {
    host.write(started(id, host), start + "\n", 0600);
  }

  private String startOf(Ref ref) {
    return new HealthProbe(ref, host).upSince().map(Object::toString).orElse("");
  }

  private void execute(Ref ref, Moment moment, Hook hook) {
    String what = ref + ": its hook " + Hooks.key(moment);
    Command command =
        Command.of(DockerCommands.execute(ref.name(), hook.run()))
            .within(hook.timeout())
            .allowing(ANY);
    Command.Result result;
    try {
      result = host.run(command);
    } catch (CommandFailed e) {
      throw new Failure(
          what,
          "did not end within " + Durations.format(hook.timeout()),
          "give it a longer timeout if it only needs more time");
    }
    if (result.exit() != 0) {
      throw new Failure(what, "ends with exit code " + result.exit() + tail(result), "");
    }
  }

  private static String tail(Command.Result result) {
    String said = (result.output() + result.errors()).strip();
    return said.isEmpty()
        ? ", and said nothing"
        : "; it said last:\n" + said.substring(Math.max(0, said.length() - TAIL));
  }

  static void forget(String id, Host host) {
    host.delete(started(id, host));
    host.delete(unwell(id, host));
  }

  /** For which start of a container its hook was run. */
  private static Path started(String id, Host host) {
    return host.home().resolve("hooks-run").resolve(id);
  }

  /** Kept where no hook was run before the last snapshot, and so none is after it. */
  private static Path unwell(String id, Host host) {
    return host.home().resolve("hooks-run").resolve(id + ".unwell");
  }
}
