package dev.flocker.cli.backup;

import dev.flocker.cli.ssh.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A folder of another machine, by the system's own {@code ssh} and the user's configuration of it.
 * There it needs a POSIX shell.
 *
 * @param login the options of ssh, and the host
 */
record SshStore(String name, List<String> login, String folder) implements Store {

  static final String SCHEME = "ssh://";

  private static final Pattern FORM =
      Pattern.compile(
          "ssh://(?:([A-Za-z0-9_.-]+)@)?(\\[[0-9a-fA-F:]+]|[A-Za-z0-9][A-Za-z0-9_.-]*)"
              + "(?::([0-9]{1,5}))?(/[^\\p{Cntrl}]+)");

  /**
   * Of the folder {@code $all}. What is not there is empty; what cannot be looked into is not taken
   * for that. Only names that a project or a volume may have are looked at: lost+found is nobody's.
   */
  private static final String LISTING =
      """
      LC_ALL=C
      shut() { echo "$1 cannot be looked into" >&2; exit 1; }
      look() { test -d "$1" && test -r "$1" && test -x "$1" || shut "$1"; }
      folder() {
        case ${1##*/} in [!a-z0-9]*|*[!a-z0-9_.-]*) return 1;; esac
        test -e "$1" || test ! -L "$1" || shut "$1"
        test -d "$1"
      }
      there=$all
      while test ! -e "$there" && test ! -L "$there"; do there=$(dirname "$there"); done
      if test "$there" != "$all"; then
        test -d "$there" && test -x "$there" || shut "$there"
        exit 0
      fi
      look "$all"; cd "$all" || exit
      for p in *; do
        folder "$p" || continue
        look "$p"
        for v in "$p"/*; do
          folder "$v" || continue
          look "$v"
          for f in "$v"/*; do
            if test -f "$f" && test ! -L "$f"; then printf '%s\\n' "$f" || exit; fi
          done
        done
      done
      """;

  /**
   * @throws IllegalArgumentException with cause and remedy
   */
  static SshStore parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + Stores.shown(text) + "\" names no folder of a host; write ssh://USER@HOST/PATH");
    }
    List<String> login = new ArrayList<>(List.of("ssh", "-T", "-o", "BatchMode=yes"));
    login.addAll(List.of("-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3"));
    if (m.group(1) != null) {
      login.addAll(List.of("-l", m.group(1)));
    }
    if (m.group(3) != null) {
      login.addAll(List.of("-p", m.group(3)));
    }
    login.addAll(List.of("--", m.group(2).replaceAll("[\\[\\]]", "")));
    String path = m.group(4);
    return new SshStore(text, login, path.startsWith("/~/") ? "./" + path.substring(3) : path);
  }

  @Override
  public void require() {
    try {
      run("umask 077; mkdir -p " + word("") + " && test -w " + word(""));
    } catch (IOException e) {
      throw trouble(
          "nothing can be written there: " + e.getMessage(),
          "try it: " + String.join(" ", login) + " mkdir -p " + folder);
    }
  }

  @Override
  public Set<String> files() throws IOException {
    return run("all=" + word("") + "\n" + LISTING)
        .lines()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public InputStream read(String path) throws IOException {
    return ProgramInput.of(argv("exec cat <" + word(path)));
  }

  /**
   * It gets its name by a command of its own: one whose input ends because the connection did would
   * take what came for all.
   */
  @Override
  public void write(String path, Content content) throws IOException {
    String part = word(path.substring(0, path.lastIndexOf('/') + 1) + PART);
    String parent = word(path.substring(0, path.lastIndexOf('/')));
    AtomicLong bytes = new AtomicLong();
    String script =
        "umask 077; mkdir -p %s && cat >%s && { sync %s 2>/dev/null || sync; } && wc -c <%s"
            .formatted(parent, part, part, part);
    String said = ProgramOutput.run(argv(script), out -> content.writeTo(new Counting(out, bytes)));
    if (!said.strip().equals(Long.toString(bytes.get()))) {
      throw new IOException(
          bytes + " bytes were sent, and there arrived " + said.strip() + "; is its disk full?");
    }
    run("mv -f %s %s && { sync %s 2>/dev/null || sync; }".formatted(part, word(path), parent));
  }

  private String run(String script) throws IOException {
    return ProgramOutput.run(argv(script), out -> {});
  }

  private List<String> argv(String script) {
    List<String> argv = new ArrayList<>(login);
    argv.add(Quote.script(script));
    return argv;
  }

  private String word(String path) {
    return Quote.word(path.isEmpty() ? folder : folder + "/" + path);
  }
}
