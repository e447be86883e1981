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

  /** What sudo writes when it wants the password, in no language. */
  static final String PROMPT = "flocker-asked-by-sudo:";

  private static final String BEGIN = "flocker-begin";

  /** What the script reads first; empty if it reads no password. */
  byte[] lines() {
    return password
        .map(p -> p.reveal() + "\n" + BEGIN + "\n")
        .orElse("")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The script, run as that user. A password is its first line of input: a process list never shows
   * it. Whether sudo reads that depends on its rule for this very command; where it does not, the
   * script passes over it.
   */
  String wrap(String script) {
    String sudo = "LC_ALL=C; LANGUAGE=C; export LC_ALL LANGUAGE; exec sudo ";
    String user = " -u " + Quote.word(user()) + " -- sh -c ";
    return password.isEmpty()
        ? sudo + "-n" + user + Quote.word(script)
        : sudo
            + "-S -p "
            + PROMPT
            + user
            + Quote.word(
                "while IFS= read -r l && [ \"$l\" != " + BEGIN + " ]; do :; done; " + script);
  }

  /**
   * The same where the script gets a terminal: the password is told when sudo asks for it there.
   */
  String wrapOnTerminal(String script) {
    return "LC_ALL=C; LANGUAGE=C; export LC_ALL LANGUAGE; exec sudo "
        + (password.isEmpty() ? "-n" : "-S -p " + PROMPT)
        + " -u "
        + Quote.word(user())
        + " -- sh -c "
        + Quote.word(script);
  }

  /** What sudo is told there. */
  byte[] line() {
    return password.map(p -> p.reveal() + "\n").orElse("").getBytes(StandardCharsets.UTF_8);
  }
}
