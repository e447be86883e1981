package dev.flocker.cli.backup;

import dev.flocker.node.wire.Json;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A repository of restic's, which encrypts all that is in it: by the {@code restic} of this
 * machine, whose password and other settings are in its own environment variables. Each file is a
 * snapshot of restic's.
 *
 * @param name without the password that {@code repository} may have
 */
record ResticStore(String name, String repository) implements Store {

  static final String SCHEME = "restic:";

  private static final String TAG = "flocker";
  private static final String ROOT = TAG + "/";

  @Override
  public void require() {
    try {
      run("cat", "config");
    } catch (IOException e) {
      throw trouble(
          e.getMessage() + "",
          "install restic, set RESTIC_PASSWORD or RESTIC_PASSWORD_FILE, and make it if it is not"
              + " there: restic -r "
              + name.substring(SCHEME.length())
              + " init");
    }
  }

  @Override
  public Set<String> files() throws IOException {
    return paths(run("snapshots", "--json", "--tag", TAG));
  }

  /**
   * @param said by restic, which says null where it has none
   */
  static Set<String> paths(String said) throws IOException {
    try {
      Set<String> paths = new TreeSet<>();
      Object all = Json.read(said);
      if (all == null) {
        return paths;
      }
      if (!(all instanceof List<?> snapshots)) {
        throw new IllegalArgumentException("it is no list");
      }
      for (Object one : snapshots) {
        Message.of(one).texts("paths").stream()
            .filter(path -> path.startsWith("/" + ROOT))
            .forEach(path -> paths.add(path.substring(ROOT.length() + 1)));
      }
      return paths;
    } catch (IllegalArgumentException e) {
      throw new IOException("what restic says is not understood: " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream read(String path) throws IOException {
    String there = "/" + ROOT + path;
    return ProgramInput.of(argv("dump", "--tag", TAG, "--path", there, "latest", there), where());
  }

  @Override
  public void write(String path, Content content) throws IOException {
    ProgramOutput.run(
        argv("backup", "--quiet", "--tag", TAG, "--stdin", "--stdin-filename", ROOT + path),
        where(),
        content);
  }

  private String run(String... words) throws IOException {
    return ProgramOutput.run(argv(words), where(), out -> {});
  }

  private static List<String> argv(String... words) {
    List<String> argv = new ArrayList<>(List.of("restic"));
    argv.addAll(List.of(words));
    return argv;
  }

  /** Which may have a password in it. */
  private Map<String, String> where() {
    return Map.of("RESTIC_REPOSITORY", repository);
  }
}
