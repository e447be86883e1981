package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;

/** The shell script that runs a command for a person. POSIX sh. */
final class LaunchScript {

  private static final String MARK = "echo " + Prologue.MARK + " $$; ";
  private static final String MARKS = MARK + "echo " + Prologue.MARK + " $$ >&2; ";

  private LaunchScript() {}

  static String of(Launch what) {
    String command = Quote.words(what.argv());
    if (what.screen().isPresent()) {
      return "stty echo; " + MARK + "exec " + command;
    }
    return switch (what.streams()) {
      case FED -> MARKS + "exec " + command;
      case APART -> MARKS + leashed(command + " </dev/null");
      case MERGED -> MARKS + leashed(command + " </dev/null 2>&1");
    };
  }

  /**
   * Ends the command when the script's own input ends, as it does with the connection: one that
   * says nothing would never notice.
   */
  private static String leashed(String command) {
    return "exec 3<&0; "
        + command
        + " 3<&- & P=$!; { cat <&3; kill $P; } >/dev/null 2>&1 & W=$!; exec 3<&-; "
        + "wait $P; C=$?; kill $W 2>/dev/null; exit $C";
  }
}
