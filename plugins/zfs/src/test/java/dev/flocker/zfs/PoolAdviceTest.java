package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a node without a pool. */
class PoolAdviceTest {

  /** As lsblk of util-linux 2.38 prints them, of a server with most kinds of disks. */
  private static final String DEVICES =
      """
      NAME="/dev/sda" TYPE="disk" SIZE="500107862016" FSTYPE="" PTTYPE="gpt" RO="0" MODEL="Samsung SSD 860" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sda1" TYPE="part" SIZE="499570991104" FSTYPE="ext4" PTTYPE="gpt" RO="0" MODEL="" MOUNTPOINT="/" PKNAME="/dev/sda"
      NAME="/dev/sdb" TYPE="disk" SIZE="2000398934016" FSTYPE="" PTTYPE="" RO="0" MODEL="WDC\\x20WD20EFRX" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sdc" TYPE="disk" SIZE="2000398934016" FSTYPE="LVM2_member" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sdd" TYPE="disk" SIZE="2000398934016" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/mapper/data" TYPE="crypt" SIZE="2000381018112" FSTYPE="xfs" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="/data" PKNAME="/dev/sdd"
      NAME="/dev/sde" TYPE="disk" SIZE="64023257" FSTYPE="" PTTYPE="" RO="0" MODEL="Stick" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sdf" TYPE="disk" SIZE="2000398934016" FSTYPE="" PTTYPE="" RO="1" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/zram0" TYPE="disk" SIZE="8589934592" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/loop0" TYPE="loop" SIZE="8589934592" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sdg" TYPE="disk" SIZE="2000398934016" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sdh" TYPE="disk" SIZE="2000398934016" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/sdi" TYPE="disk" SIZE="2000398934016" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      NAME="/dev/nvme0n1" TYPE="disk" SIZE="1000204886016" FSTYPE="" PTTYPE="" RO="0" MODEL="" MOUNTPOINT="" PKNAME=""
      """;

  private final FakeHost host = new FakeHost();

  private String advice() {
    NodeHalf.Requirement pool = new ZfsNode().requirements().getFirst();
    return String.join("\n", new ZfsNode().remedies(pool, host));
  }

  @Test
  void namesTheDisksThatAreFreeAndNoOthers() {
    host.on(PoolAdvice.TOOL).prints("/usr/sbin/zpool\n");
    host.on(PoolAdvice.BLOCK_DEVICES).prints(DEVICES);
    host.on(PoolAdvice.NAMES)
        .prints(
            """
            /dev/sdb /dev/disk/by-id/wwn-0x50014ee2b
            /dev/sdb /dev/disk/by-id/ata-WDC_WD20EFRX-68EUZN0_WD-1
            /dev/sda /dev/disk/by-id/ata-Samsung_SSD_860
            """);
    host.on(PoolAdvice.beginning("/dev/sdb")).prints("");
    host.on(PoolAdvice.beginning("/dev/nvme0n1")).prints("");
    host.on(PoolAdvice.beginning("/dev/sdg")).ends(1, "", ""); // encrypted, say
    host.file("/sys/class/block/sdh/holders/dm-0", ""); // one of two of a mirror
    host.on(PoolAdvice.beginning("/dev/sdi")).ends(2, "", "cmp: /dev/sdi: No such device");
    assertThat(advice())
        .isEqualTo(
            """
            a pool takes a whole disk, and what is on it is lost; free, as it shows, are:
              zpool create -o ashift=12 tank /dev/disk/by-id/ata-WDC_WD20EFRX-68EUZN0_WD-1   (/dev/sdb, 2000 GB, WDC WD20EFRX)
              zpool create -o ashift=12 tank /dev/nvme0n1   (/dev/nvme0n1, 1000 GB)
            without a disk, for a trial, on a file: slower, and lost with the file system below:
              truncate -s 20G /var/lib/flocker-pool && zpool create tank /var/lib/flocker-pool""");
  }

  @Test
  void saysHowItsDistributionGetsZfsWhereItHasNone() {
    host.on(PoolAdvice.TOOL).ends(127, "", "");
    host.on(PoolAdvice.BLOCK_DEVICES).ends(1, "", "lsblk: failed to access sysfs directory");
    host.on(PoolAdvice.NAMES).prints("");
    host.file("/etc/os-release", "NAME=\"Debian\"\nID=debian\n");
    assertThat(advice())
        .startsWith("apt-get install linux-headers-$(dpkg --print-architecture) zfsutils-linux")
        .contains("it shows no free disk: give it one");
    host.file("/etc/os-release", "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n");
    assertThat(advice()).startsWith("apt-get install zfsutils-linux\n");
    host.file("/etc/os-release", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n");
    assertThat(advice()).startsWith("dnf install zfs");
    host.file("/etc/os-release", "ID=nixos\n");
    assertThat(advice()).startsWith("install OpenZFS, as its documentation says");
  }

  @Test
  void readsOnly() {
    host.on(PoolAdvice.TOOL).prints("/usr/sbin/zpool\n");
    host.on(PoolAdvice.BLOCK_DEVICES).prints(DEVICES);
    host.on(PoolAdvice.NAMES).prints("");
    for (String disk : List.of("/dev/sdb", "/dev/sdg", "/dev/sdh", "/dev/sdi", "/dev/nvme0n1")) {
      host.on(PoolAdvice.beginning(disk)).ends(1, "", "");
    }
    advice();
    assertThat(host.ran())
        .allMatch(c -> List.of("sh", "lsblk", "cmp").contains(c.getFirst()))
        .contains(PoolAdvice.TOOL, PoolAdvice.BLOCK_DEVICES, PoolAdvice.NAMES);
  }
}
