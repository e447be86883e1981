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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node process at the other end of a connection. */
@Timeout(60)
abstract class ServedNode {

  @TempDir Path home;
  final Things things = new Things();
  Socket connection;
  Wire wire;
  Thread agent;

  @BeforeEach
  void connect() throws IOException {
    connect(Wire.SILENCE);
  }

  final void connect(Duration silence) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      connection = new Socket(server.getInetAddress(), server.getLocalPort());
      Socket end = server.accept();
      Site site = new Site(home, home, RunLock.on(home.resolve("lock")), journal());
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

  /** A file in place of the machine's own journal. */
  private List<String> journal() {
    return List.of("sh", "-c", "cat >>\"$0\"", home.resolve("journal").toString());
  }

  /** What that was told; empty if nothing. */
  final String told() throws IOException {
    Path journal = home.resolve("journal");
    return Files.exists(journal) ? Files.readString(journal) : "";
  }

  /** Says hello, and may change something from then on. */
  final Message hello() throws IOException {
    Message hello = helloUnlocked();
    lock();
    return hello;
  }

  final void lock() throws IOException {
    String user = System.getProperty("user.name");
    Map<String, Object> how =
        Map.of("holder", "ann@laptop", "patience", 0L, "user", user, "command", "run");
    assertThat(ask(98, "lock", how).body()).doesNotContainKey("failure");
  }

  final Message helloUnlocked() throws IOException {
    return ask(99, "hello", Map.of("protocol", (long) Wire.PROTOCOL, "variables", Map.of()))
        .message("result");
  }

  final Message ask(long id, String op, Map<String, ?> arguments) throws IOException {
    say(id, op, arguments);
    return next();
  }

  final void say(long id, String op, Map<String, ?> arguments) throws IOException {
    Map<String, Object> message = new LinkedHashMap<>(arguments);
    message.put("id", id);
    message.put("op", op);
    wire.write(message);
  }

  /** The next message that is no sign of life. */
  final Message next() throws IOException {
    Message message = wire.read();
    return message.has("op") && message.text("op").equals("beat") ? next() : message;
  }

  static Map<String, Object> calls(Call... calls) {
    return Map.of("calls", List.of(calls).stream().map(Calls::encode).toList());
  }

  static Call create(String name, String want) {
    return call(Operation.APPLY, name, Map.of("change", "create", "want", Map.of("text", want)));
  }

  static Call quiesce(String name) {
    return call(Operation.QUIESCE, name, Map.of("have", Map.of("text", "before")));
  }

  static Call resume(String name) {
    return call(Operation.RESUME, name, Map.of("want", Map.of("text", "now")));
  }

  static Call call(Operation operation, String name, Map<String, Object> arguments) {
    return new Call("notes", operation, "shop", new Ref("thing", name), arguments);
  }
}
