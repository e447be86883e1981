package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a percent sign and a letter stand for in OpenSSH's configuration, as ssh_config(5) says. */
record SshTokens(SshConfig config) {

  static final String HOME = System.getProperty("user.home", "/");

  private static final Pattern TOKEN = Pattern.compile("%[%CdhijkLlnpru]");

  /** Leaves as it is what stands for nothing. */
  String expand(String text) {
    return TOKEN
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(meant(m.group().charAt(1))));
  }

  private String meant(char token) {
    return switch (token) {
      case 'C' -> hash(machine() + config.hostname() + config.port() + config.user());
      case 'd' -> HOME;
      case 'h' -> config.hostname();
      case 'i' -> userId();
      case 'j' -> config.jump().orElse("");
      case 'k' -> config.hostKeyAlias().orElse(config.hostname());
      case 'L' -> machine().split("\\.")[0];
      case 'l' -> machine();
      case 'n' -> config.alias();
      case 'p' -> String.valueOf(config.port());
      case 'r' -> config.user();
      case 'u' -> System.getProperty("user.name", "");
      default -> "%";
    };
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of the one that flocker runs on. */
  private static String machine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return System.getenv().getOrDefault("HOSTNAME", "localhost");
    }
  }

  private static String userId() {
    try {
      return Files.getAttribute(Path.of(HOME), "unix:uid").toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
