package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Carries a stream through the controller, from a pipe on one node to a pipe on another. */
final class Relay implements AutoCloseable {

  private final String node;
  private final Shell.Running reader;
  private final Shell.Running writer;
  private final FutureTask<Void> copying;

  Relay(AgentSession from, String source, AgentSession to, String target) {
    this.node = from.node();
    try {
      this.reader = from.shell().start("exec cat <" + Quote.word(source));
      this.writer = to.shell().start("exec cat >" + Quote.word(target));
    } catch (IOException e) {
      throw lost(e.getMessage());
    }
    this.copying =
        new FutureTask<>(
            () -> {
              try (OutputStream out = writer.input()) {
                reader.output().transferTo(out);
              }
              return null;
            });
    Thread.ofVirtual().start(copying);
  }

  /** Returns when all has been carried over. */
  void await() {
    try {
      copying.get();
      int read = reader.await();
      int written = writer.await();
      if (read != 0 || written != 0) {
        throw lost("reading ended with " + read + ", writing with " + written);
      }
    } catch (IOException | ExecutionException e) {
      throw lost(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(node);
    }
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }

  private NodeTrouble lost(@org.jspecify.annotations.Nullable String why) {
    return new NodeTrouble.StepFailed(node, "relaying a stream: " + why, "run again");
  }
}
