package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.value.Secret;
import dev.flocker.cli.command.Contact;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.host.Cancelled;
import dev.flocker.node.host.Masker;
import dev.flocker.node.host.Programs;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Powers off a node that cannot be reached, by its {@code flocker_fence}. */
final class Fence {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Between the words of a command, and within what they name: users, hosts, values. */
  private static final Pattern BETWEEN = Pattern.compile("[\\s'\"`;|&()<>]+");

  private static final Pattern WITHIN = Pattern.compile("[=:@/,]+");

  /** At the end of what was split, of the character that split it. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)", Pattern.DOTALL);

  private Fence() {}

  /** The command of a node of an inventory; empty if it has none. */
  static Optional<String> of(String node, Look look) {
    return look.contacts().stream()
        .filter(c -> c.node().name().equals(node))
        .map(Contact::connection)
        .flatMap(c -> c.fence().stream())
        .findFirst();
  }

  /**
   * Returns when these nodes, which all have one, are off, and says so of each.
   *
   * @throws NodeTrouble.StepFailed if one of them may still run
   */
  static void powerOff(Collection<String> nodes, Look look) {
    for (String node : nodes) {
      powerOff(node, of(node, look).orElseThrow());
      look.app().console().out(node + ": powered off by its flocker_fence");
    }
  }

  /**
   * Returns when the node is off.
   *
   * @param command for a shell on this machine; it may have a password in it, so no process list
   *     shows it
   * @throws NodeTrouble.StepFailed if it does not end well in time: the node may still run
   */
  public static void powerOff(String node, String command) {
    Command shell = Command.of("sh", "-c", "eval \"$flocker_fence\"");
    try {
      Programs.run(shell.with("flocker_fence", new Secret(command)).within(LIMIT));
    } catch (CommandFailed e) {
      throw new NodeTrouble.StepFailed(
          node,
          "its flocker_fence failed, so it may still run: " + why(e, command),
          "mend the command; or power the node off by hand and take flocker_fence out");
    } catch (Cancelled e) {
      throw new NodeTrouble.Cancelled(node);
    }
  }

  /** Masked before it is shortened. */
  private static String why(CommandFailed e, String command) {
    return new CommandFailed(Command.of("sh"), e.exit(), masked(e.errors(), command)).why();
  }

  /**
   * What it printed, without any word of the command but the first, which names the program: which
   * of them is a password only that program knows.
   */
  public static String masked(String printed, String command) {
    Set<String> hidden = new LinkedHashSet<>();
    List<String> words = BETWEEN.splitAsStream(command.strip()).toList();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean program = i == 0 && WITHIN.splitAsStream(word).count() == 1;
      if (!program) {
        hidden.add(word);
        hidden.addAll(WITHIN.splitAsStream(word).toList());
      }
      if (word.matches("-[A-Za-z].+")) {
        hidden.add(word.substring(2)); // -pVALUE
      }
    }
    // Raw and as a shell reads them: which one it was depends on the quotes around.
    hidden.addAll(hidden.stream().map(part -> ESCAPE.matcher(part).replaceAll("$1")).toList());
    hidden.removeIf(part -> part.matches("--?[A-Za-z]?|--[A-Za-z-]+"));
    return new Masker(hidden).mask(printed);
  }
}
