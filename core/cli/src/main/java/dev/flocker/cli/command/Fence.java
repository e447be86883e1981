package dev.flocker.cli.command;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.value.Secret;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.host.Cancelled;
import dev.flocker.node.host.Programs;
import java.time.Duration;

/** Powers off a node that cannot be reached, by its {@code flocker_fence}. */
final class Fence {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Fence() {}

  /**
   * Returns when the node is off.
   *
   * @param command for a shell on this machine; it may have a password in it, so no process list
   *     shows it
   * @throws NodeTrouble.StepFailed if it does not end well in time: the node may still run
   */
  static void powerOff(String node, String command) {
    Command shell = Command.of("sh", "-c", "eval \"$flocker_fence\"");
    try {
      Programs.run(shell.with("flocker_fence", new Secret(command)).within(LIMIT));
    } catch (CommandFailed e) {
      throw new NodeTrouble.StepFailed(
          node,
          "its flocker_fence failed, so it may still run: " + e.why(),
          "mend the command; or power the node off by hand and take flocker_fence out");
    } catch (Cancelled e) {
      throw new NodeTrouble.Cancelled(node);
    }
  }
}
