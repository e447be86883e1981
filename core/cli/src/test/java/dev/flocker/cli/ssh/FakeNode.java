package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node process that can send and take streams, empty ones, and fail at it. */
final class FakeNode implements Shell, Shell.Running {

  private static final Map<String, Object> HELLO =
      Map.of(
          "id",
          "1",
          "facts",
          Map.of(),
          "addresses",
          List.of(),
          "listening",
          List.of(),
          "capabilities",
          Map.of());

  private final String name;
  private final Socket near;
  private final Socket far;
  private volatile String failing = "";
  private volatile String shut = "";
  private volatile String last = "";

  FakeNode(String name) throws IOException {
    this.name = name;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      near = new Socket(server.getInetAddress(), server.getLocalPort());
      far = server.accept();
    }
    Thread.ofPlatform().daemon().start(this::serve);
  }

  AgentSession session() throws IOException {
    SshTarget target = SshTarget.of(name, Map.of());
    Errors errors = new Errors(InputStream.nullInputStream());
    return new AgentSession(
        target, new Way("root", name, 22), this, new Opening.Started(this, errors));
  }

  /** From now on a step of a transfer fails here. */
  void failing(String step) {
    failing = step;
  }

  /** From now on it lets no stream in. */
  void shut(String why) {
    shut = why;
  }

  /** After that step it hears nothing, though its connection stays. */
  void cutOffAt(String step) {
    last = step;
  }

  boolean closed() {
    return near.isClosed();
  }

  private void serve() {
    try {
      Wire wire = new Wire(far.getInputStream(), far.getOutputStream());
      boolean hears = true;
      Message message;
      while ((message = wire.read()) != null) {
        if (message.has("id") && hears) {
          wire.write(answer(message));
          hears = !step(message).equals(last);
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private Map<String, Object> answer(Message message) {
    Map<String, Object> answer = new HashMap<>();
    answer.put("id", message.number("id"));
    String step = step(message);
    if (step.equals(failing)) {
      answer.put(
          "failure", Map.of("kind", "step", "what", step, "why", "it is broken", "remedy", ""));
    } else {
      answer.put("result", result(step));
    }
    return answer;
  }

  private static String step(Message message) {
    return message.optionalText("step").orElse(message.text("op"));
  }

  private Object result(String step) {
    return switch (step) {
      case "hello" -> HELLO;
      case "offer" -> Map.of("transfer", 1, "key", "a key", "pipe", "/pipe");
      case "accept" ->
          Map.of("transfer", 1, "shut", shut, "keys", List.of("a host key"), "pipe", "/pipe");
      default -> "";
    };
  }

  @Override
  public Running start(String script) throws IOException {
    assertThat(script).startsWith("exec cat ");
    return new LocalShell().start("exec cat </dev/null >/dev/null");
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void cut() {
    close();
  }

  @Override
  public OutputStream input() {
    return stream(near).out();
  }

  @Override
  public InputStream output() {
    return stream(near).in();
  }

  @Override
  public InputStream errors() {
    return InputStream.nullInputStream();
  }

  @Override
  public int await() {
    return 0;
  }

  @Override
  public void close() {
    try {
      near.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Streams(InputStream in, OutputStream out) {}

  private static Streams stream(Socket socket) {
    try {
      return new Streams(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
