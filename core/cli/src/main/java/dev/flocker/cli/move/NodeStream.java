package dev.flocker.cli.move;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.host.Drain;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.List;

/** What a command on a node writes. That it cannot be read to its end is the node's trouble. */
final class NodeStream extends FilterInputStream {

  private final String node;
  private final List<String> argv;
  private final Launched program;
  private final Drain errors;

  NodeStream(String node, List<String> argv, Launched program) {
    super(program.output());
    this.node = node;
    this.argv = argv;
    this.program = program;
    this.errors = Drain.of(program.errors());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    try {
      int read = in.read(into, from, length);
      if (read < 0) {
        requireEnded(node, argv, program.await(), errors);
      }
      return read;
    } catch (IOException e) {
      throw lost(node, e);
    }
  }

  /**
   * @throws NodeTrouble.StepFailed unless a command ended well
   */
  static void requireEnded(String node, List<String> argv, int exit, Drain errors) {
    if (exit == 0) {
      return;
    }
    try {
      String why = new CommandFailed(Command.of(argv), exit, errors.text()).why();
      throw new NodeTrouble.StepFailed(node, String.join(" ", argv) + ": " + why, "run again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(node);
    }
  }

  static NodeTrouble lost(String node, IOException e) {
    return Thread.currentThread().isInterrupted()
        ? new NodeTrouble.Cancelled(node)
        : new NodeTrouble.Unreachable(
            node, "a stream broke: " + e.getMessage(), "run again when it can be reached");
  }

  @Override
  public void close() {
    program.close();
  }
}
