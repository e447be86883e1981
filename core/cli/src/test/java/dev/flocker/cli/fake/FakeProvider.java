package dev.flocker.cli.fake;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Adoptable;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Exposing;
import dev.flocker.api.node.Holdable;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Outside;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.node.Replaceable;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Port;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Provides a type; its half does nothing, but says what it could. */
record FakeProvider(String type) implements Provider<Record, Record> {
  @Override
  public String name() {
    return "fake";
  }

  @Override
  public boolean accepts(Record spec) {
    return true;
  }

  @Override
  public NodeHalf<Record> node() {
    return switch (type) {
      case "app" -> new Runs();
      case "guard" -> new Guards();
      case "path" -> new Leads();
      case "data" -> data();
      default -> new Half();
    };
  }

  /** Nothing is asked of it: a session answers for it. */
  @SuppressWarnings("unchecked")
  private static NodeHalf<Record> data() {
    Half half = new Half();
    return (NodeHalf<Record>)
        Proxy.newProxyInstance(
            FakeProvider.class.getClassLoader(),
            new Class<?>[] {NodeHalf.class, Movable.class},
            (proxy, method, given) -> method.invoke(half, given));
  }

  private static class Half implements NodeHalf<Record> {
    @Override
    public List<Requirement> requirements() {
      return List.of();
    }

    @Override
    public List<Observed<Record>> observe(Scope scope, Host host) {
      return List.of();
    }

    @Override
    public void apply(Change<Record> change, Host host, Progress progress) {}
  }

  private static class Guards extends Half implements Quiesceable<Record> {
    @Override
    public void quiesce(Ref ref, Record have, Host host) {}

    @Override
    public void resume(Ref ref, Record want, Host host) {}

    @Override
    public Health health(Ref ref, Record want, Host host) {
      return Health.GOOD;
    }

    @Override
    public Duration patience(Record want) {
      return Duration.ZERO;
    }
  }

  private static final class Runs extends Guards
      implements Preparable<Record>,
          Replaceable,
          Recallable<Record>,
          Exposing<Record>,
          Adoptable<Record> {
    @Override
    public void adopt(
        Ref ref, String project, Record adopting, String outside, Host host, Progress progress) {}

    @Override
    public List<Outside> survey(List<String> names, String group, Host host) {
      return List.of();
    }

    @Override
    public List<String> left(Host host) {
      return List.of();
    }

    @Override
    public void discard(Host host) {}

    @Override
    public Optional<Record> keep(Ref ref, Record have, Path folder, Host host) {
      return Optional.of(have);
    }

    @Override
    public Record recall(Ref ref, Record kept, Path folder, Host host) {
      return kept;
    }

    @Override
    public String words(Record state) {
      return "";
    }

    @Override
    public Optional<Set<Port>> exposed(Record want, Host host) {
      return Optional.empty();
    }

    @Override
    public void get(Record want, Host host, Progress progress) {}

    @Override
    public void prepare(Change<Record> change, Host host, Progress progress) {}

    @Override
    public void settle(Ref ref, Host host) {}

    @Override
    public void revert(Ref ref, Host host) {}
  }

  private static final class Leads extends Half implements Holdable<Record>, Preparable<Record> {
    @Override
    public void prepare(Change<Record> change, Host host, Progress progress) {}

    @Override
    public void hold(Ref ref, Record have, Duration lease, Host host) {}

    @Override
    public void release(Ref ref, Host host) {}

    @Override
    public void reset(Ref ref, Record now, Host host) {}
  }
}
