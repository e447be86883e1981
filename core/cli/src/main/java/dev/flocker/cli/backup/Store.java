package dev.flocker.cli.backup;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/**
 * Where backups are kept: files in folders, by paths of flocker's own making. What comes back from
 * one is a stranger's data.
 */
public interface Store {

  /** What is being written of a file that is not whole yet; the next one begins anew. */
  String PART = ".part";

  /** As the user wrote it, but for a password. */
  String name();

  /**
   * Sees to it that it can be written to, before any node is contacted.
   *
   * @throws NodeTrouble.StepFailed with cause and remedy
   */
  void require();

  /**
   * The paths of all files that are whole; none if the place is not there yet.
   *
   * @throws IOException if some of it cannot be looked into: to take that for none would begin each
   *     backup anew
   */
  Set<String> files() throws IOException;

  /** Reads one of {@link #files}. The end of a file that could not be read whole is an error. */
  InputStream read(String path) throws IOException;

  /**
   * Writes a file, which is there whole or not at all, and on the disk when this returns. One of
   * this path is replaced.
   */
  void write(String path, Content content) throws IOException;

  /** Writes what is wanted. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  default NodeTrouble.StepFailed trouble(String why, String remedy) {
    return new NodeTrouble.StepFailed(name(), why, remedy);
  }
}
