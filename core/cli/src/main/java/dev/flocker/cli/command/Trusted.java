package dev.flocker.cli.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/** Who can put what they like in a file: settings and plugins act with all that the user may do. */
public final class Trusted {

  private Trusted() {}

  /**
   * Why others than the user and root could change what a file holds, or what a folder does.
   *
   * @return empty if nobody else can; else a clause such as {@code it belongs to mallory; ...}
   */
  public static Optional<String> flaw(Path path) {
    try {
      Path real = path.toRealPath();
      PosixFileAttributes found = Files.readAttributes(real, PosixFileAttributes.class);
      String owner = found.owner().getName();
      if (!owner.equals("root") && !found.owner().equals(user())) {
        return Optional.of(real + " belongs to " + owner + "; give it to yourself: chown");
      }
      Set<PosixFilePermission> may = found.permissions();
      // The group that only its owner is in, as most distributions make one for each user.
      boolean own = found.group().getName().equals(owner);
      if (may.contains(PosixFilePermission.OTHERS_WRITE)
          || (may.contains(PosixFilePermission.GROUP_WRITE) && !own)) {
        return Optional.of(real + " can be written by others; chmod go-w " + real);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(path + " cannot be looked at; check its permissions");
    }
  }

  /** Of a file, and of the folder where it truly is: who can write there can exchange the file. */
  public static Optional<String> flawOfFile(Path file) {
    return flaw(file).or(() -> folder(file).flatMap(Trusted::flaw));
  }

  private static Optional<Path> folder(Path file) {
    try {
      return Optional.ofNullable(file.toRealPath().getParent());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Whose process this is; a container's user may have no name. */
  private static UserPrincipal user() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? Files.getOwner(self)
        : FileSystems.getDefault()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
