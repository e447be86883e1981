package dev.flocker.cli.backup;

import dev.flocker.api.value.Name;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of this machine. Only its owner can read what is in it. */
record FolderStore(String name, Path folder) implements Store {

  @Override
  public void require() {
    try {
      make(folder);
    } catch (IOException e) {
      throw trouble("the folder cannot be made: " + e, "name one that can be");
    }
    if (!Files.isWritable(folder)) {
      throw trouble("nothing can be written there", "check the folder's owner and permissions");
    }
  }

  @Override
  public Set<String> files() throws IOException {
    Set<String> paths = new TreeSet<>();
    if (isMissing(folder)) {
      return paths;
    }
    for (Path project : folders(folder)) {
      for (Path volume : folders(project)) {
        for (Path file : list(volume)) {
          if (is(file, BasicFileAttributes::isRegularFile, LinkOption.NOFOLLOW_LINKS)
              && !file.endsWith(PART)) {
            paths.add(folder.relativize(file).toString());
          }
        }
      }
    }
    return paths;
  }

  /**
   * @throws IOException if that cannot be told
   */
  private static boolean isMissing(Path folder) throws IOException {
    try {
      Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return false;
    } catch (NoSuchFileException e) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null && !isMissing(parent) && !Files.isDirectory(parent)) {
        throw new NotDirectoryException(parent.toString());
      }
      return true;
    }
  }

  /** Those that can be of a project or a volume: nobody may look into lost+found. */
  private static List<Path> folders(Path in) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path file : list(in)) {
      if (isName(file) && is(file, BasicFileAttributes::isDirectory)) {
        folders.add(file);
      }
    }
    return folders;
  }

  /**
   * What is gone meanwhile is nothing.
   *
   * @throws IOException if it cannot be looked at, as a link that leads nowhere
   */
  private static boolean is(Path file, Predicate<BasicFileAttributes> kind, LinkOption... options)
      throws IOException {
    try {
      return kind.test(Files.readAttributes(file, BasicFileAttributes.class, options));
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw e;
      }
      return false;
    }
  }

  private static List<Path> list(Path in) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return all.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isName(Path file) {
    try {
      Name.parse(file.getFileName().toString());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public InputStream read(String path) throws IOException {
    return Files.newInputStream(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void write(String path, Content content) throws IOException {
    Path file = folder.resolve(path);
    Path part = file.resolveSibling(PART);
    Path parent = Objects.requireNonNull(file.getParent());
    make(parent);
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      content.writeTo(Channels.newOutputStream(channel));
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    keep(parent);
  }

  private static void make(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** A name that was given survives a power failure too. */
  private static void keep(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
