package dev.flocker.node.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Snapshots that somebody reads who does not keep others from this node, as a backup does for as
 * long as it uploads. Each pin is a file that the process locks which serves the reader: it ends
 * with that, however it ends. Whoever makes pins or heeds those of others has locked the node.
 */
public final class Pins {

  /** Of a file, in bytes. */
  private static final int LONGEST = 1 << 16;

  private final Path folder;
  private final ReentrantLock alone = new ReentrantLock();
  private final Map<Path, FileChannel> mine = new HashMap<>();

  public Pins(Path folder) {
    this.folder = folder;
  }

  /**
   * What another process reads.
   *
   * @param by who has it read, and since when
   */
  public record Pin(String by, Set<String> guids) {}

  /**
   * Makes one, or changes one of this process's. There is one at a time.
   *
   * @param of what is read
   * @return the other process's that is there already; empty if it was made
   */
  public Optional<Pin> pin(String of, String by, List<String> guids) {
    alone.lock();
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = folder.resolve(name(of));
      if (!mine.containsKey(file)) {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE, NOFOLLOW_LINKS);
        if (channel.tryLock() == null) {
          Pin there = read(channel);
          channel.close();
          return Optional.of(there);
        }
        mine.put(file, channel);
      }
      write(mine.get(file), by, guids);
      return Optional.empty();
    } catch (IOException e) {
      throw LocalHost.failure("pinning " + of, e);
    } finally {
      alone.unlock();
    }
  }

  /** What no other process reads by now is removed: only whoever locked this node may ask. */
  public List<Pin> ofOthers() {
    return ofOthers("*", true);
  }

  /**
   * @param of what is read
   */
  public Optional<Pin> ofAnother(String of) {
    return ofOthers(name(of), false).stream().findFirst();
  }

  private List<Pin> ofOthers(String names, boolean sweep) {
    List<Pin> all = new ArrayList<>();
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      return all;
    }
    alone.lock();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
      for (Path file : files) {
        // Closing any channel to a file ends all locks that this process has on it.
        if (!mine.containsKey(file)) {
          look(file, sweep).ifPresent(all::add);
        }
      }
    } catch (IOException e) {
      throw LocalHost.failure("looking at what is pinned", e);
    } finally {
      alone.unlock();
    }
    return all;
  }

  private static Optional<Pin> look(Path file, boolean sweep) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ, WRITE, NOFOLLOW_LINKS)) {
      if (channel.tryLock() == null) {
        return Optional.of(read(channel));
      }
      if (sweep) {
        Files.delete(file);
      }
      return Optional.empty();
    }
  }

  private static Pin read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST);
    channel.read(text, 0);
    List<String> lines = StandardCharsets.UTF_8.decode(text.flip()).toString().lines().toList();
    return lines.isEmpty()
        ? new Pin("somebody", Set.of())
        : new Pin(lines.getFirst(), new HashSet<>(lines.subList(1, lines.size())));
  }

  private static void write(FileChannel channel, String by, List<String> guids) throws IOException {
    channel.truncate(0);
    String text = by.replaceAll("\\p{C}", "") + "\n" + String.join("\n", guids) + "\n";
    channel.write(StandardCharsets.UTF_8.encode(text), 0);
  }

  /** No pattern either. */
  private static String name(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }
}
