package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Progress;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.host.Pins;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another process reads what this one is to prune, to destroy, or to read. */
@Timeout(60)
class PinningTest {

  private static final Ref A = new Ref("thing", "a");
  private static final Ref B = new Ref("thing", "b");

  @TempDir Path home;
  private final List<Object> retained = new ArrayList<>();
  private LocalHost host;
  private Pinning pinning;
  private Process reader;

  @BeforeEach
  void isRead() throws IOException {
    host = new LocalHost(home, Map.of(), (file, progress) -> Path.of("/"));
    Path folder = home.resolve("pins");
    pinning = new Pinning(new Pins(folder));
    reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.flocker.node.host.PinsTest$Other",
                folder.toString(),
                "shop thing a")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(reader.inputReader().readLine()).isEqualTo("pinned");
  }

  @AfterEach
  void end() {
    reader.destroyForcibly();
  }

  @Test
  void itIsNotPrunedWhileItIsRead() throws Exception {
    retain();
    reader.destroyForcibly().waitFor();
    retain();
    assertThat(retained).containsExactly(Set.of("base", "1", "2"), Set.of("base"));
  }

  private void retain() {
    Movable half =
        (Movable)
            Proxy.newProxyInstance(
                PinningTest.class.getClassLoader(),
                new Class<?>[] {Movable.class},
                (p, method, given) -> {
                  retained.add(given[2]);
                  return null;
                });
    Call retain =
        call(
            Operation.RETAIN,
            A,
            Map.of("guids", List.of("base"), "keep", 0L, "released", List.of("1")));
    HookCalls hooks = new HookCalls(new Things().plugins(), host);
    new DataCalls(half, host, hooks, pinning)
        .perform(new Arguments<>(new Things.Type().state(), retain), retain);
  }

  @ParameterizedTest
  @EnumSource(names = {"PIN", "REQUIRE_DESTROYABLE", "FORESEE", "APPLY", "REQUIRE_CLOSABLE"})
  void itIsNeitherDestroyedNorRenamedNorReadTwice(Operation operation) {
    Map<String, Object> arguments =
        operation == Operation.REQUIRE_CLOSABLE
            ? Map.of("renaming", true)
            : operation == Operation.PIN
                ? Map.of("by", "bob@desk", "guids", List.of())
                : Map.of(
                    "change",
                    "remove",
                    "have",
                    Map.of("text", "x"),
                    "version",
                    "",
                    "destroyData",
                    true);
    assertThatThrownBy(() -> perform(call(operation, A, arguments)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("thing a: a backup of it is being written, by ann@laptop");
  }

  @Test
  void anotherMayBeReadToo() {
    Call pin = call(Operation.PIN, B, Map.of("by", "bob@desk", "guids", List.of("7")));
    pinning.pin(new Arguments<>(new Things.Type().state(), pin), pin);
    assertThat(pinning.guids()).as("of others").containsExactlyInAnyOrder("1", "2");
  }

  private void perform(Call call) {
    new Dispatcher(new Things().plugins(), host).perform(call, Progress.NONE);
  }

  private static Call call(Operation operation, Ref ref, Map<String, Object> arguments) {
    return new Call("notes", operation, "shop", ref, arguments);
  }
}
