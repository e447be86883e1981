package dev.flocker.geard;

import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often in a row systemd has started a container again, as its unit notes it at each start: the
 * time of the start, in seconds since boot, that number, and the time of the first of the row.
 * systemd itself counts those of months, and cannot pause longer each time before version 254.
 */
final class Starts {

  /** A run longer than this is no failure in a row, and 1 for the pauses between. */
  static final int GOOD_RUN_SECONDS = 11;

  /** Fewer in a row are what supervision is for, as when Docker itself was restarted. */
  private static final int FAILING = 3;

  private static final int LONGEST_PAUSE_SECONDS = 30;

  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final Pattern NOTE =
      Pattern.compile("([0-9]{1,12}) ([0-9]{1,9})(?: ([0-9]{1,12}))?\\s*");

  private Starts() {}

  private static Path note(String container) {
    return Path.of("/run/ctr-" + container + ".starts");
  }

  /**
   * A shell script that pauses as long as the starts before this one ask for: not at all, then 1,
   * 2, 4 seconds and so on. Whoever wants it to start at once removes the note; one that runs
   * already, as Docker started it, is not waited for.
   */
  static String pause(String container) {
    return """
    f=%s; read -r t x </proc/uptime; t=${t%%.*}; n=0; first=; \
    [ -e $f ] && read -r last n first <$f && n=$((t - last < %d ? n + 1 : 0)); \
    [ $n != 0 ] && [ "$first" ] || first=$t; \
    p=$((n > 5 ? %d : (1 << n) / 2)); echo $((t + p)) $n $first >$f; \
    while [ $p -gt 0 ] && [ -e $f ] \
    && [ "$(docker inspect -f {{.State.Running}} %s 2>/dev/null)" != true ]; \
    do sleep 1; p=$((p - 1)); done\
    """
        .formatted(note(container), GOOD_RUN_SECONDS, LONGEST_PAUSE_SECONDS, container);
  }

  /** The next start comes at once, and counts as the first. */
  static void forget(String container, Host host) {
    host.delete(note(container));
  }

  /** How long it is until the next start, after one of its pauses; none if that is not awaited. */
  static Optional<Duration> next(String container, Host host) {
    Matcher noted = NOTE.matcher(host.read(note(container)).orElse(""));
    return noted.matches()
        ? uptime(host)
            .map(now -> Duration.ofSeconds(Long.parseLong(noted.group(1)) - now))
            .filter(left -> left.compareTo(Duration.ZERO) > 0)
        : Optional.empty();
  }

  /** For how long it has been started again and again; empty if its note does not tell. */
  static Optional<Duration> since(String container, Host host) {
    Matcher noted = NOTE.matcher(host.read(note(container)).orElse(""));
    return noted.matches() && noted.group(3) != null
        ? uptime(host).map(now -> Duration.ofSeconds(now - Long.parseLong(noted.group(3))))
        : Optional.empty();
  }

  private static Optional<Long> uptime(Host host) {
    return host.read(UPTIME).map(u -> u.replaceFirst("[.].*\\s*", "")).map(Long::valueOf);
  }

  /**
   * How often in a row it was started again; 0 if that is a few times, or its last start long ago.
   */
  static int failed(String container, Host host) {
    Matcher noted = NOTE.matcher(host.read(note(container)).orElse(""));
    Optional<Long> now = uptime(host);
    boolean recent =
        noted.matches()
            && now.filter(t -> t - Long.parseLong(noted.group(1)) < GOOD_RUN_SECONDS).isPresent();
    int again = recent ? Integer.parseInt(noted.group(2)) : 0;
    return again < FAILING ? 0 : again;
  }
}
