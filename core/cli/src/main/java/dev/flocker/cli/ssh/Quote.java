package dev.flocker.cli.ssh;

import java.util.List;
import java.util.stream.Collectors;

/** Words for a POSIX shell. The only place where anything is quoted. */
final class Quote {

  private Quote() {}

  static String word(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  static String words(List<String> argv) {
    return argv.stream().map(Quote::word).collect(Collectors.joining(" "));
  }

  /** A script for whatever login shell the user has. */
  static String script(String script) {
    return "exec sh -c " + word(script);
  }
}
