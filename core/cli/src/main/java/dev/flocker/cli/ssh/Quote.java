package dev.flocker.cli.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Words for a POSIX shell. The only place where anything is quoted. */
public final class Quote {

  private Quote() {}

  public static String word(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  static String words(List<String> argv) {
    return argv.stream().map(Quote::word).collect(Collectors.joining(" "));
  }

  /**
   * A script for whatever login shell the user has: fish and tcsh read quotes within quotes
   * otherwise than sh, so that none of the script's own may be left.
   */
  public static String script(String script) {
    String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
    return "exec sh -c 'eval \"$(echo " + encoded + " | base64 -d)\"'";
  }
}
