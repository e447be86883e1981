package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import dev.flocker.node.wire.Detail;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person stops a thing of the shop's. */
class StoppedTest {

  private static final Map<String, Object> BEFORE = Map.of("text", "as it was");

  @TempDir private Path home;
  private final Things things = new Things();
  private LocalHost host;

  @BeforeEach
  void isStopped() {
    host = new LocalHost(home, Map.of(), (file, p) -> Path.of("/"));
    things.there.put("a", "stopped");
    things.running = false;
    perform("shop", Operation.STOP, Map.of("have", BEFORE, "by", "ann@laptop"));
  }

  private void perform(String project, Operation operation, Map<String, Object> arguments) {
    // Each conversation has a process of its own.
    new Dispatcher(things.plugins(), host)
        .perform(
            new Call("notes", operation, project, Ref.parse("thing a"), arguments), Progress.NONE);
  }

  private Message seen() {
    Map<String, Object> scope = Map.of("project", "", "wanted", List.of(), "adopted", Map.of());
    List<Object> views =
        new Observer(things.plugins(), new Dispatcher(things.plugins(), host), host)
            .observe(Message.of(Map.of("thing", scope)), Detail.STATE);
    return Message.of(Message.of(views.getFirst()).list("resources").getFirst());
  }

  private Optional<String> by() {
    return Optional.ofNullable(seen().body().get("stopped")).map(s -> Message.of(s).text("by"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("stopped"))) {
      return files.toList();
    }
  }

  @Test
  void isShownAsItWas() throws IOException {
    assertThat(things.log).containsExactly("quiesce a");
    assertThat(by()).contains("ann@laptop");
    assertThat(seen().message("state").text("text")).isEqualTo("as it was");
    assertThat(Files.getPosixFilePermissions(files().getFirst()))
        .as("there may be secrets in it")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void isNotStoppedAnyMoreOnceItIsStarted() throws IOException {
    perform("shop", Operation.RESUME, Map.of("want", BEFORE));
    assertThat(by()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void isNotStoppedAnyMoreOnceItsSupervisorHasStartedIt() {
    perform("shop", Operation.AWAIT_HEALTHY, Map.of("want", Map.of("text", "well")));
    assertThat(by()).isEmpty();
  }

  @Test
  void isNotStoppedAnyMoreOnceItIsGone() throws IOException {
    perform(
        "shop", Operation.APPLY, Map.of("change", "remove", "have", BEFORE, "version", "stopped"));
    assertThat(files()).isEmpty();
  }

  @Test
  void thatRunsIsNotStoppedWhateverIsNoted() {
    things.running = true;
    assertThat(by()).isEmpty();
    assertThat(seen().message("state").text("text")).isEqualTo("stopped");
  }

  @Test
  void whatIsCutShortIsNoNote() throws IOException {
    Files.writeString(files().getFirst(), "{\"project\": \"shop\", \"by\"");
    assertThat(by()).isEmpty();
  }

  @Test
  void isShownAsItIsWhereItsPluginHasChanged() throws IOException {
    Path note = files().getFirst();
    Files.writeString(note, Files.readString(note).replace("\"text\"", "\"words\""));
    assertThat(by()).contains("ann@laptop");
    assertThat(seen().message("state").text("text")).isEqualTo("stopped");
  }

  @Test
  void anotherProjectsOfThatNameIsNot() throws IOException {
    Path note = files().getFirst();
    Files.writeString(note, Files.readString(note).replace("shop", "other"));
    assertThat(by()).isEmpty();
  }

  /** Somebody changed it meanwhile, or what it had of another one is gone. */
  @Test
  void isShownAsItIsWhereItWasChangedSince() {
    things.there.put("a", "changed");
    assertThat(by()).contains("ann@laptop");
    assertThat(seen().message("state").text("text")).isEqualTo("changed");
  }

  @Test
  void whatWasCutOffWhileItWasStoppedIsMeantToBeDown() throws IOException {
    Path note = files().getFirst();
    Files.writeString(note, Files.readString(note).replaceAll(",\"after\":\\{[^}]*}", ""));
    assertThat(by()).contains("ann@laptop");
    assertThat(seen().message("state").text("text")).isEqualTo("stopped");
  }

  private static final Map<String, Object> DECLARED =
      Map.of("have", BEFORE, "by", "its playbook", "declared", true);

  private Optional<Message> noted(String what) {
    return Optional.ofNullable(seen().body().get(what)).map(Message::of);
  }

  @Test
  void whatItsPlaybookWantsStoppedIsShownAsItIs() throws IOException {
    perform("shop", Operation.STOP, DECLARED);

    assertThat(by()).contains("its playbook");
    assertThat(noted("stopped").orElseThrow().body()).containsEntry("declared", true);
    assertThat(seen().message("state").text("text")).isEqualTo("stopped");
    String first = Files.readString(files().getFirst());
    Files.writeString(files().getFirst(), first.replaceAll("\"since\":\"20", "\"since\":\"19"));
    perform("shop", Operation.STOP, DECLARED);
    assertThat(noted("stopped").orElseThrow().text("since")).as("since then").startsWith("19");
  }

  @Test
  void thatAPersonStartedItIsKnownWhileItRuns() {
    perform("shop", Operation.STOP, DECLARED);
    perform("shop", Operation.AWAIT_HEALTHY, Map.of("want", BEFORE, "by", "bob@desk"));
    assertThat(noted("stopped")).as("it has ended by itself").isEmpty();
    things.running = true;
    assertThat(noted("started").orElseThrow().text("by")).isEqualTo("bob@desk");

    perform("shop", Operation.RESUME, Map.of("want", BEFORE));
    assertThat(noted("started")).as("a run started it").isEmpty();
  }

  @Test
  void alsoIfItDoesNotGetWell() {
    perform("shop", Operation.STOP, DECLARED);
    assertThatThrownBy(
            () ->
                perform(
                    "shop",
                    Operation.AWAIT_HEALTHY,
                    Map.of("want", Map.of("text", "ill"), "by", "bob@desk")))
        .isInstanceOf(Failure.class);
    things.running = true;
    assertThat(noted("started").orElseThrow().text("by")).isEqualTo("bob@desk");
  }

  @Test
  void andIfItGoesBackToWhatItWas() {
    perform("shop", Operation.STOP, DECLARED);
    perform("shop", Operation.RESUME, Map.of("want", BEFORE, "by", "bob@desk"));
    things.running = true;
    perform("shop", Operation.APPLY, replaced(true));
    perform("shop", Operation.RESUME, Map.of("want", BEFORE, "kept", true));
    perform("shop", Operation.AWAIT_HEALTHY, Map.of("want", BEFORE, "kept", true));
    assertThat(noted("started").orElseThrow().text("by")).isEqualTo("bob@desk");

    perform("shop", Operation.APPLY, replaced(false));
    assertThat(noted("started")).as("a run made it another one").isEmpty();
  }

  private static Map<String, Object> replaced(boolean kept) {
    return Map.of("change", "replace", "have", BEFORE, "want", BEFORE, "version", "", "kept", kept);
  }

  @Test
  void thatAPersonStartedWhatAPersonStoppedIsNothingToKnow() throws IOException {
    perform("shop", Operation.RESUME, Map.of("want", BEFORE, "by", "bob@desk"));
    assertThat(files()).isEmpty();
  }
}
