package dev.flocker.cli.timer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The units by which systemd runs a command again and again.
 *
 * @param description one line
 * @param folder where the command begins
 * @param environment variables that it finds
 * @param command words, the first of which is the absolute path of a program
 * @param every from one begin to the next
 * @param system whether they are of the machine, and not of a user
 */
public record Units(
    String description,
    Path folder,
    Map<String, String> environment,
    List<String> command,
    Duration every,
    boolean system) {

  /** What is run. One that hangs fails at last, and the next has its turn. */
  public String service() {
    String network = system ? "Wants=network-online.target\nAfter=network-online.target\n" : "";
    String variables =
        environment.entrySet().stream()
            .map(e -> "Environment=" + word(e.getKey() + "=" + e.getValue()) + "\n")
            .collect(Collectors.joining());
    return """
        [Unit]
        Description=%s
        %s
        [Service]
        Type=oneshot
        WorkingDirectory=%s
        TimeoutStartSec=6h
        %sExecStart=%s
        """
        .formatted(
            specifiers(description), network, specifiers(folder.toString()), variables, start());
  }

  /** When: at once, and again after each interval. A run that takes longer is not doubled. */
  public String timer() {
    return """
        [Unit]
        Description=%s

        [Timer]
        OnActiveSec=0
        OnUnitActiveSec=%dms
        AccuracySec=1s

        [Install]
        WantedBy=timers.target
        """
        .formatted(specifiers(description), every.toMillis());
  }

  /** The colon keeps systemd from taking what begins with a dollar sign for a variable. */
  private String start() {
    return ":" + command.stream().map(Units::word).collect(Collectors.joining(" "));
  }

  /** A word in quotes, as systemd reads them, whatever is in it. */
  static String word(String text) {
    StringBuilder word = new StringBuilder("\"");
    for (char c : specifiers(text).toCharArray()) {
      switch (c) {
        case '"', '\\' -> word.append('\\').append(c);
        case '\n' -> word.append("\\n");
        case '\t' -> word.append("\\t");
        default -> word.append(c < ' ' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
      }
    }
    return word.append('"').toString();
  }

  private static String specifiers(String text) {
    return text.replace("%", "%%");
  }
}
