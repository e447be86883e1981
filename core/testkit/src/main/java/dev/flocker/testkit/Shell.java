package dev.flocker.testkit;

import dev.flocker.api.node.Command;
import dev.flocker.api.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Commands as one line for a POSIX shell. */
final class Shell {

  private Shell() {}

  static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  static String line(List<String> argv) {
    return argv.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }

  /** The line to run; with an environment it first reads {@link #preamble} on standard input. */
  static String line(Command command) {
    String line = "exec " + line(command.argv());
    if (command.input() instanceof Command.Input.File file) {
      line += " < " + quote(file.path().toString());
    }
    return command.environment().isEmpty() ? line : "IFS= read -r e && eval \"$e\" && " + line;
  }

  /** What goes before the command's own input: assignments, so that no argument holds a secret. */
  static String preamble(Map<String, Secret> environment) {
    StringBuilder text = new StringBuilder();
    environment.forEach(
        (name, value) -> {
          if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(name + " cannot be set by a shell");
          }
          // The x keeps line breaks at the end, which a substitution would drop.
          text.append(name).append("=$(printf %b '").append(octal(value.reveal())).append("x'); ");
          text.append("export ").append(name).append("=\"${").append(name).append("%x}\"; ");
        });
    return environment.isEmpty() ? "" : text.append("\n").toString();
  }

  private static String octal(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.append(String.format("\\0%03o", b & 0xff));
    }
    return out.toString();
  }
}
