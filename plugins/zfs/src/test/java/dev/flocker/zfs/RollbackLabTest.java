package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.ByteSize;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A rollback on a real node that is cut short before, and within, each of its commands. */
class RollbackLabTest extends TwoProjects {

  private static final Path DATA = FILE.getParent();
  private static final Pattern CHANGES = Pattern.compile("(rm|cp|mv) .*");

  @Test
  void leavesTheOldOrTheNewStateWholeWhereverItIsCut() {
    VolumeState limited =
        new VolumeState(Optional.of(ByteSize.parse("1G")), state(FROM).mountpoint());
    Version first = node.snapshot(FROM, DB, "1", host);
    boolean cut = true;
    for (int at = 1; cut; at++) {
      node.apply(new Change.Update<>(DB, FROM, limited, limited, ""), host, Progress.NONE);
      host.write(FILE, "two\n", 0600);
      host.write(DATA.resolve("new"), "new\n", 0600);
      cut = isCut(first, at);
      if (host.list(DATA.getParent()).contains("data")) {
        String now = host.read(FILE).orElseThrow();
        assertThat(now).as("cut at %d", at).isIn("one\n", "two\n");
        assertThat(host.list(DATA)).hasSize(now.equals("one\n") ? 1 : 2);
      } else {
        assertThat(host.list(DATA.getParent())).contains(Rollback.NEXT, Rollback.LAST);
      }

      node.rollback(FROM, Map.of(DB, first), host);
      assertThat(host.list(DATA.getParent())).containsExactly("data");
      assertThat(host.list(DATA)).containsExactly("file");
      assertThat(host.read(FILE)).contains("one\n");
    }
    assertThat(new Local(new Dataset("tank", FROM, "db"), new Zfs(host)).require().refquota())
        .isEqualTo(1L << 30);
  }

  @Test
  void aSnapshotOfAnEmptyVolumeBringsThatBack() {
    host.run(Command.of("rm", "-rf", DATA.toString()));
    Version empty = node.snapshot(FROM, DB, "1", host);
    host.write(FILE, "one\n", 0600);

    node.rollback(FROM, Map.of(DB, empty), host);
    assertThat(host.list(DATA.getParent())).isEmpty();

    host.run(Command.of("mkdir", DATA.getParent().resolve(Rollback.NEXT).toString()));
    Version half = node.snapshot(FROM, DB, "2", host);
    assertThatThrownBy(() -> node.rollback(FROM, Map.of(DB, half), host))
        .hasMessageContaining("go back to another one");

    host.write(FILE, "one\n", 0600);
    isCut(empty, 1); // what it leaves goes with the volume
  }

  private boolean isCut(Version to, int at) {
    try {
      node.rollback(FROM, Map.of(DB, to), cutting(at));
      return false;
    } catch (CancellationException e) {
      return true;
    }
  }

  /** The program that is cut has done half of what it was to do, or nothing. */
  private Host cutting(int at) {
    int[] ran = {0};
    return (Host)
        Proxy.newProxyInstance(
            Host.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("run")) {
                Command command = (Command) arguments[0];
                String line = String.join(" ", command.argv());
                if (CHANGES.matcher(line).matches() && ++ran[0] == at) {
                  half(line);
                  throw new CancellationException();
                }
              }
              try {
                return method.invoke(host, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void half(String command) {
    Path place = DATA.getParent();
    if (command.startsWith("cp ")) {
      host.write(place.resolve(Rollback.NEXT).resolve("half"), "half\n", 0600);
    }
  }
}
