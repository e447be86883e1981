package dev.flocker.node.transfer;

import dev.flocker.api.node.Command;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.host.Programs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A user's authorized_keys, with lines of flocker's own that each live as long as a transfer. */
class AuthorizedKeys {

  /** Ends each line of flocker's. */
  static final String MARK = " flocker-transfer";

  private static final Pattern FIFO = Pattern.compile("command=\"exec 3>(\\S+) ");
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

  static AuthorizedKeys of(String user) {
    Command.Result entry = Programs.run(Command.of("getent", "passwd", user));
    return new AuthorizedKeys(Path.of(entry.output().strip().split(":")[5]));
  }

  /**
   * The line that lets a key do nothing but write into a FIFO, until a time on the node's clock.
   */
  static String line(PublicKey key, Path fifo, LocalDateTime until) {
    return "restrict,expiry-time=\""
        + MINUTE.format(until)
        + "\",command=\"exec 3>"
        + fifo
        + " && echo "
        + Outgoing.READY
        + " && exec cat >&3\" "
        + key
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

  /** A line is one line: whatever else it is made of, it begins no second one. */
  void add(String line) {
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a line with a control character");
    }
    edit(
        lines -> {
          List<String> more = current(lines, LocalDateTime.now(ZoneId.systemDefault()));
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
      return lines(file).stream();
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
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        create();
      }
      Path real = file.toRealPath();
      Path beside = real.resolveSibling(real.getFileName() + ".flocker");
      List<String> before;
      try {
        do {
          before = lines(real);
          write(beside, edit.apply(before));
          like(real, beside);
        } while (!lines(real).equals(before));
        Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
      sync(real.resolveSibling(""), StandardOpenOption.READ);
    } catch (IOException e) {
      throw LocalHost.failure("writing " + file, e);
    } finally {
      EDITING.unlock();
    }
  }

  /** Empty, the user's own. */
  private void create() throws IOException {
    boolean first = Files.notExists(directory);
    Files.createDirectories(directory, mode("rwx------"));
    Files.createFile(file, mode("rw-------"));
    for (Path made : first ? List.of(directory, file) : List.of(file)) {
      own(userHome, made);
    }
  }

  /** Byte by byte: other people's lines need not be UTF-8, nor end like flocker's. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return text.isEmpty() ? List.of() : List.of(text.replaceFirst("\n$", "").split("\n", -1));
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, mode("rw-------"));
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    sync(file, StandardOpenOption.WRITE);
  }

  private static void like(Path old, Path fresh) throws IOException {
    own(old, fresh);
    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(old));
  }

  private static void own(Path like, Path path) throws IOException {
    PosixFileAttributes of = Files.readAttributes(like, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    view.setOwner(of.owner());
    try {
      view.setGroup(of.group());
    } catch (FileSystemException another) {
      // A group that the user is not in can stay behind: sshd does not ask for it.
    }
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
