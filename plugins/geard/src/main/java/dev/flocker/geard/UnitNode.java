package dev.flocker.geard;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Units on a node: files of systemd's, and what systemd makes of them. */
final class UnitNode
    implements NodeHalf<UnitState>, Quiesceable<UnitState>, Describable<UnitState> {

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);
  private static final Duration TEARDOWN = Duration.ofMinutes(1);

  @Override
  public List<Requirement> requirements() {
    return List.of(
        new Requirement(
            "systemd", Command.of("systemctl", "--version"), "use \"supervisor: docker\" there"));
  }

  @Override
  public List<Observed<UnitState>> observe(Scope scope, Host host) {
    TreeSet<String> containers = new TreeSet<>();
    for (String file : host.list(UnitFile.DIRECTORY)) {
      if (file.startsWith("ctr-") && file.endsWith(".service")) {
        containers.add(file.substring("ctr-".length(), file.length() - ".service".length()));
      }
    }
    scope.wanted().forEach(ref -> containers.add(ref.name()));
    if (containers.isEmpty()) {
      return List.of();
    }
    Map<String, Systemctl.Status> units = show(List.copyOf(containers), host);
    List<String> enabled = host.list(UnitFile.WANTED);
    List<Observed<UnitState>> found = new ArrayList<>();
    for (String container : containers) {
      Systemctl.Status status = units.get(UnitFile.name(container));
      if (status != null) {
        observed(container, status, enabled, host)
            .filter(o -> inScope(o, scope))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  @Override
  public List<Description> describe(List<Observed<UnitState>> seen, boolean measure, Host host) {
    return new Condition(host).of(seen);
  }

  private static boolean inScope(Observed<UnitState> o, Scope scope) {
    return scope.wanted().contains(o.ref())
        || (o.project().isPresent()
            && (scope.project().isEmpty() || o.project().get().equals(scope.project())));
  }

  private static Map<String, Systemctl.Status> show(List<String> containers, Host host) {
    List<String> names = containers.stream().map(UnitFile::name).toList();
    return Systemctl.parseShow(host.run(Command.of(Systemctl.show(names))).output());
  }

  private static Optional<Observed<UnitState>> observed(
      String container, Systemctl.Status status, List<String> enabled, Host host) {
    Optional<String> read = host.read(UnitFile.path(container));
    if (read.isEmpty() && status.fragment().isEmpty()) {
      return Optional.empty();
    }
    String text = read.orElse("");
    UnitFile file = UnitFile.parse(container, text, links(host));
    boolean intact = file.text().equals(text) && !status.stale();
    int restarts = file.ends() ? 0 : Starts.failed(container, host);
    UnitState state =
        new UnitState(
            file.restart(),
            file.stopTimeout(),
            file.mounts(),
            enabled.contains(UnitFile.name(container)),
            file.ends(),
            Optional.of(restarts).filter(n -> n > 0).map(n -> n + " times"),
            intact);
    return Optional.of(
        new Observed<>(
            new Ref(UnitType.NAME, container),
            UnitFile.project(text),
            state,
            isWell(file, status, state) && restarts == 0,
            Integer.toHexString(text.hashCode()),
            Optional.empty()));
  }

  /**
   * Between two runs of what is meant to end systemd is about to start it; or it is not meant to be
   * started again, and has ended well.
   */
  private static boolean isWell(UnitFile file, Systemctl.Status status, UnitState state) {
    boolean done =
        file.restart().policy() != Restart.Policy.ALWAYS
            && state.enabled() == file.restart().atBoot() // else it was stopped
            && status.active().equals("inactive")
            && status.result().equals("success");
    return status.active().equals("active")
        || (file.ends() && (done || status.active().equals("activating")));
  }

  private static Path links(Host host) {
    return LinkScript.directory(host.home());
  }

  @Override
  public void apply(Change<UnitState> change, Host host, Progress progress) {
    String container = change.ref().name();
    switch (change) {
      case Change.Create<UnitState> c -> put(c.project(), container, c.want(), host);
      case Change.Update<UnitState> u -> put(u.project(), container, u.want(), host);
      case Change.Replace<UnitState> r -> put(r.project(), container, r.want(), host);
      case Change.Remove<UnitState> r -> remove(r.project(), container, r.have(), host);
    }
  }

  private static void put(String project, String container, UnitState want, Host host) {
    refuseOthers(project, container, host);
    String unit = UnitFile.name(container);
    String text = UnitFile.of(project, container, want, links(host)).text();
    host.write(UnitFile.path(container), text, 0644);
    host.run(Command.of(want.enabled() ? Systemctl.enable(unit) : Systemctl.disable(unit)));
    host.run(Command.of(Systemctl.reload()));
  }

  private static void remove(String project, String container, UnitState have, Host host) {
    if (host.read(UnitFile.path(container)).isEmpty()) {
      return;
    }
    refuseOthers(project, container, host);
    String unit = UnitFile.name(container);
    host.run(Command.of(Systemctl.disable(unit)));
    host.run(stop(unit, have));
    host.delete(UnitFile.path(container));
    Starts.forget(container, host);
    host.run(Command.of(Systemctl.reload()));
    host.run(Command.of(Systemctl.resetFailed(unit)).allowing(0, 1));
  }

  private static void refuseOthers(String project, String container, Host host) {
    Path path = UnitFile.path(container);
    host.read(path)
        .map(text -> UnitFile.project(text).orElse(""))
        .filter(owner -> !owner.equals(project))
        .ifPresent(
            owner -> {
              throw new Failure(
                  "unit " + UnitFile.name(container),
                  path + (owner.isEmpty() ? " is not flocker's" : " is project " + owner + "'s"),
                  "give the container another name, or remove that unit");
            });
  }

  private static Command stop(String unit, UnitState have) {
    return Command.of(Systemctl.stop(unit)).within(have.stopTimeout().plus(TEARDOWN));
  }

  @Override
  public void quiesce(Ref ref, UnitState have, Host host) {
    String unit = UnitFile.name(ref.name());
    host.run(Command.of(Systemctl.disable(unit)));
    String pid =
        host.run(Command.of(Systemctl.pid(ref.name())).allowing(0, 1)).firstLine().orElse("0");
    List<String> stop = Systemctl.stopContainer(unit, ref.name(), pid, have.stopTimeout());
    host.run(Command.of(stop).within(have.stopTimeout().plus(TEARDOWN)));
  }

  @Override
  public void resume(Ref ref, UnitState want, Host host) {
    String unit = UnitFile.name(ref.name());
    if (want.enabled()) {
      host.run(Command.of(Systemctl.enable(unit)));
    }
    // So that no start before this one counts; a unit that never ran has nothing to reset.
    host.run(Command.of(Systemctl.resetFailed(unit)).allowing(0, 1));
    Starts.forget(ref.name(), host);
    host.run(Command.of(Systemctl.start(unit)));
  }

  @Override
  public Health health(Ref ref, UnitState want, Host host) {
    Systemctl.Status status = show(List.of(ref.name()), host).get(UnitFile.name(ref.name()));
    String active = status == null ? "unknown" : status.active();
    return switch (active) {
      case "active" -> Health.GOOD;
      case "activating", "reloading", "deactivating" ->
          new Health(Health.Status.STARTING, detail(ref, status, host));
      default -> new Health(Health.Status.FAILED, detail(ref, status, host));
    };
  }

  private static String detail(Ref ref, Systemctl.@Nullable Status status, Host host) {
    String unit = UnitFile.name(ref.name());
    String state = status == null ? "unknown" : status.active() + " (" + status.result() + ")";
    Command log = Command.of(Systemctl.lastLog(unit)).allowing(0, 1);
    return unit + " is " + state + "\n" + host.run(log).output().strip();
  }

  @Override
  public Duration patience(UnitState want) {
    return USUAL_PATIENCE;
  }
}
