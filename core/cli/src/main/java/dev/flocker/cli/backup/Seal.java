package dev.flocker.cli.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Encrypts backups by public keys, with a program of this machine: age or GnuPG.
 *
 * @param recipients of one program; empty to encrypt nothing
 */
public record Seal(Kind kind, List<String> recipients) {

  /** Nothing is encrypted beyond what comes so. */
  public static final Seal NONE = new Seal(Kind.NONE, List.of());

  /** What a backup is encrypted by. */
  public enum Kind {
    NONE(""),
    AGE(".age"),
    GPG(".gpg");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    /** Of a file's name. */
    String suffix() {
      return suffix;
    }
  }

  /**
   * @param recipients public keys of age or of SSH; or what GnuPG calls keys
   * @throws IllegalArgumentException with cause and remedy
   */
  public static Seal to(List<String> recipients) {
    List<String> ages = recipients.stream().filter(r -> r.matches("(age1|ssh-).*")).toList();
    if (!ages.isEmpty() && ages.size() < recipients.size()) {
      throw new IllegalArgumentException(
          "some recipients are age's and others GnuPG's; give those of one of them");
    }
    if (recipients.isEmpty()) {
      return NONE;
    }
    return new Seal(ages.isEmpty() ? Kind.GPG : Kind.AGE, recipients);
  }

  /**
   * Encrypts nothing for a trial: the program and the keys are there.
   *
   * @throws IllegalArgumentException with cause and remedy
   */
  public void require() {
    try (InputStream tried = close(new ByteArrayInputStream(new byte[0]))) {
      tried.readAllBytes();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "nothing can be encrypted to the recipients: "
              + e.getMessage()
              + "; give public keys of age, which is to be installed, or keys that gpg knows",
          e);
    }
  }

  /** Which recipients they are, in a few letters; empty of none. */
  Optional<String> mark() {
    String all = kind + "\n" + String.join("\n", recipients.stream().sorted().distinct().toList());
    return kind == Kind.NONE
        ? Optional.empty()
        : Optional.of(Summed.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
  }

  /** What a stream is when it is encrypted. */
  InputStream close(InputStream plain) throws IOException {
    if (kind == Kind.NONE) {
      return plain;
    }
    List<String> argv =
        new ArrayList<>(
            kind == Kind.AGE
                ? List.of("age", "--encrypt")
                : List.of("gpg", "--batch", "--quiet", "--encrypt", "--output", "-"));
    recipients.forEach(r -> argv.addAll(List.of("--recipient", r)));
    return ProgramInput.filtering(plain, argv);
  }

  /**
   * @param identity the file with age's secret key, or SSH's; GnuPG knows its own
   * @throws IllegalArgumentException with cause and remedy, if that is missing
   */
  static InputStream open(Kind kind, InputStream sealed, Optional<String> identity)
      throws IOException {
    return switch (kind) {
      case NONE -> sealed;
      case GPG -> ProgramInput.filtering(sealed, List.of("gpg", "--quiet", "--decrypt"));
      case AGE ->
          ProgramInput.filtering(
              sealed, List.of("age", "--decrypt", "--identity", identity.orElseThrow()));
    };
  }
}
