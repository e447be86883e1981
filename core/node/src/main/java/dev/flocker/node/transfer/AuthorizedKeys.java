package dev.flocker.node.transfer;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A user's authorized_keys, with lines of flocker's own that each live as long as a transfer. */
final class AuthorizedKeys {

  /** Ends each line of flocker's. */
  static final String MARK = " flocker-transfer";

  private static final ReentrantLock EDITING = new ReentrantLock();
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

  private final Path userHome;
  private final Path directory;
  private final Path file;

  AuthorizedKeys(Path userHome) {
    this.directory = userHome.resolve(".ssh");
    this.userHome = userHome;
    this.file = directory.resolve("authorized_keys");
  }

  /**
   * The line that lets a key do nothing but write into a FIFO, until a time on the node's clock.
   */
  static String line(String publicKey, Path fifo, LocalDateTime until) {
    String[] key = publicKey.strip().split(" ");
    return "restrict,expiry-time=\""
        + MINUTE.format(until)
        + "\",command=\"exec 3>"
        + fifo
        + " && echo "
        + Outgoing.READY
        + " && exec cat >&3\" "
        + key[0]
        + " "
        + key[1]
        + MARK;
  }

  /** Lines without those of flocker's whose time is over. */
  static List<String> current(List<String> lines, LocalDateTime now) {
    String minute = MINUTE.format(now);
    List<String> kept = new ArrayList<>(lines);
    kept.removeIf(
        line -> {
          int at = line.indexOf("expiry-time=\"");
          return line.endsWith(MARK)
              && at >= 0
              && line.substring(at + 13, at + 25).compareTo(minute) < 0;
        });
    return kept;
  }

  void add(String line) {
    edit(
        lines -> {
          List<String> more = current(lines, LocalDateTime.now(ZoneId.systemDefault()));
          more.add(line);
          return more;
        });
  }

  void remove(String line) {
    edit(lines -> lines.stream().filter(l -> !l.equals(line)).toList());
  }

  private interface Edit {
    List<String> apply(List<String> lines);
  }

  /** In place of the file, with its owner and mode: sshd insists on them. */
  private void edit(Edit edit) {
    EDITING.lock();
    try {
      boolean fresh = !Files.exists(file);
      List<String> lines = fresh ? List.of() : Files.readAllLines(file);
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path beside = Files.createTempFile(directory, "authorized_keys", ".flocker");
      Files.write(beside, edit.apply(lines), StandardCharsets.UTF_8);
      Path owned = fresh ? userHome : file;
      Files.setOwner(beside, Files.getOwner(owned));
      if (!fresh) {
        Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(file));
      } else if (!Files.getOwner(directory).equals(Files.getOwner(owned))) {
        Files.setOwner(directory, Files.getOwner(owned));
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure("letting a stream in by " + file, e.toString(), "");
    } finally {
      EDITING.unlock();
    }
  }
}
