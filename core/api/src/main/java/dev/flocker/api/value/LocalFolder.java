package dev.flocker.api.value;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * A folder on the controller that a node may need whole. In a playbook its path is relative to the
 * file that names it. A node half gets it through {@code Host.fetch}, as a tar archive.
 *
 * @param path absolute, on the controller
 * @param leftOut patterns as {@code .dockerignore} has them
 * @param exact whether owners, permissions and times come along, those of the folder itself too;
 *     else only what Git would keep
 * @since 0.1
 */
public record LocalFolder(String path, List<String> leftOut, boolean exact) implements LocalPath {

  public LocalFolder {
    leftOut = List.copyOf(leftOut);
  }

  /** All of it, as Git would keep it. */
  public static LocalFolder of(Path folder) {
    return new LocalFolder(folder.toAbsolutePath().normalize().toString(), List.of(), false);
  }

  /** Less what these patterns name. */
  public LocalFolder without(List<String> patterns) {
    return new LocalFolder(path, patterns, exact);
  }

  /** With owners, permissions and times. */
  public LocalFolder exactly() {
    return new LocalFolder(path, leftOut, true);
  }

  /**
   * What kinds of entries come along; sockets, FIFOs and devices do not.
   *
   * @since 0.1
   */
  public enum Kind {
    FILE,
    FOLDER,
    LINK
  }

  /**
   * Something in the folder.
   *
   * @param path relative, with {@code /} between its parts
   * @param executable by its owner; false of what is no file
   * @param target of a link, as it is written; else empty
   * @since 0.1
   */
  public record Entry(String path, Kind kind, boolean executable, String target) {}

  /**
   * What is in it, sorted.
   *
   * @throws IllegalArgumentException with cause and remedy, if it cannot be read
   */
  public List<Entry> entries() {
    LeftOut left = new LeftOut(leftOut);
    List<Entry> entries = new ArrayList<>();
    try {
      Path root = Path.of(path).toRealPath(); // it may be a link to a folder
      Files.walkFileTree(root, new Collector(root, left, entries));
    } catch (IOException e) {
      throw unreadable(e);
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  /**
   * A digest of its entries and their contents: two folders with the same one look the same to a
   * container. In hexadecimal.
   *
   * @throws IllegalArgumentException with cause and remedy, if it cannot be read
   */
  public String digest() {
    return digest(entries(), entry -> sha256(Path.of(path, entry.path())));
  }

  /**
   * The same of entries that were found elsewhere.
   *
   * @param sha256 of a file's content, in hexadecimal
   */
  public static String digest(List<Entry> entries, Function<Entry, String> sha256) {
    MessageDigest all = newDigest();
    entries.stream()
        .sorted(Comparator.comparing(Entry::path))
        .forEach(
            e -> {
              String what = e.kind() == Kind.FILE ? sha256.apply(e) : e.target();
              String line = e.kind() + " " + e.executable() + " " + e.path() + "\0" + what + "\0";
              all.update(line.getBytes(StandardCharsets.UTF_8));
            });
    return HexFormat.of().formatHex(all.digest());
  }

  private String sha256(Path file) {
    try {
      return sha256Of(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** A file's content, in hexadecimal. */
  static String sha256Of(Path file) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private IllegalArgumentException unreadable(IOException e) {
    return new IllegalArgumentException(
        "the folder " + path + " cannot be read (" + e.getMessage() + "); check its permissions",
        e);
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final LeftOut left;
    private final List<Entry> entries;

    Collector(Path root, LeftOut left, List<Entry> entries) {
      this.root = root;
      this.left = left;
      this.entries = entries;
    }

    private String name(Path path) {
      return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      boolean leaves = left.leaves(name(folder));
      if (!leaves) {
        entries.add(new Entry(name(folder), Kind.FOLDER, false, ""));
      }
      return leaves && left.leavesForGood()
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    /** What is left out need not be readable. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (!file.equals(root) && left.leaves(name(file)) && left.leavesForGood()) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = name(file);
      if (left.leaves(name)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        entries.add(new Entry(name, Kind.LINK, false, Files.readSymbolicLink(file).toString()));
      } else if (attributes.isRegularFile()) {
        boolean executable =
            Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        entries.add(new Entry(name, Kind.FILE, executable, ""));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
