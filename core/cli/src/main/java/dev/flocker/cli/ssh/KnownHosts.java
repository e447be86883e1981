package dev.flocker.cli.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The lines of known_hosts files, as sshd(8) describes them. */
record KnownHosts(List<Line> lines) {

  static final String HASHED = "|1|";

  enum Marker {
    NONE,
    AUTHORITY,
    REVOKED
  }

  /**
   * @param hosts patterns, or a hashed name
   * @param number from 1
   */
  record Line(Marker marker, String hosts, KeyText key, Path file, int number) {

    /** Where it is, for messages. */
    String place() {
      return file + " line " + number;
    }
  }

  /** Passes over files that cannot be read and lines that make no sense, as OpenSSH does. */
  static KnownHosts read(List<Path> files) {
    List<Line> lines = new ArrayList<>();
    for (Path file : files) {
      try {
        List<String> texts = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < texts.size(); i++) {
          parse(texts.get(i), file, i + 1).ifPresent(lines::add);
        }
      } catch (IOException unreadable) {
        // No host is known by it.
      }
    }
    return new KnownHosts(List.copyOf(lines));
  }

  /**
   * @param name a host's, with {@code [host]:port} for a port of its own
   */
  List<Line> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lines.stream().filter(line -> matches(line.hosts(), lower)).toList();
  }

  private static Optional<Line> parse(String text, Path file, int number) {
    String rest = text.strip();
    Marker marker = Marker.NONE;
    if (rest.startsWith("@")) {
      String[] words = rest.split("[ \t]+", 2);
      switch (words[0]) {
        case "@cert-authority" -> marker = Marker.AUTHORITY;
        case "@revoked" -> marker = Marker.REVOKED;
        default -> {
          return Optional.empty();
        }
      }
      rest = words.length > 1 ? words[1] : "";
    }
    String[] words = rest.split("[ \t]+", 2);
    if (rest.startsWith("#") || words.length < 2) {
      return Optional.empty();
    }
    Marker found = marker;
    return KeyText.parse(words[1]).map(key -> new Line(found, words[0], key, file, number));
  }

  private static boolean matches(String hosts, String name) {
    if (hosts.startsWith(HASHED)) {
      return matchesHash(hosts.substring(HASHED.length()), name);
    }
    boolean matches = false;
    for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",", -1)) {
      boolean not = pattern.startsWith("!");
      if (regex(not ? pattern.substring(1) : pattern).matcher(name).matches()) {
        if (not) {
          return false;
        }
        matches = true;
      }
    }
    return matches;
  }

  private static boolean matchesHash(String saltAndHash, String name) {
    String[] parts = saltAndHash.split("\\|", 2);
    try {
      byte[] hash = hash(Base64.getDecoder().decode(parts[0]), name);
      return parts.length == 2 && MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
    } catch (IllegalArgumentException noHash) {
      return false;
    }
  }

  /**
   * @throws IllegalArgumentException if the salt is empty
   */
  static byte[] hash(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString());
  }
}
