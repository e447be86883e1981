package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What zfs-fuse cannot do, on a real node with the kernel module. */
class OpenZfsLabTest extends TwoProjects {

  private static final Ref WAL = new Ref("volume", "wal");
  private static final String KEY = "/root/flocker-lab-key";

  @BeforeEach
  void requireModule() {
    assumeTrue(Features.isOpenZfs(host), "this node has no OpenZFS");
  }

  @AfterEach
  void clearAll() {
    node.apply(new Change.Remove<>(WAL, FROM, state(FROM), "", true), host, Progress.NONE);
    if (run("ls " + KEY + " 2>/dev/null || true").length() > 0) {
      clear();
      run("rm " + KEY + "; zfs destroy tank/flocker/" + FROM + "; zfs destroy tank/flocker/" + TO);
    }
  }

  @Test
  void snapshotsOfOneStateAreOfOneInstant() {
    node.apply(new Change.Create<>(WAL, FROM, state(FROM)), host, Progress.NONE);

    List<Version> versions = node.snapshots(FROM, List.of(DB, WAL), "1", host);

    assertThat(versions).extracting(Version::snapshot).containsExactly("flocker-1", "flocker-1");
    assertThat(versions.getFirst()).isEqualTo(copy(FROM).newest().orElseThrow());
    String names = "tank/flocker/lab-from/db@flocker-1 tank/flocker/lab-from/wal@flocker-1";
    List<String> instants = run("zfs get -Hp -o value createtxg " + names).lines().toList();
    assertThat(instants.get(0)).isEqualTo(instants.get(1));
  }

  @Test
  void aStreamThatWasCutGoesOnWhereItStopped() {
    fill();
    Version version = node.snapshot(FROM, DB, "1", host);
    Set<String> how = outgoing(Optional.empty(), version);
    node.expect(TO, DB, host);
    run(send(Optional.empty(), version, how) + " | head -c 1500000 | " + receive(how) + " || true");

    Partial left = node.partial(TO, DB, host);
    assertThat(left.versions()).isEmpty();
    assertThat(node.copy(TO, DB, host)).as("no copy").isEmpty();
    assertThatThrownBy(
            () -> node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host))
        .hasMessageContaining("nothing has arrived");
    run(rest(left) + " | " + receive(how));
    assertThat(node.partial(TO, DB, host))
        .isEqualTo(new Partial(Optional.empty(), List.of(version), ""));
    node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);
    assertThat(copy(TO).versions()).containsExactly(version);

    fill();
    Version more = node.snapshot(FROM, DB, "2", host);
    run(
        send(Optional.of(version), more, how)
            + " | head -c 1500000 | "
            + receive(how)
            + " || true");
    assertThat(copy(TO).versions()).containsExactly(version);
    run(rest(node.partial(TO, DB, host)) + " | " + receive(how));
    assertThat(copy(TO).versions()).containsExactly(version, more);
  }

  @Test
  void whatCannotGoOnIsThrownAwayAndTheRestStays() {
    fill();
    Version version = node.snapshot(FROM, DB, "1", host);
    Set<String> how = outgoing(Optional.empty(), version);
    node.expect(TO, DB, host);
    run(send(Optional.empty(), version, how) + " | head -c 1500000 | " + receive(how) + " || true");
    String token = node.partial(TO, DB, host).token().orElseThrow();
    node.retain(FROM, DB, Set.of(), 0, host);

    assertThatThrownBy(() -> node.sendRest(FROM, DB, token, host));
    node.abandon(TO, DB, host);
    assertThat(node.partial(TO, DB, host)).isEqualTo(Partial.NONE);

    Version again = node.snapshot(FROM, DB, "2", host);
    node.expect(TO, DB, host);
    run(send(Optional.empty(), again, how) + " | " + receive(how));
    assertThat(node.partial(TO, DB, host).versions()).containsExactly(again);
  }

  @Test
  void whatIsEncryptedStaysSoAndOpensWithItsKeyAlone() {
    encrypt();
    fill();
    Version version = node.snapshot(FROM, DB, "1", host);
    Set<String> how = outgoing(Optional.empty(), version);
    assertThat(how).contains(Features.RAW);
    node.expect(TO, DB, host);
    run(send(Optional.empty(), version, how) + " | " + receive(how));
    node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);

    assertThatThrownBy(() -> node.requireOpenable(TO, DB, host))
        .hasMessageContaining("its key is not loaded here")
        .hasMessageContaining("zfs load-key tank/flocker/lab-to/db");
    run("zfs set keylocation=file://" + KEY + " tank/flocker/lab-to/db");
    node.requireOpenable(TO, DB, host);
    node.record(TO, DB, Optional.of(copy(TO)), as(copy(TO), Role.OWNER, 2), host);
    node.open(TO, DB, host);
    assertThat(run("sha256sum < /flocker/lab-to/db/data/more"))
        .isEqualTo(run("sha256sum < /flocker/lab-from/db/data/more"));
  }

  private void encrypt() {
    clear();
    run("zfs destroy tank/flocker/" + FROM + "; head -c 32 /dev/urandom > " + KEY);
    run(
        "zfs create -o encryption=on -o keyformat=raw -o keylocation=file://"
            + KEY
            + " -o canmount=off tank/flocker/"
            + FROM);
    node.apply(new Change.Create<>(DB, FROM, state(FROM)), host, Progress.NONE);
    run("mkdir " + FILE.getParent());
  }

  private void fill() {
    run("dd if=/dev/urandom of=" + FILE.resolveSibling("more") + " bs=1M count=4 && sync");
  }

  private Set<String> outgoing(Optional<Version> base, Version version) {
    Set<String> features = node.features(host);
    Outgoing outgoing = node.outgoing(FROM, DB, base, List.of(version), features, host);
    assertThat(outgoing.bytes()).isGreaterThan(4 << 20);
    node.requireReceivable(TO, DB, outgoing, 0, host);
    return new HashSet<>(outgoing.features());
  }

  private String send(Optional<Version> base, Version to, Set<String> how) {
    return String.join(" ", node.send(FROM, DB, base, to, how, host));
  }

  private String rest(Partial left) {
    return String.join(" ", node.sendRest(FROM, DB, left.token().orElseThrow(), host));
  }

  private String receive(Set<String> how) {
    return String.join(" ", node.receive(TO, DB, how, host));
  }

  private String run(String script) {
    return host.run(Command.of("bash", "-c", script)).output();
  }
}
