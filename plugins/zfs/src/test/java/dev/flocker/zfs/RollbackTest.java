package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Version;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes of one container go back together, wherever that is cut short. */
class RollbackTest {

  private static final Version FIRST = new Version("flocker-1", "11");

  /** What each has now and had then; empty for a volume that nothing was written to. */
  private static final Map<String, String> NOW = Map.of("a", "2", "b", "2", "c", "", "d", "2");

  private static final Map<String, String> THEN = Map.of("a", "1", "b", "1", "c", "1", "d", "");

  /** The folders of volumes and of what is copied from, with what is in them. */
  private final Map<Path, String> folders = new TreeMap<>();

  private final Map<String, String> clones = new TreeMap<>();
  private int left;

  @BeforeEach
  void now() {
    folders.clear();
    clones.clear();
    NOW.forEach((volume, data) -> put(Path.of("/flocker/shop", volume, "data"), data));
  }

  @Test
  void nothingStartsOnAMixtureOfOldAndNewAndAnotherTryGoesOn() {
    boolean cut = true;
    int blocked = 0;
    for (int at = 0; cut; at++) {
      now();
      cut = isCut(at);
      if (NOW.keySet().stream().anyMatch(this::lacksData)) {
        blocked++;
      } else {
        assertThat(state()).as("cut at %d", at).isIn(NOW, THEN);
      }
      assertThat(isCut(Integer.MAX_VALUE)).isFalse();
      assertThat(state()).isEqualTo(THEN);
      assertThat(folders.keySet()).allMatch(path -> path.endsWith("data"));
      assertThat(clones).isEmpty();
    }
    assertThat(blocked).isPositive();
  }

  /** Something is there, but no data: on such a volume nothing starts. */
  private boolean lacksData(String volume) {
    List<String> there = list(Path.of("/flocker/shop", volume));
    return !there.isEmpty() && !there.contains("data");
  }

  private Map<String, String> state() {
    Map<String, String> state = new TreeMap<>();
    NOW.keySet()
        .forEach(v -> state.put(v, folders.getOrDefault(Path.of("/flocker/shop", v, "data"), "")));
    return state;
  }

  private boolean isCut(int commands) {
    left = commands;
    Map<Ref, Version> to = new LinkedHashMap<>();
    Stream.of("a", "b", "c", "d").forEach(v -> to.put(new Ref(VolumeType.NAME, v), FIRST));
    try {
      new ZfsNode().rollback("shop", to, host());
      return false;
    } catch (CancellationException e) {
      return true;
    }
  }

  private Host host() {
    return (Host)
        Proxy.newProxyInstance(
            Host.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, given) ->
                switch (method.getName()) {
                  case "run" -> run(((Command) given[0]).argv());
                  case "list" -> list((Path) given[0]);
                  case "read" ->
                      Optional.of("2.1.11-1\n").filter(v -> given[0].equals(Pools.MODULE));
                  case "variable" -> Optional.empty();
                  case "home" -> Path.of("/var/lib/flocker");
                  default -> throw new AssertionError(method);
                });
  }

  private Command.Result run(List<String> argv) {
    if (left-- == 0) {
      throw new CancellationException();
    }
    String last = argv.getLast();
    String verb = argv.getFirst().equals("zfs") ? argv.get(1) : argv.getFirst();
    return switch (verb) {
      case "zpool" -> said("tank\n");
      case "get" -> got(argv, last);
      case "clone" -> cloned(argv.get(argv.size() - 2), last);
      case "destroy" -> destroyed(last);
      case "cp" -> put(Path.of(last), folders.get(Path.of(argv.get(argv.size() - 2))));
      case "mv" -> put(Path.of(last), folders.remove(Path.of(argv.get(argv.size() - 2))));
      case "rm" -> {
        folders.remove(Path.of(last));
        yield said("");
      }
      default -> said("");
    };
  }

  private Command.Result got(List<String> argv, String last) {
    if (argv.contains("-rHp")) {
      return look(last);
    }
    String room = last + "\tavailable\t1000\n" + last + "\tused\t10\n";
    return said(argv.contains("value") ? "11\n" : room);
  }

  private static Command.Result said(String text) {
    return new Command.Result(0, text, "");
  }

  private Command.Result put(Path folder, String data) {
    if (!Objects.requireNonNull(data).isEmpty()) {
      assertThat(folders.put(folder, data)).as("in the way at %s", folder).isNull();
    }
    return said("");
  }

  private Command.Result cloned(String snapshot, String to) {
    String volume = snapshot.replaceAll(".*/|@.*", "");
    clones.put(to, volume);
    return put(Path.of("/flocker/shop", volume + ":rollback", "data"), THEN.get(volume));
  }

  private Command.Result destroyed(String clone) {
    folders.remove(Path.of("/flocker/shop", clones.remove(clone) + ":rollback", "data"));
    return said("");
  }

  private List<String> list(Path folder) {
    return folders.keySet().stream()
        .filter(path -> path.getParent().equals(folder))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  private Command.Result look(String dataset) {
    if (dataset.endsWith(":rollback") && !clones.containsKey(dataset)) {
      return new Command.Result(1, "", "cannot open: dataset does not exist");
    }
    String snapshot = dataset + "@" + FIRST.snapshot();
    String shown =
        Stream.of(
                dataset + "\ttype\tfilesystem\t-",
                dataset + "\tmounted\tyes\t-",
                dataset + "\tmountpoint\t" + dataset.replace("tank", "") + "\tinherited",
                dataset + "\treadonly\toff\tlocal",
                dataset + "\trefquota\t0\tdefault",
                snapshot + "\ttype\tsnapshot\t-",
                snapshot + "\tguid\t" + FIRST.guid() + "\t-",
                snapshot + "\tcreatetxg\t1\t-",
                snapshot + "\tuserrefs\t1\t-")
            .map(line -> line + "\n")
            .reduce("", String::concat);
    return said(shown);
  }
}
