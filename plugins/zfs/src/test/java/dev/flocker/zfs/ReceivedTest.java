package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that lies may send a stream with properties, where flocker sends none. */
class ReceivedTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");
  private static final Ref REF = new Ref(VolumeType.NAME, "db");

  private static final Copy REPLICA = as(Copy.Role.REPLICA);

  private final FakeHost host = new FakeHost();

  @BeforeEach
  void aPool() {
    host.on(ZfsCommands.pools()).prints("tank\n");
    host.file("/sys/module/zfs/version", "2.1.11-1\n");
  }

  @Test
  void whatAStreamBroughtIsTakenBackAfterAPush() {
    shows(DB, Copy.Role.REPLICA);
    has(DB, "-", "sync\tdisabled", "reservation\t9000000000", "refreservation\t9000000000");
    List<List<String>> mending =
        expected(
            List.of(
                ZfsCommands.set(DB, "refreservation", "none"),
                ZfsCommands.set(DB, "reservation", "none"),
                ZfsCommands.inherit(DB, "sync")));

    new ZfsNode().adapt("shop", REF, Map.of(), host);

    assertThat(changes()).isEqualTo(mending);
  }

  @Test
  void nothingBecomesACopyThatStillHasWhatAStreamBrought() {
    Dataset incoming = DB.incoming();
    host.on(ZfsCommands.look(DB.path())).fails(1, "cannot open: dataset does not exist");
    host.on(ZfsCommands.look(incoming.path())).prints(shown(incoming, "-\t-") + snapshot(incoming));
    has(
        incoming,
        incoming.path(),
        "refquota\t1",
        "canmount\ton",
        "keylocation\thttps://n1/key",
        "made:up\tyes");
    List<List<String>> mending =
        expected(
            List.of(
                ZfsCommands.set(incoming, "canmount", "noauto"),
                ZfsCommands.set(incoming, "keylocation", "prompt"),
                ZfsCommands.inherit(incoming, "made:up"),
                ZfsCommands.set(incoming, "refquota", "none"),
                ZfsCommands.set(incoming, "canmount", "noauto"),
                ZfsCommands.inherit(incoming, "readonly"),
                ZfsCommands.set(incoming, ZfsCommands.COPY, CopyRecord.format(REPLICA)),
                ZfsCommands.rename(incoming, DB)));

    new ZfsNode().record("shop", REF, Optional.empty(), REPLICA, host);

    assertThat(changes()).isEqualTo(mending);
  }

  @Test
  void aReplicaHasNothingLeftOfItWhenItBecomesTheOwner() {
    shows(DB, Copy.Role.REPLICA);
    has(DB, "-", "quota\t1");
    List<List<String>> mending =
        expected(
            List.of(
                ZfsCommands.set(DB, "quota", "none"),
                ZfsCommands.set(DB, ZfsCommands.COPY, CopyRecord.format(as(Copy.Role.OWNER)))));

    new ZfsNode().record("shop", REF, Optional.of(REPLICA), as(Copy.Role.OWNER), host);

    assertThat(changes()).isEqualTo(mending);
  }

  /** Only the root of what is encrypted says where the key is. */
  @Test
  void nothingIsTakenFromWhatIsOnesOwn() {
    shows(DB, Copy.Role.REPLICA);
    has(DB, "tank/flocker", "keylocation\tfile:///key", "casesensitivity\tmixed");

    new ZfsNode().adapt("shop", REF, Map.of(), host);
    assertThat(changes()).isEmpty();
  }

  @Test
  void anOwnerKeepsWhatItsBackupBrought() {
    shows(DB, Copy.Role.OWNER);

    new ZfsNode().adapt("shop", REF, Map.of(), host);
    assertThat(changes()).isEmpty();
  }

  private List<List<String>> expected(List<List<String>> commands) {
    commands.forEach(argv -> host.on(argv).prints(""));
    return commands;
  }

  private List<List<String>> changes() {
    return host.ran().stream()
        .filter(argv -> List.of("set", "inherit", "rename").contains(argv.get(1)))
        .toList();
  }

  /** All properties of a dataset: what a stream brought, and what did not come with one. */
  private void has(Dataset dataset, String encryptionRoot, String... received) {
    StringBuilder all = new StringBuilder("atime\toff\tlocal\nused\t24576\t-\n");
    all.append("compression\tlz4\tinherited from tank\n");
    all.append("encryptionroot\t").append(encryptionRoot).append("\t-\n");
    for (String one : received) {
      all.append(one).append("\treceived\n");
    }
    host.on(ZfsCommands.everything(dataset)).prints(all.toString());
  }

  private void shows(Dataset dataset, Copy.Role role) {
    host.on(ZfsCommands.look(dataset.path()))
        .prints(shown(dataset, CopyRecord.format(as(role)) + "\tlocal"));
  }

  private static Copy as(Copy.Role role) {
    return new Copy("v", 1, "p", role, Optional.empty(), List.of("n1"), List.of(), false);
  }

  private static String snapshot(Dataset dataset) {
    String values = "type\tsnapshot guid\t11 createtxg\t1 userrefs\t1";
    return Stream.of(values.split(" "))
        .map(value -> dataset.snapshot("flocker-1") + "\t" + value + "\t-\n")
        .reduce("", String::concat);
  }

  private static String shown(Dataset dataset, String record) {
    return Stream.of(
            "type\tfilesystem\t-",
            "mounted\tno\t-",
            "mountpoint\t%s\tinherited".formatted(dataset.mountpoint()),
            "readonly\ton\tinherited",
            "refquota\t0\tdefault",
            ZfsCommands.COPY + "\t" + record)
        .map(value -> dataset.path() + "\t" + value + "\n")
        .reduce("", String::concat);
  }
}
