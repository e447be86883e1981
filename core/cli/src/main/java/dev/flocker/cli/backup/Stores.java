package dev.flocker.cli.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a user can name as the place of backups. */
public final class Stores {

  private static final Pattern SCP =
      Pattern.compile("((?:[A-Za-z0-9_.-]+@)?[A-Za-z0-9][A-Za-z0-9_.-]*):((?!//).+)");

  /** As in {@code rest:https://USER:PASSWORD@HOST/}, for a repository of restic's. */
  private static final Pattern PASSWORD = Pattern.compile("(?<=://)([^/:@]*):[^/]*@");

  private Stores() {}

  /**
   * @param text {@code ssh://USER@HOST/PATH}, {@code restic:REPOSITORY}, or a folder
   * @throws IllegalArgumentException with cause and remedy
   */
  public static Store of(String text) {
    if (text.startsWith(SshStore.SCHEME)) {
      return SshStore.parse(text);
    }
    if (text.startsWith(ResticStore.SCHEME)) {
      String repository = text.substring(ResticStore.SCHEME.length());
      if (repository.isEmpty()) {
        throw new IllegalArgumentException(
            "\"" + text + "\" names no repository; write restic:REPOSITORY, as restic -r has it");
      }
      return new ResticStore(shown(text), repository);
    }
    if (text.isBlank() || text.matches("[^/]*:.*")) {
      throw new IllegalArgumentException(shown(noPlace(text)));
    }
    return new FolderStore(text, Path.of(text));
  }

  private static String noPlace(String text) {
    return "\""
        + text
        + "\" is no place for backups; write a folder"
        + (text.isBlank() ? ", " : " (./" + text + ", if it is one), ")
        + meant(text)
        + " or restic:REPOSITORY";
  }

  /**
   * For people, and for what they keep of it: without the password that may be in it.
   *
   * @param text in which such a place is named
   */
  public static String shown(String text) {
    return PASSWORD.matcher(text).replaceAll("$1:***@");
  }

  /** What scp would have taken for a folder of a host, as flocker has it. */
  private static String meant(String text) {
    Matcher scp = SCP.matcher(text);
    if (!scp.matches()) {
      return "ssh://USER@HOST/PATH";
    }
    String path = scp.group(2);
    return "ssh://" + scp.group(1) + (path.startsWith("/") ? path : "/~/" + path);
  }

  /** Which store a snapshot was taken for, in a few letters of its name. */
  public static String mark(Store store) {
    return Summed.of(store.name().getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  /**
   * @param text as {@link #of} takes it, or a mark
   * @throws IllegalArgumentException with cause and remedy
   */
  public static String mark(String text) {
    return text.matches("[0-9a-f]{8}") ? text : mark(of(text));
  }

  /** Whether who has what is there can read it, unless it was encrypted before. */
  public static boolean isForeign(Store store) {
    return store instanceof SshStore;
  }
}
