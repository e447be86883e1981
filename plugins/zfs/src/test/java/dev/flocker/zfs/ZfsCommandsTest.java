package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ZfsCommandsTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");

  @Test
  void looks() {
    assertThat(ZfsCommands.look("tank/flocker"))
        .isEqualTo(
            argv(
                "zfs get -rHp -o name,property,value,source"
                    + " type,guid,createtxg,userrefs,mounted,mountpoint,readonly,refquota,setuid,devices,exec,sharenfs,sharesmb,flocker:copy"
                    + " tank/flocker"));
  }

  @Test
  void createsWhatIsSafeByDefault() {
    assertThat(ZfsCommands.createRoot("tank"))
        .isEqualTo(
            argv(
                "zfs create -o readonly=on -o canmount=off -o mountpoint=/flocker"
                    + " -o com.sun:auto-snapshot=false -o devices=off -o setuid=off tank/flocker"));
    assertThat(ZfsCommands.createProject("tank/flocker/shop"))
        .isEqualTo(argv("zfs create -o canmount=off tank/flocker/shop"));
    VolumeState want =
        new VolumeState(Optional.of(ByteSize.parse("2G")), AbsolutePath.parse("/flocker/shop/db"));
    assertThat(ZfsCommands.createOwner(DB, want, "R E"))
        .containsExactly(
            "zfs",
            "create",
            "-o",
            "flocker:copy=R E",
            "-o",
            "refquota=2147483648",
            "-o",
            "readonly=off",
            "tank/flocker/shop/db");
  }

  @Test
  void sendsWithoutPropertiesAndReceivesWithoutForce() {
    assertThat(ZfsCommands.send(DB, Optional.empty(), "flocker-1", Set.of()))
        .isEqualTo(argv("zfs send tank/flocker/shop/db@flocker-1"));
    assertThat(ZfsCommands.send(DB, Optional.of("flocker-1"), "flocker-2", Set.of("compressed")))
        .isEqualTo(
            argv("zfs send -c -i tank/flocker/shop/db@flocker-1 tank/flocker/shop/db@flocker-2"));
    assertThat(ZfsCommands.receive(DB, Set.of()))
        .isEqualTo(argv("zfs receive -u tank/flocker/shop/db"));
    assertThat(ZfsCommands.receive(DB.incoming(), Set.of("openzfs")))
        .isEqualTo(
            argv(
                "zfs receive -u -o canmount=noauto -x mountpoint -x readonly -x flocker:copy"
                    + " -x setuid -x devices -x exec -x sharenfs -x sharesmb"
                    + " tank/flocker/shop/db:incoming"));
  }

  @Test
  void takesSnapshotsTogether() {
    assertThat(ZfsCommands.snapshot(List.of("a@x", "b@x"))).isEqualTo(argv("zfs snapshot a@x b@x"));
  }

  @Test
  void changesOneThingAtATime() {
    assertThat(ZfsCommands.set(DB, "canmount", "on"))
        .isEqualTo(argv("zfs set canmount=on tank/flocker/shop/db"));
    assertThat(ZfsCommands.inherit(DB, "readonly"))
        .isEqualTo(argv("zfs inherit readonly tank/flocker/shop/db"));
    assertThat(ZfsCommands.hold("a@b")).isEqualTo(argv("zfs hold flocker a@b"));
    assertThat(ZfsCommands.release("a@b")).isEqualTo(argv("zfs release flocker a@b"));
    assertThat(ZfsCommands.destroy("a@b")).isEqualTo(argv("zfs destroy a@b"));
    assertThat(ZfsCommands.rename(DB.incoming(), DB))
        .isEqualTo(argv("zfs rename tank/flocker/shop/db:incoming tank/flocker/shop/db"));
    assertThat(ZfsCommands.clone("a@b", DB.beside("rollback")))
        .isEqualTo(argv("zfs clone -o canmount=noauto a@b tank/flocker/shop/db:rollback"));
  }

  @Test
  void findsWhoUsesIt() {
    assertThat(Holders.users("/flocker/shop/db"))
        .containsSequence("-lname", "/flocker/shop/db", "-o", "-lname", "/flocker/shop/db/*");
    assertThat(Holders.mountTables("tank/flocker/shop/db"))
        .containsSequence("grep", "-lsF", "--", " tank/flocker/shop/db ", "{}", "+");
  }

  private static List<String> argv(String line) {
    return List.of(line.split(" "));
  }
}
