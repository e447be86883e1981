package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Snapshot;
import dev.flocker.api.node.Version;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.host.Pins;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshots that were taken just before something was replaced. */
class RevisionSnapshotsTest {

  private static final Ref A = Ref.parse("thing a");

  @TempDir private Path home;

  private final Things things = new Things();

  private LocalHost host;

  @BeforeEach
  void oneIsReplaced() {
    host = new LocalHost(home, Map.of(), (file, p) -> Path.of("/"));
    things.there.put("a", "1");
    Map<String, Object> change =
        Map.of(
            "change",
            "replace",
            "have",
            Map.of("text", "1"),
            "want",
            Map.of("text", "2"),
            "version",
            "1",
            "beside",
            List.of(Map.of("ref", "guard a")),
            "snapshot",
            "replace-x");
    new Dispatcher(things.plugins(), host)
        .perform(new Call("notes", Operation.COMPARE, "shop", A, change), Progress.NONE);
  }

  /** The data that one comes back with stays as long as it does. */
  @Test
  void theirSnapshotsAreNotPruned() {
    List<Object> retained = new ArrayList<>();
    Version own = new Version("own-replace-x", "guid");
    Copy copy =
        new Copy(
            "v",
            1,
            "p",
            Copy.Role.OWNER,
            Optional.empty(),
            List.of(),
            List.of(own, new Version("own-replace-y", "other")),
            true);
    Movable half =
        (Movable)
            Proxy.newProxyInstance(
                RevisionSnapshotsTest.class.getClassLoader(),
                new Class<?>[] {Movable.class},
                (p, method, given) -> {
                  if (method.getName().equals("copy")) {
                    return Optional.of(copy);
                  }
                  retained.add(given[2]);
                  return null;
                });
    Pinning pinning = new Pinning(new Pins(Path.of("/nobody-pinned-anything")));
    DataCalls calls = new DataCalls(half, host, new HookCalls(things.plugins(), host), pinning);
    for (List<String> released : List.of(List.<String>of(), List.of("guid", "base"))) {
      Call retain =
          new Call(
              "fake",
              Operation.RETAIN,
              "shop",
              A,
              Map.of("guids", List.of("base"), "keep", 1L, "released", released));
      calls.perform(new Arguments<>(new Things.Type().state(), retain), retain);
    }
    assertThat(retained)
        .as("until a person says so")
        .containsExactly(Set.of("base", "guid"), Set.of("base"));
  }

  @Test
  void eachSnapshotIsListedWithWhatComesBackByIt() {
    Movable half =
        (Movable)
            Proxy.newProxyInstance(
                RevisionSnapshotsTest.class.getClassLoader(),
                new Class<?>[] {Movable.class},
                (p, method, given) ->
                    List.of(snapshot("own-replace-x"), snapshot("own-replace-y")));
    Call list = new Call("fake", Operation.LIST, "shop", A, Map.of());

    Object said =
        new Keeping(half, host).perform(new Arguments<>(new Things.Type().state(), list), list);
    List<Object> formers = new ArrayList<>();
    ((List<?>) said).forEach(one -> formers.add(((Map<?, ?>) one).get("formers")));
    assertThat(formers)
        .containsExactly(List.of(Map.of("of", A.toString(), "number", 1)), List.of());
  }

  private static Snapshot snapshot(String name) {
    return new Snapshot(new Version(name, "1"), Instant.EPOCH, 5, List.of());
  }
}
