package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings a node from a shell to a node process that listens. */
final class Opening {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration PUSH = Duration.ofMinutes(10);

  private final SshTarget target;
  private final Shell shell;
  private final Payloads payloads;
  private final Payload payload;
  private final boolean check;
  private final Script script;

  /** What can be brought to nodes, by its name: see {@link Payload#of}. */
  @FunctionalInterface
  interface Payloads {
    Payload of(String name);
  }

  /**
   * @param check whether nothing may be written on the node's disks
   */
  Opening(SshTarget target, Shell shell, Payloads payloads, boolean check) {
    this.target = target;
    this.shell = shell;
    this.payloads = payloads;
    this.payload = payloads.of(target.java().isPresent() ? "lean" : "full");
    this.check = check;
    this.script = new Script(target.home());
  }

  /** A node process, ready for its first message. */
  record Started(Shell.Running process, Errors errors) {}

  Started open() {
    Attempt first = start(script.start(payload, target.java()));
    if (first.ready()) {
      return first.started();
    }
    Machine machine = machine(first.line());
    if (machine.unfit(payload).isPresent() && machine.java().isPresent()) {
      SshTarget withItsOwn = target.withJava(machine.java().get());
      return new Opening(withItsOwn, shell, payloads, check).open();
    }
    machine.mustSuit(payload, target.name(), check);
    Attempt second = check ? once(machine) : pushed();
    if (!second.ready()) {
      throw failed("the payload is gone as soon as it was unpacked", "try again");
    }
    return second.started();
  }

  private Machine machine(String line) {
    try {
      return Machine.parse(line);
    } catch (IllegalArgumentException e) {
      throw failed(String.valueOf(e.getMessage()), "look at what its login shell prints");
    }
  }

  private Attempt pushed() {
    push(script.push(payload));
    return start(script.start(payload, target.java()));
  }

  private Attempt once(Machine machine) {
    String directory = Script.within(machine.inMemory(payload, target.name()));
    push(script.pushOnce(payload, directory));
    return start(script.startOnce(directory, target.java()));
  }

  private record Attempt(Started started, String line) {
    boolean ready() {
      return line.equals(Wire.MARKER);
    }
  }

  private Attempt start(String text) {
    Started started = run(text);
    String line = within(START, started, () -> answer(started));
    mustBeSafe(started, line);
    return new Attempt(started, line);
  }

  private void push(String text) {
    Started started = run(text);
    String line =
        within(
            PUSH,
            started,
            () -> {
              try (OutputStream to = started.process().input()) {
                payload.copyTo(to);
              }
              return answer(started);
            });
    mustBeSafe(started, line);
  }

  private static String answer(Started started) throws IOException {
    InputStream out = started.process().output();
    String read;
    do {
      read = said(line(out));
    } while (read.isEmpty());
    return read;
  }

  private void mustBeSafe(Started started, String line) {
    if (line.startsWith(Script.UNSAFE)) {
      started.process().close();
      throw Refusal.ofPlace(target, line.substring(Script.UNSAFE.length()));
    }
  }

  private Started run(String text) {
    try {
      String wrapped = target.become().map(b -> b.wrap(text)).orElse(text);
      Shell.Running process = shell.start(wrapped);
      Errors errors = new Errors(process.errors());
      target.become().ifPresent(b -> tell(b, process));
      return new Started(process, errors);
    } catch (IOException e) {
      throw new NodeTrouble.Unreachable(
          target.name(),
          "a command cannot be started there: " + e.getMessage(),
          "look at its sshd");
    }
  }

  private static void tell(Become become, Shell.Running process) {
    try {
      process.input().write(become.lines());
      process.input().flush();
    } catch (IOException e) {
      // It ended without waiting for this, and its errors say why.
    }
  }

  @FunctionalInterface
  private interface Reading {
    String read() throws IOException;
  }

  private String within(Duration limit, Started started, Reading reading) {
    FutureTask<String> task = new FutureTask<>(reading::read);
    Thread.ofVirtual().start(task);
    started.errors().onWrongPassword(() -> task.cancel(true));
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CancellationException e) {
      started.errors().await(Duration.ofSeconds(1));
      started.process().close();
      throw started.errors().passwordIsWrong()
          ? Refusal.ofPassword(target)
          : Refusal.of(target, started.errors().text(), e.getCause());
    } catch (TimeoutException e) {
      started.process().close();
      String complaint = started.errors().text().strip();
      throw failed(
          "the node process did not begin to speak within "
              + limit.toSeconds()
              + " s"
              + (complaint.isEmpty() ? "" : " (" + complaint + ")"),
          "look at the load of the node, and at what its login shell does");
    } catch (InterruptedException e) {
      started.process().close();
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(target.name());
    }
  }

  private NodeTrouble failed(String why, String remedy) {
    return new NodeTrouble.Unreachable(target.name(), why, remedy);
  }

  /** What is for flocker in a line: a login shell may have begun it with something of its own. */
  private static String said(String line) {
    for (String word : List.of(Wire.MARKER, Script.LACKS, Script.UNPACKED, Script.UNSAFE)) {
      int at = line.indexOf(word);
      if (at >= 0) {
        return line.substring(at);
      }
    }
    return "";
  }

  /** Byte by byte: what follows the marker is for another reader. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        throw new IOException("ended");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
