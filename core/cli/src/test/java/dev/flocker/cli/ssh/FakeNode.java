package dev.flocker.cli.ssh;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node process that can send and take streams, empty ones, and fail at it. */
final class FakeNode implements Shell, Shell.Running {

  static final Map<String, Object> HELLO =
      Map.of("id", "1", "facts", Map.of(), "addresses", List.of(), "capabilities", Map.of());

  static final String KEY = "ssh-ed25519 " + "A".repeat(68);

  private final String name;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final Map<String, Object> said = new ConcurrentHashMap<>();
  private final Socket near;
  private final Socket far;
  private volatile String failing = "";
  private volatile String shut = "";
  private volatile String key = KEY;
  private volatile String hostKey = KEY;
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
    return session(Map.of());
  }

  /**
   * @param variables of the inventory
   */
  AgentSession session(Map<String, String> variables) throws IOException {
    SshTarget target = SshTarget.of(name, variables);
    Errors errors = new Errors(InputStream.nullInputStream());
    return new AgentSession(
        target, new Way("root", name, 22), this, new Opening.Started(this, errors));
  }

  /** From now on a step of a transfer fails here. */
  void failing(String step) {
    failing = step;
  }

  /** From now on it says this as the key of its transfers, and of its sshd. */
  void keys(String ofTransfer, String ofHost) {
    key = ofTransfer;
    hostKey = ofHost;
  }

  /** What others say as this node's keys ends up in no question to it. */
  List<String> asked() {
    return asked;
  }

  /** From now on this is the result of that step. */
  void saying(String step, Object result) {
    said.put(step, result);
  }

  /** Sends a message that nobody asked for. */
  void say(Map<String, ?> message) throws IOException {
    new Wire(far.getInputStream(), far.getOutputStream()).write(message);
  }

  /** The scripts that the controller started here. */
  List<String> started() {
    return started;
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
          asked.add(message.body().toString());
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
    Object instead = said.get(step);
    if (instead != null) {
      return instead;
    }
    return switch (step) {
      case "hello" -> HELLO;
      case "offer" -> Map.of("transfer", 1, "key", key, "pipe", "/pipe");
      case "accept" ->
          Map.of("transfer", 1, "shut", shut, "keys", List.of(hostKey), "pipe", "/pipe");
      default -> "";
    };
  }

  @Override
  public Running start(String script) throws IOException {
    started.add(script);
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
