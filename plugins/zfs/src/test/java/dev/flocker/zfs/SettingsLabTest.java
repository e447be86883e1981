package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties of datasets on a real node. */
class SettingsLabTest extends TwoProjects {

  @Test
  void whatWasSetByHandIsCarriedAlong() {
    Dataset from = new Dataset("tank", FROM, "db");
    host.run(Command.of(ZfsCommands.set(from, "recordsize", "16K")));
    host.run(Command.of(ZfsCommands.set(from, "compression", "gzip")));
    host.run(Command.of(ZfsCommands.set(from, "exec", "off")));
    Version version = node.snapshot(FROM, DB, "1", host);
    Set<String> features = node.features(host);

    Outgoing outgoing = node.outgoing(FROM, DB, Optional.empty(), List.of(version), features, host);
    assertThat(outgoing.properties())
        .isEqualTo(Map.of("recordsize", "16384", "compression", "gzip"));
    host.run(Command.of(ZfsCommands.inherit(from, "exec")));
    node.expect(TO, DB, host);
    node.requireReceivable(TO, DB, outgoing, 0, host);
    transfer(Optional.empty(), version);
    node.record(TO, DB, Optional.empty(), as(copy(FROM), Role.REPLICA, 1), host);
    node.adapt(TO, DB, outgoing.properties(), host);

    assertThat(new Settings(new Zfs(host)).carried(new Dataset("tank", TO, "db")))
        .isEqualTo(outgoing.properties());
  }

  @Test
  void whatZfsHereCannotSetIsToldBefore() {
    Change<VolumeState> known = change(Map.of("recordsize", "16384", "compression", "gzip-9"));
    node.foresee(known, host);

    assertThatThrownBy(() -> node.foresee(change(Map.of("compression", "shrink")), host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("property compression: ZFS here cannot set it to shrink");
    assertThatThrownBy(() -> node.foresee(change(Map.of("reltime", "on")), host))
        .hasMessageContaining("ZFS here has no such property");
  }

  @Test
  void aChangedPropertyIsSetAndIsAnotherVersion() {
    VolumeState with = change(Map.of("atime", "off")).want();
    node.apply(new Change.Update<>(DB, FROM, with, state(FROM), ""), host, Progress.NONE);

    assertThat(new Settings(new Zfs(host)).of(new Dataset("tank", FROM, "db")))
        .containsEntry("atime", "off")
        .containsKeys("casesensitivity", "utf8only");
  }

  private static Change.Create<VolumeState> change(Map<String, String> properties) {
    return new Change.Create<>(
        DB, FROM, new VolumeState(Optional.empty(), state(FROM).mountpoint(), properties));
  }
}
