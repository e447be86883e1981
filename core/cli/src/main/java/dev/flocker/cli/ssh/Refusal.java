package dev.flocker.cli.ssh;

import dev.flocker.cli.session.NodeTrouble;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why no node process began, by what its shell said. */
final class Refusal {

  private static final int LONGEST = 200;

  private Refusal() {}

  static NodeTrouble of(SshTarget target, String errors, @Nullable Throwable cause) {
    String node = target.name();
    String text = errors.strip();
    if (text.startsWith("plugin ") || text.contains("\nplugin ")) {
      return new NodeTrouble.PluginAtFault(
          node, text, "mend the plugin or take its jar out of the plugins folder");
    }
    Optional<NodeTrouble> sudo = ofSudo(target, text);
    if (sudo.isPresent()) {
      return sudo.get();
    }
    if (target.java().isPresent() && text.contains(target.java().get())) {
      return failed(
          node, "flocker_java does not run: " + text, "set it to the path of a Java 21 or later");
    }
    if (text.contains("UnsupportedClassVersionError")) {
      return failed(
          node, "flocker_java is older than Java 21", "set it to the path of a Java 21 or later");
    }
    if (text.contains("No space left")) {
      return failed(node, "its disk is full: " + last(text), "free some space there");
    }
    String why = text.isEmpty() && cause != null ? String.valueOf(cause.getMessage()) : last(text);
    return failed(node, "the node process does not start: " + why, "run flocker doctor");
  }

  /** Why a command does not begin on a node that is reached. */
  static NodeTrouble ofCommand(SshTarget target, String said) {
    return ofSudo(target, said)
        .orElseGet(
            () ->
                failed(
                    target.name(),
                    "a command cannot be started there: " + last(said),
                    "look at what its login shell does"));
  }

  private static Optional<NodeTrouble> ofSudo(SshTarget target, String text) {
    if (text.contains("incorrect password")) {
      return Optional.of(ofPassword(target));
    }
    if (text.contains("password is required") || text.contains("a terminal is required")) {
      return Optional.of(
          failed(
              target.name(),
              "sudo wants a password",
              "give it with --ask-become-pass or ansible_become_password"));
    }
    if (text.contains("not in the sudoers") || text.contains("is not allowed to")) {
      return Optional.of(
          failed(target.name(), "sudo is not allowed there: " + text, "allow it in /etc/sudoers"));
    }
    if (text.matches("(?s).*sudo: .*not found.*")) {
      return Optional.of(
          failed(target.name(), "there is no sudo", "install it, or log in as root"));
    }
    return Optional.empty();
  }

  static NodeTrouble ofPassword(SshTarget target) {
    return failed(
        target.name(),
        "sudo refuses the password",
        "correct --ask-become-pass or ansible_become_password");
  }

  /**
   * @param what mode, owner's number and path of a folder that others may write in
   */
  static NodeTrouble ofPlace(SshTarget target, String what) {
    String[] words = what.strip().split(" ", 3);
    String folder = words.length < 3 ? "a folder" : words[2];
    String how = words.length < 3 ? "" : " (" + words[0] + ", owner " + words[1] + ")";
    return failed(
        target.name(),
        "flocker's runtime lies below "
            + folder
            + how
            + ", which others than root and the user that it runs as may write or exchange",
        "chown it to root and chmod go-w it, or set flocker_home to another directory");
  }

  private static String last(String text) {
    return text.length() < LONGEST ? text : "... " + text.substring(text.length() - LONGEST);
  }

  /** Nothing can be seen of a node on which no process runs: it was not reached. */
  private static NodeTrouble failed(String node, String why, String remedy) {
    return new NodeTrouble.Unreachable(node, why, remedy);
  }
}
