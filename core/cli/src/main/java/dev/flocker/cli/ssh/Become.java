package dev.flocker.cli.ssh;

import dev.flocker.api.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * As another user, by sudo.
 *
 * @param password asked for by sudo; empty if it asks for none
 */
public record Become(String user, Optional<Secret> password) {

  /** What the script reads first; empty if it reads no password. */
  byte[] line() {
    return password.map(p -> p.reveal() + "\n").orElse("").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The script, run as that user. With a password, the script that results reads it as its first
   * line: a process list never shows it. Where sudo asks for none, the line goes nowhere.
   */
  String wrap(String script) {
    String run = " -u " + Quote.word(user) + " -- sh -c " + Quote.word(script);
    if (password.isEmpty()) {
      return "exec sudo -n" + run;
    }
    return "IFS= read -r p; if sudo -n true 2>/dev/null; then exec sudo -n"
        + run
        + "; else { printf '%s\\n' \"$p\"; exec cat; } | sudo -S -p ''"
        + run
        + "; fi";
  }
}
