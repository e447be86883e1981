package dev.flocker.node.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The files of the run lock, and for whom each is. Who may use Docker is as good as root, so these
 * users and root keep each other out; whoever may not has nothing to do with what is theirs, and
 * must not be able to hinder them.
 *
 * @param shared root's and Docker's users', in a folder that only root can write in
 * @param early for Docker's users until root has made {@code shared}; in a folder for all
 * @param own of a user who is none of them
 * @param docker the group whose members may use Docker; empty if only root may
 */
record LockFiles(
    Standing standing, Path shared, Path early, Path own, Optional<GroupPrincipal> docker) {

  private static final Path SOCKET = Path.of("/var/run/docker.sock");
  private static final String ROOT = "root";
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("------rwx");

  /** Who this process is. */
  enum Standing {
    ROOT,
    DOCKER,
    OTHER
  }

  /** What is in {@code /run} is gone after a reboot. */
  static LockFiles usual(Path home) throws IOException {
    return new LockFiles(
        standing(System.getProperty("user.name")),
        Path.of("/run/flocker/lock"),
        Path.of("/run/lock/flocker.lock"),
        home.resolve("lock"),
        group());
  }

  private static Standing standing(String user) {
    if (user.equals(ROOT)) {
      return Standing.ROOT;
    }
    return Files.isWritable(SOCKET) ? Standing.DOCKER : Standing.OTHER;
  }

  /** Docker's own choice; where Docker is not running now, the usual one. */
  private static Optional<GroupPrincipal> group() throws IOException {
    if (Files.exists(SOCKET)) {
      GroupPrincipal group = Files.readAttributes(SOCKET, PosixFileAttributes.class).group();
      return Optional.of(group).filter(g -> !g.getName().equals(ROOT));
    }
    try {
      return Optional.of(
          SOCKET
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName("docker"));
    } catch (UserPrincipalNotFoundException none) {
      return Optional.empty();
    }
  }

  static LockFiles ofOne(Path file) {
    return new LockFiles(Standing.OTHER, file, file, file, Optional.empty());
  }

  void makeOwn() throws IOException {
    Files.createDirectories(folder(own));
    make(own);
  }

  /** As root: whoever may use Docker by now can open it. */
  void makeShared() throws IOException {
    Files.createDirectories(folder(shared), mode("rwxr-xr-x"));
    make(shared);
    share(shared);
  }

  /**
   * Makes a file, unless it is there. It has its mode before it has its name, and is Docker's
   * users' too where this is one of them or root.
   */
  void make(Path file) throws IOException {
    if (Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    Path beside = Files.createTempFile(folder(file), ".flocker", ".lock");
    try {
      share(beside);
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException another) {
      // It is there: that was the aim.
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private void share(Path file) throws IOException {
    if (docker.isPresent() && standing != Standing.OTHER) {
      PosixFileAttributeView view =
          Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
      view.setGroup(docker.get());
      view.setPermissions(PosixFilePermissions.fromString("rw-rw----"));
    }
  }

  /**
   * Whether the early file is there and made by a user of Docker's: nobody else can give a file to
   * that group.
   */
  boolean trustsEarly() throws IOException {
    try {
      PosixFileAttributes it =
          Files.readAttributes(early, PosixFileAttributes.class, NOFOLLOW_LINKS);
      return it.isRegularFile()
          && Collections.disjoint(it.permissions(), OTHERS)
          && docker.equals(Optional.of(it.group()));
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent(), "a lock is in a folder");
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
