package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What shells, sudo and Java really say, and what is made of it. */
class RefusalTest {

  @Test
  void sudo() {
    says(
        "sudo: a password is required",
        "n1: sudo wants a password; give it with --ask-become-pass or ansible_become_password");
    says(
        "Sorry, try again.\nsudo: no password was provided\nsudo: 1 incorrect password attempt",
        "n1: sudo refuses the password; correct --ask-become-pass or ansible_become_password");
    says("sh: 1: exec: sudo: not found", "n1: there is no sudo; install it, or log in as root");
    says(
        "keeper is not in the sudoers file.",
        "n1: sudo is not allowed there: keeper is not in the sudoers file.;"
            + " allow it in /etc/sudoers");
  }

  @Test
  void disk() {
    says(
        "tar: runtime/lib/modules: Cannot write: No space left on device",
        "n1: its disk is full:"
            + " tar: runtime/lib/modules: Cannot write: No space left on device;"
            + " free some space there");
  }

  @Test
  void java() {
    Map<String, String> own = Map.of("flocker_java", "/opt/java");
    says(
        own,
        "sh: 1: exec: /opt/java: not found",
        "n1: flocker_java does not run: sh: 1: exec: /opt/java: not found;"
            + " set it to the path of a Java 21 or later");
    says(
        own,
        "java.lang.UnsupportedClassVersionError: dev/flocker/node/Main",
        "n1: flocker_java is older than Java 21; set it to the path of a Java 21 or later");
  }

  @Test
  void aPlaceWhereOthersMayWrite() {
    assertThat(Refusal.ofPlace(SshTarget.of("n1", Map.of()), "drwxrwxrwx 1000 /srv/my data"))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessage(
            "n1: flocker's runtime lies below /srv/my data (drwxrwxrwx, owner 1000), which others"
                + " than root and the user that it runs as may write or exchange; chown it to root"
                + " and chmod go-w it, or set flocker_home to another directory");
    assertThat(Refusal.ofPlace(SshTarget.of("n1", Map.of()), "unknown"))
        .hasMessageStartingWith("n1: flocker's runtime lies below a folder, which others");
  }

  @Test
  void anythingElse() {
    says("Killed", "n1: the node process does not start: Killed; run flocker doctor");
    says("", "n1: the node process does not start: ended; run flocker doctor");
  }

  @Test
  void aPluginIsNoTroubleOfTheNodes() {
    NodeTrouble trouble = refusal(Map.of(), "plugin x: cannot be loaded");
    assertThat(trouble).isInstanceOf(NodeTrouble.PluginAtFault.class);
  }

  private static void says(String errors, String message) {
    says(Map.of(), errors, message);
  }

  private static void says(Map<String, String> variables, String errors, String message) {
    assertThat(refusal(variables, errors))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessage(message);
  }

  private static NodeTrouble refusal(Map<String, String> variables, String errors) {
    return Refusal.of(SshTarget.of("n1", variables), errors, new IOException("ended"));
  }
}
