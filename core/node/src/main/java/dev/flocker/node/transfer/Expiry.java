package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.node.host.Programs;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Until when sshd takes a key, as authorized_keys says it: in UTC, marked by a Z, or for an sshd
 * that does not know that (before OpenSSH 9.1) in the zone of this process, which need not be its
 * own.
 */
final class Expiry {

  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
  private static final Pattern WRITTEN = Pattern.compile("expiry-time=\"(\\d{14})(Z?)\"");
  private static final Pattern VERSION = Pattern.compile("OpenSSH_(\\d{1,4})\\.(\\d{1,4})");

  private Expiry() {}

  /** Asked for once: the sshd here is of the same version as the client, or a newer one runs. */
  private static final class Here {
    static final boolean TAKES_UTC = takesUtc(version());
  }

  static String at(Instant until) {
    return at(until, Here.TAKES_UTC);
  }

  static String at(Instant until, boolean utc) {
    ZoneId zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    return SECOND.format(LocalDateTime.ofInstant(until, zone)) + (utc ? "Z" : "");
  }

  /** Whether a line has one that is over; not if it has none. */
  static boolean over(String line, Instant now) {
    Matcher written = WRITTEN.matcher(line);
    if (!written.find()) {
      return false;
    }
    ZoneId zone = written.group(2).isEmpty() ? ZoneId.systemDefault() : ZoneOffset.UTC;
    try {
      LocalDateTime until = LocalDateTime.parse(written.group(1), SECOND);
      return until.atZone(zone).toInstant().isBefore(now);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * @param said by {@code ssh -V}
   */
  static boolean takesUtc(String said) {
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    return major > 9 || (major == 9 && Integer.parseInt(version.group(2)) >= 1);
  }

  private static String version() {
    try {
      return Programs.run(Command.of("ssh", "-V")).errors();
    } catch (CommandFailed none) {
      return "";
    }
  }
}
