package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.node.host.RunLock;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import dev.flocker.node.wire.Calls;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node process at the other end of a connection. */
@Timeout(60)
class AgentTest {

  @TempDir Path home;
  private final Things things = new Things();
  private Socket connection;
  private Wire wire;
  private Thread agent;

  @BeforeEach
  void connect() throws IOException {
    connect(Wire.SILENCE);
  }

  private void connect(Duration silence) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      connection = new Socket(server.getInetAddress(), server.getLocalPort());
      Socket end = server.accept();
      Site site = new Site(home, home, RunLock.on(home.resolve("lock")));
      Wire there = new Wire(end.getInputStream(), end.getOutputStream());
      Agent serving = new Agent(there, things.plugins(), site, silence);
      agent =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (end) {
                      serving.serve();
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
    }
    wire = new Wire(connection.getInputStream(), connection.getOutputStream());
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    agent.join();
  }

  @Test
  void introducesItself() throws IOException {
    Message hello = hello();
    assertThat(hello.number("protocol")).isEqualTo(Wire.PROTOCOL);
    assertThat(hello.text("id")).matches("[0-9a-f]{32}");
    assertThat(hello.message("capabilities").texts("thing/notes"))
        .containsExactly("Preparable", "Quiesceable");
  }

  @Test
  void speaksOneProtocolOnly() throws IOException {
    Message answer = ask(1, "hello", Map.of("protocol", 99L, "variables", Map.of()));
    assertThat(answer.message("failure").text("why")).contains("protocol 99, not 1");
  }

  @Test
  void saysThatHelloComesFirst() throws IOException {
    Message failure = ask(1, "observe", Map.of("scopes", Map.of())).message("failure");
    assertThat(failure.text("why")).isEqualTo("no hello came before");
  }

  /** The controller has always locked before; this is the second line of defence. */
  @Test
  void changesNothingWithoutTheLock() throws IOException {
    helloUnlocked();
    for (Call call : List.of(create("a", ""), quiesce("a"))) {
      Message failure = ask(1, "perform", calls(call)).message("failure");
      assertThat(failure.text("why")).isEqualTo("this run has not locked the node");
    }
    Message failure =
        ask(2, "transfer", Map.of("step", "offer", "user", "root")).message("failure");
    assertThat(failure.text("why")).isEqualTo("this run has not locked the node");
    assertThat(things.log).isEmpty();
  }

  @Test
  void looks() throws IOException {
    things.there.put("a", "seen");
    helloUnlocked();
    Map<String, Object> scope = Map.of("project", "", "wanted", List.of(), "adopted", Map.of());
    Message answer = ask(1, "observe", Map.of("scopes", Map.of("thing", scope)));
    Message view = Message.of(answer.message("result").list("views").getFirst());
    assertThat(view.text("provider")).isEqualTo("notes");
    Message seen = Message.of(view.list("resources").getFirst());
    assertThat(seen.text("ref")).isEqualTo("thing a");
    assertThat(seen.text("project")).isEqualTo("shop");
  }

  @Test
  void performsInOrderAndReports() throws IOException {
    hello();
    say(1, "perform", calls(create("a", "report"), create("b", "")));
    Message progress = next();
    assertThat(progress.message("progress").text("what")).isEqualTo("copying");
    assertThat(next().list("result")).hasSize(2).containsOnlyNulls();
    assertThat(things.log).containsExactly("Create a", "Create b");
  }

  @Test
  void theFirstFailureEndsTheList() throws IOException {
    hello();
    Message failure =
        ask(1, "perform", calls(create("a", ""), create("b", "fail"), create("c", "")))
            .message("failure");
    assertThat(failure.text("kind")).isEqualTo("step");
    assertThat(failure.text("what")).isEqualTo("making it");
    assertThat(failure.text("why")).isEqualTo("it is broken");
    assertThat(failure.text("remedy")).isEqualTo("mend it");
    assertThat(things.log).containsExactly("Create a", "Create b");
  }

  /** The controller waits for an answer as long as this process is there. */
  @Test
  void anErrorIsAnAnswerToo() throws IOException {
    hello();
    Message failure = ask(1, "perform", calls(create("a", "overflow"))).message("failure");
    assertThat(failure.text("kind")).isEqualTo("plugin");
    assertThat(failure.text("why")).contains("too deep");
  }

  @Test
  void aFaultOfAPluginIsCalledThat() throws IOException {
    hello();
    Message failure = ask(1, "perform", calls(create("a", "fault"))).message("failure");
    assertThat(failure.text("kind")).isEqualTo("plugin");
    assertThat(failure.text("what")).contains("Things");
  }

  @Test
  void isCancelledWhileOthersGoOn() throws IOException {
    hello();
    say(1, "perform", calls(create("a", "wait"), create("b", "")));
    assertThat(ask(2, "perform", calls(create("c", ""))).number("id")).isEqualTo(2);
    wire.write(Map.of("op", "cancel", "id", 1L));
    Message answer = next();
    assertThat(answer.number("id")).isEqualTo(1);
    assertThat(answer.message("failure").text("kind")).isEqualTo("cancelled");
    assertThat(things.log).containsExactlyInAnyOrder("Create a", "Create c");
  }

  @Test
  void aLostControllersStopsAreUndoneTheLastFirst() throws Exception {
    hello();
    ask(1, "perform", calls(quiesce("a"), quiesce("b"), quiesce("c"), resume("b")));
    connection.shutdownOutput();
    agent.join();
    assertThat(things.log)
        .containsExactly(
            "quiesce a",
            "quiesce b",
            "quiesce c",
            "resume b as now",
            "resume c as before",
            "resume a as before");
  }

  @Test
  void aLostControllersWorkIsInterrupted() throws Exception {
    hello();
    say(1, "perform", calls(create("a", "wait"), create("b", "")));
    ask(2, "perform", calls(quiesce("c")));
    connection.close();
    agent.join();
    assertThat(things.log).doesNotContain("Create b").endsWith("resume c as before");
  }

  @Test
  void aSilentControllersStopsAreUndoneEvenIfItIsGoneMeanwhile() throws Exception {
    disconnect();
    connect(Duration.ofSeconds(10));
    Thread beating = Thread.ofPlatform().daemon().start(this::beat);
    hello();
    ask(1, "perform", calls(quiesce("a"), quiesce("slow")));
    beating.interrupt();
    while (!things.log.contains("resume slow begins")) {
      Thread.sleep(10);
    }
    connection.close();
    agent.join();
    assertThat(things.log).endsWith("resume slow as before", "resume a as before");
  }

  private void beat() {
    try {
      while (true) {
        wire.write(Map.of("op", "beat"));
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      // From now on there is silence.
    }
  }

  @Test
  void answersAPing() throws IOException {
    assertThat(ask(1, "ping", Map.of()).number("id")).isEqualTo(1);
  }

  @Test
  void sweepsWhatARunThatDiedLeftOnceItMayWrite() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectories(home.resolve("files-" + dead.pid()));
    Files.writeString(left.resolve("1"), "an image");
    Path others = Files.createDirectories(home.resolve("files-" + ProcessHandle.current().pid()));
    Path payload = Files.createDirectories(home.resolve("payload"));
    helloUnlocked();
    assertThat(left).exists();
    lock();
    assertThat(left).doesNotExist();
    assertThat(others).exists();
    assertThat(payload).exists();
  }

  @Test
  void nothingIsUndoneAfterAGoodbye() throws Exception {
    hello();
    ask(1, "perform", calls(quiesce("a")));
    wire.write(Map.of("op", "bye"));
    agent.join();
    assertThat(things.log).containsExactly("quiesce a");
  }

  /** Says hello, and may change something from then on. */
  private Message hello() throws IOException {
    Message hello = helloUnlocked();
    lock();
    return hello;
  }

  private void lock() throws IOException {
    String user = System.getProperty("user.name");
    Map<String, Object> how =
        Map.of("holder", "ann@laptop", "patience", 0L, "user", user, "command", "run");
    assertThat(ask(98, "lock", how).body()).doesNotContainKey("failure");
  }

  private Message helloUnlocked() throws IOException {
    return ask(99, "hello", Map.of("protocol", (long) Wire.PROTOCOL, "variables", Map.of()))
        .message("result");
  }

  private Message ask(long id, String op, Map<String, ?> arguments) throws IOException {
    say(id, op, arguments);
    return next();
  }

  private void say(long id, String op, Map<String, ?> arguments) throws IOException {
    Map<String, Object> message = new LinkedHashMap<>(arguments);
    message.put("id", id);
    message.put("op", op);
    wire.write(message);
  }

  /** The next message that is no sign of life. */
  private Message next() throws IOException {
    Message message = wire.read();
    return message.has("op") && message.text("op").equals("beat") ? next() : message;
  }

  private static Map<String, Object> calls(Call... calls) {
    return Map.of("calls", List.of(calls).stream().map(Calls::encode).toList());
  }

  private static Call create(String name, String want) {
    return call(Operation.APPLY, name, Map.of("change", "create", "want", Map.of("text", want)));
  }

  private static Call quiesce(String name) {
    return call(Operation.QUIESCE, name, Map.of("have", Map.of("text", "before")));
  }

  private static Call resume(String name) {
    return call(Operation.RESUME, name, Map.of("want", Map.of("text", "now")));
  }

  private static Call call(Operation operation, String name, Map<String, Object> arguments) {
    return new Call("notes", operation, "shop", new Ref("thing", name), arguments);
  }
}
