package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts a command for a person on a node, until its first own word. */
final class Launching {

  private static final Duration START = Duration.ofSeconds(30);

  private final SshTarget target;
  private final Shell shell;
  private final Launch what;
  private final Shell.Running running;
  private final Prologue output;
  private final Prologue errors;
  private final CompletableFuture<Void> wrongPassword = new CompletableFuture<>();

  /**
   * @throws NodeTrouble.Unreachable if nothing can be started there
   */
  Launching(SshTarget target, Shell shell, Launch what) {
    this.target = target;
    this.shell = shell;
    this.what = what;
    this.running = start();
    this.output = new Prologue(running.output(), this::asked);
    this.errors = new Prologue(running.errors(), this::asked);
    if (!hasScreen()) {
      // Whether sudo asks or not, the script passes over what it is told.
      target.become().ifPresent(become -> tell(become.lines()));
    }
  }

  private boolean hasScreen() {
    return what.screen().isPresent();
  }

  private Shell.Running start() {
    String script = LaunchScript.of(what);
    try {
      return hasScreen()
          ? shell.start(
              target.become().map(b -> b.wrapOnTerminal(script)).orElse(script),
              what.screen().get())
          : shell.start(target.become().map(b -> b.wrap(script)).orElse(script));
    } catch (IOException e) {
      throw new NodeTrouble.Unreachable(
          target.name(),
          "a command cannot be started there: " + e.getMessage(),
          "look at its sshd");
    }
  }

  /** On a terminal it is told when it asks; it asks again if that was wrong. */
  private void asked(int times) {
    if (times > 1) {
      wrongPassword.complete(null);
    } else if (hasScreen()) {
      target.become().ifPresent(become -> tell(become.line()));
    }
  }

  private void tell(byte[] words) {
    try {
      running.input().write(words);
      running.input().flush();
    } catch (IOException e) {
      // It ended without waiting for this, and said why.
    }
  }

  /**
   * Returns once the command has begun.
   *
   * @throws NodeTrouble.Unreachable if it does not
   */
  Launched begun() {
    List<CompletableFuture<Boolean>> all = new ArrayList<>(List.of(output.begun()));
    if (!hasScreen()) {
      all.add(errors.begun());
    }
    CompletableFuture<?> began = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(began, wrongPassword).get(START.toMillis(), TimeUnit.MILLISECONDS);
      if (wrongPassword.isDone()) {
        throw ended(Refusal.ofPassword(target));
      }
      if (!all.stream().allMatch(CompletableFuture::join)) {
        throw ended(Refusal.ofCommand(target, said()));
      }
      return new RemoteProcess(
          target.name(), running, output.rest(), errors.rest(), hasLeash() ? () -> {} : this::kill);
    } catch (ExecutionException | TimeoutException e) {
      throw ended(
          new NodeTrouble.Unreachable(
              target.name(),
              "a command did not begin there within " + START.toSeconds() + " s" + complaint(),
              "look at the load of the node, and at what its login shell does"));
    } catch (InterruptedException e) {
      running.close();
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(target.name());
    }
  }

  private boolean hasLeash() {
    return hasScreen() || what.streams() != Launch.Streams.FED;
  }

  /** By another command: a channel's signals are for no process of root's, says OpenSSH. */
  private void kill() {
    Launch kill = Launch.merged(List.of("kill", output.process()));
    try (Launched other = new Launching(target, shell, kill).begun()) {
      other.await();
    } catch (NodeTrouble gone) {
      // It ends with its connection, or when it reads or writes next.
    }
  }

  private NodeTrouble ended(NodeTrouble why) {
    running.close();
    return why;
  }

  private String said() {
    return (errors.text() + "\n" + output.text()).strip();
  }

  private String complaint() {
    return said().isEmpty() ? "" : " (" + said() + ")";
  }
}
