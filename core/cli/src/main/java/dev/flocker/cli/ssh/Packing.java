package dev.flocker.cli.ssh;

import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalFolder.Entry;
import dev.flocker.api.value.LocalFolder.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Packs a folder into a tar archive. */
final class Packing {

  private static final int FILE = 0644;
  private static final int EXECUTABLE = 0755;

  private final LocalFolder folder;

  Packing(LocalFolder folder) {
    this.folder = folder;
  }

  /** Ends the archive, and leaves the stream open. */
  void writeTo(OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    TarArchiveOutputStream tar = new TarArchiveOutputStream(buffered, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    if (folder.exact()) {
      TarArchiveEntry root = new TarArchiveEntry("./", TarConstants.LF_DIR);
      exactly(root, Path.of(folder.path()).toRealPath());
      tar.putArchiveEntry(root);
      tar.closeArchiveEntry();
    }
    for (Entry entry : folder.entries()) {
      Path file = Path.of(folder.path(), entry.path());
      TarArchiveEntry header = header(entry);
      if (folder.exact()) {
        exactly(header, file);
      }
      if (entry.kind() == Kind.FILE) {
        header.setSize(Files.size(file));
      }
      tar.putArchiveEntry(header);
      if (entry.kind() == Kind.FILE) {
        Files.copy(file, tar);
      }
      tar.closeArchiveEntry();
    }
    tar.finish();
    buffered.flush(); // which flushing the archive does not do
  }

  private static TarArchiveEntry header(Entry entry) {
    TarArchiveEntry header =
        switch (entry.kind()) {
          case FILE -> new TarArchiveEntry(entry.path(), TarConstants.LF_NORMAL);
          case FOLDER -> new TarArchiveEntry(entry.path() + "/", TarConstants.LF_DIR);
          case LINK -> new TarArchiveEntry(entry.path(), TarConstants.LF_SYMLINK);
        };
    header.setMode(entry.kind() == Kind.FILE && !entry.executable() ? FILE : EXECUTABLE);
    header.setLinkName(entry.target());
    header.setModTime(FileTime.fromMillis(0));
    header.setIds(0, 0);
    return header;
  }

  /** As far as this machine's file system tells. */
  private static void exactly(TarArchiveEntry header, Path file) throws IOException {
    header.setMode((int) seen(file, "unix:mode") & 07777);
    header.setIds((int) seen(file, "unix:uid"), (int) seen(file, "unix:gid"));
    header.setModTime((FileTime) seen(file, "lastModifiedTime"));
  }

  private static Object seen(Path file, String attribute) throws IOException {
    return Objects.requireNonNull(
        Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS), attribute);
  }
}
