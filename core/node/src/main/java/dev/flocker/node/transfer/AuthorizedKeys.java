package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.host.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A user's authorized_keys, with lines of flocker's own that each live as long as a transfer. */
class AuthorizedKeys {

  /** Ends each line of flocker's. */
  static final String MARK = " flocker-transfer";

  private static final Pattern FIFO = Pattern.compile("command=\"exec sh -c 'exec 3>(\\S+) ");
  private static final ReentrantLock EDITING = new ReentrantLock();

  private final Path userHome;
  private final Path file;

  AuthorizedKeys(Path userHome) {
    this.userHome = userHome;
    this.file = userHome.resolve(".ssh/authorized_keys");
  }

  static AuthorizedKeys of(String user) {
    Command.Result entry = Programs.run(Command.of("getent", "passwd", user));
    return new AuthorizedKeys(Path.of(entry.output().strip().split(":")[5]));
  }

  /**
   * The line that lets a key do nothing but write into a FIFO, whatever login shell the user has.
   *
   * @param until as {@link Expiry} has it
   */
  static String line(PublicKey key, Path fifo, String until) {
    return "restrict,expiry-time=\""
        + until
        + "\",command=\"exec sh -c 'exec 3>"
        + fifo
        + " && echo "
        + Outgoing.READY
        + " && exec cat >&3'\" "
        + key
        + MARK;
  }

  /** Lines without those of flocker's whose time is over. */
  static List<String> current(List<String> lines, Instant now) {
    List<String> kept = new ArrayList<>(lines);
    kept.removeIf(line -> line.endsWith(MARK) && Expiry.over(line, now));
    return kept;
  }

  /** A line is one line: whatever else it is made of, it begins no second one. */
  void add(String line) {
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a line with a control character");
    }
    edit(
        lines -> {
          List<String> more = current(lines, Instant.now());
          more.add(line);
          return more;
        });
  }

  /** Takes out flocker's lines that lead nowhere any more; the file is not written otherwise. */
  void sweep() {
    if (Files.isRegularFile(file) && read().anyMatch(AuthorizedKeys::leadsNowhere)) {
      edit(lines -> lines.stream().filter(l -> !leadsNowhere(l)).toList());
    }
  }

  private Stream<String> read() {
    try {
      return lines(Files.readAllBytes(file)).stream();
    } catch (IOException e) {
      throw LocalHost.failure("reading " + file, e);
    }
  }

  private static boolean leadsNowhere(String line) {
    Matcher fifo = FIFO.matcher(line);
    return line.endsWith(MARK) && fifo.find() && Files.notExists(Path.of(fifo.group(1)));
  }

  void remove(String line) {
    edit(lines -> lines.stream().filter(l -> !l.equals(line)).toList());
  }

  /** What becomes of the lines. */
  interface Edit {
    List<String> apply(List<String> lines);
  }

  /**
   * A new file takes the place of the old one whole, with its owner and mode: sshd insists on them.
   * Where the name is a link, that of the file behind it. If somebody else writes there meanwhile
   * it is done again.
   */
  void edit(Edit edit) {
    EDITING.lock();
    try (KeysFolder folder = KeysFolder.open(userHome)) {
      List<String> before;
      try {
        do {
          before = lines(folder.read());
          folder.prepare(text(edit.apply(before)));
        } while (!lines(folder.read()).equals(before));
        folder.replace();
      } finally {
        folder.discard();
      }
    } catch (IOException e) {
      throw LocalHost.failure("writing " + file, e);
    } finally {
      EDITING.unlock();
    }
  }

  /** Byte by byte: other people's lines need not be UTF-8, nor end like flocker's. */
  private static List<String> lines(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.isEmpty() ? List.of() : List.of(text.replaceFirst("\n$", "").split("\n", -1));
  }

  private static byte[] text(List<String> lines) {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
