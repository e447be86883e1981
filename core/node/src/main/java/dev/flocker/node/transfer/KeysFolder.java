package dev.flocker.node.transfer;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/**
 * The folder that a user's authorized_keys is really in, by its handle: root works here in what is
 * the user's, who may put a link in the place of anything at any moment. Nothing of another user's
 * is written, and nothing but the user's own given to the user.
 */
final class KeysFolder implements AutoCloseable {

  private static final Path SSH = Path.of(".ssh");
  private static final Path KEYS = Path.of("authorized_keys");

  private final SecureDirectoryStream<Path> folder;
  private final Path path;
  private final Path name;
  private final Path beside;

  private KeysFolder(SecureDirectoryStream<Path> folder, Path file) {
    this.folder = folder;
    this.path = Objects.requireNonNull(file.getParent(), "a file has a folder");
    this.name = file.getFileName();
    this.beside = Path.of(name + ".flocker");
  }

  /** Makes folder and file, the user's own and empty, where the file is not there. */
  static KeysFolder open(Path userHome) throws IOException {
    Path home = userHome.toRealPath();
    UserPrincipal user = Files.readAttributes(home, PosixFileAttributes.class).owner();
    Path usual = home.resolve(SSH).resolve(KEYS);
    if (Files.notExists(usual, NOFOLLOW_LINKS)) {
      create(home, user);
    }
    Path real = usual.toRealPath();
    boolean linked = !real.equals(usual);
    KeysFolder opened = new KeysFolder(linked ? handle(real.resolveSibling("")) : ssh(home), real);
    try {
      if (linked) {
        opened.mustBeOf(user);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static void create(Path home, UserPrincipal user) throws IOException {
    try (SecureDirectoryStream<Path> in = handle(home)) {
      try {
        Files.createDirectory(home.resolve(SSH), mode("rwx------"));
        view(in, SSH).setOwner(user);
        group(view(in, SSH), Files.readAttributes(home, PosixFileAttributes.class));
      } catch (FileAlreadyExistsException there) {
        // It is as the user has it.
      }
      try (SecureDirectoryStream<Path> ssh = in.newDirectoryStream(SSH, NOFOLLOW_LINKS)) {
        if (owner(ssh).equals(user)) {
          ssh.newByteChannel(KEYS, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), mode("rw-------"))
              .close();
          view(ssh, KEYS).setOwner(user);
          group(view(ssh, KEYS), Files.readAttributes(home, PosixFileAttributes.class));
        }
      }
    }
  }

  /** Where no link leads, administrators may keep the folder of a user themselves. */
  private void mustBeOf(UserPrincipal user) throws IOException {
    if (!owner(folder).equals(user) || !attributes().owner().equals(user)) {
      throw new FileSystemException(path.toString(), null, "a link leads to what is another's");
    }
  }

  byte[] read() throws IOException {
    try (SeekableByteChannel channel = folder.newByteChannel(name, Set.of(READ, NOFOLLOW_LINKS));
        InputStream in = Channels.newInputStream(channel)) {
      return in.readAllBytes();
    }
  }

  /** Writes what is to take the place of the file, as it is owned and may be read. */
  void prepare(byte[] text) throws IOException {
    PosixFileAttributes old = attributes();
    discard();
    try (SeekableByteChannel channel =
        folder.newByteChannel(
            beside, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), mode("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (channel instanceof FileChannel file) {
        file.force(true);
      }
    }
    PosixFileAttributeView view = view(folder, beside);
    view.setOwner(old.owner());
    group(view, old);
    view.setPermissions(old.permissions());
  }

  void replace() throws IOException {
    folder.move(beside, folder, name);
    try (FileChannel channel = FileChannel.open(path, READ)) {
      channel.force(true);
    }
  }

  void discard() throws IOException {
    try {
      folder.deleteFile(beside);
    } catch (NoSuchFileException none) {
      // That was the aim.
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }

  private PosixFileAttributes attributes() throws IOException {
    return view(folder, name).readAttributes();
  }

  private static UserPrincipal owner(SecureDirectoryStream<Path> of) throws IOException {
    return of.getFileAttributeView(PosixFileAttributeView.class).readAttributes().owner();
  }

  private static PosixFileAttributeView view(SecureDirectoryStream<Path> in, Path name) {
    return in.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }

  private static void group(PosixFileAttributeView view, PosixFileAttributes like)
      throws IOException {
    try {
      view.setGroup(like.group());
    } catch (FileSystemException another) {
      // A group that the user is not in can stay behind: sshd does not ask for it.
    }
  }

  @SuppressWarnings("StreamResourceLeak") // whoever asks for it closes it
  private static SecureDirectoryStream<Path> handle(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new FileSystemException(folder.toString(), null, "has no handle here");
  }

  private static SecureDirectoryStream<Path> ssh(Path home) throws IOException {
    try (SecureDirectoryStream<Path> in = handle(home)) {
      return in.newDirectoryStream(SSH, NOFOLLOW_LINKS);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
