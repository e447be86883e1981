package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Version;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");
  private static final Copy FRESH = Copy.fresh();

  private final AtomicReference<String> record = new AtomicReference<>(CopyRecord.format(FRESH));
  private final CyclicBarrier looking = new CyclicBarrier(2);

  @Test
  void ofTwoWhoReplaceOneRecordTheSecondIsTold() {
    Local local = new Local(DB, new Zfs(host(this::run)));

    List<Boolean> replaced =
        Stream.of("a", "b").parallel().map(peer -> replaces(local, peer)).toList();

    assertThat(replaced).containsExactlyInAnyOrder(true, false);
  }

  /** Volumes of one container are given up in one stop. */
  @Test
  @Timeout(60)
  void recordsOfDifferentVolumesAreReplacedSideBySide() {
    CyclicBarrier both = new CyclicBarrier(2);
    Zfs zfs =
        new Zfs(
            host(
                argv -> {
                  if (argv.get(1).equals("set")) {
                    return new Command.Result(0, "", "");
                  }
                  both.await();
                  return new Command.Result(0, shown(argv.getLast(), record.get()), "");
                }));

    List<Boolean> replaced =
        Stream.of(DB, new Dataset("tank", "shop", "files"))
            .parallel()
            .map(dataset -> replaces(new Local(dataset, zfs), "a"))
            .toList();

    assertThat(replaced).containsExactly(true, true);
  }

  /** zfs-fuse may never serve one of two datasets that are mounted at the same time. */
  @Test
  void twoDatasetsAreNeverChangedAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(2);
    AtomicBoolean met = new AtomicBoolean();
    Zfs zfs =
        new Zfs(
            host(
                argv -> {
                  try {
                    together.await(300, TimeUnit.MILLISECONDS);
                    met.set(true);
                  } catch (TimeoutException | BrokenBarrierException e) {
                    // The other one waits for its turn.
                  }
                  return new Command.Result(0, "", "");
                }));

    Stream.of(DB, new Dataset("tank", "shop", "files"))
        .parallel()
        .forEach(dataset -> zfs.runOnceFree(ZfsCommands.mount(dataset)));

    assertThat(met).isFalse();
  }

  /** What a controller ordered that was taken for lost may come late. */
  @Test
  void givesUpNothingButItsNewestSnapshot() {
    List<List<String>> changes = new CopyOnWriteArrayList<>();
    String snapshots = snapshot("flocker-a", 11, 1) + snapshot("flocker-b", 22, 2);
    String closed =
        shown(DB.path(), record.get()).replace("mounted\tyes", "mounted\tno") + snapshots;
    Local local =
        new Local(
            DB,
            new Zfs(
                host(
                    argv -> {
                      if (argv.equals(ZfsCommands.look(DB.path()))) {
                        return new Command.Result(0, closed, "");
                      }
                      changes.add(argv);
                      return new Command.Result(0, "", "");
                    })));

    assertThatThrownBy(
            () -> local.record(Optional.of(FRESH), handing(new Version("flocker-a", "11"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("flocker-a is to be handed over, and is not its newest snapshot");
    assertThat(changes).isEmpty();
    local.record(Optional.of(FRESH), handing(new Version("flocker-b", "22")));
    assertThat(changes).isNotEmpty();
  }

  private static String snapshot(String name, int guid, int order) {
    String values = "type\tsnapshot guid\t%d createtxg\t%d userrefs\t1".formatted(guid, order);
    return Stream.of(values.split(" "))
        .map(value -> DB.snapshot(name) + "\t" + value + "\t-\n")
        .reduce("", String::concat);
  }

  private static Copy handing(Version at) {
    return new Copy(
        FRESH.volume(),
        2,
        "p2",
        Copy.Role.HANDING_OFF,
        Optional.of(new Copy.Handoff("n2", at)),
        List.of("n2"),
        List.of(),
        false);
  }

  private static boolean replaces(Local local, String peer) {
    try {
      local.record(Optional.of(FRESH), knowing(peer));
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  private static Copy knowing(String peer) {
    return new Copy(
        FRESH.volume(),
        FRESH.generation(),
        FRESH.promotion(),
        FRESH.role(),
        FRESH.handoff(),
        List.of(peer),
        List.of(),
        false);
  }

  private interface Program {
    Command.Result run(List<String> argv) throws Exception;
  }

  private static Host host(Program program) {
    return (Host)
        Proxy.newProxyInstance(
            Host.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, arguments) -> program.run(((Command) arguments[0]).argv()));
  }

  /** Keeps a record; whoever looks at it waits a little for another one who does. */
  private Command.Result run(List<String> argv) throws InterruptedException {
    String set = "zfs set " + ZfsCommands.COPY + "=";
    String line = String.join(" ", argv);
    if (line.startsWith(set)) {
      record.set(line.substring(set.length(), line.length() - DB.path().length() - 1));
      return new Command.Result(0, "", "");
    }
    assertThat(argv).isEqualTo(ZfsCommands.look(DB.path()));
    String seen = record.get();
    try {
      looking.await(300, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | BrokenBarrierException e) {
      // The other one waits for its turn.
    }
    return new Command.Result(0, shown(DB.path(), seen), "");
  }

  private static String shown(String dataset, String record) {
    return Stream.of(
            "type\tfilesystem\t-",
            "mounted\tyes\t-",
            "mountpoint\t/flocker/shop/db\tinherited",
            "readonly\toff\tlocal",
            "refquota\t0\tdefault",
            ZfsCommands.COPY + "\t" + record + "\tlocal")
        .map(value -> dataset + "\t" + value + "\n")
        .reduce("", String::concat);
  }
}
