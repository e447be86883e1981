package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What flocker did not make stays as it is, byte for byte; what it made goes when told so. */
class ForeignLabTest extends FreshNodes {

  // Without atime=off, looking at the file would itself be a change of its dataset.
  private static final String STRANGERS =
      """
      set -e
      tar -cf - -C / bin/busybox 2>/dev/null | docker import - strange:1 >/dev/null
      docker run -d --name stranger --restart=always strange:1 /bin/busybox sleep 1000000 >/dev/null
      zfs create -o atime=off tank/stranger
      zfs set dev.stranger:note=mine tank/stranger
      echo precious >/tank/stranger/file
      zfs snapshot tank/stranger@mine
      iptables -A INPUT -p tcp --dport 9999 -j ACCEPT
      iptables -t nat -A PREROUTING -p tcp --dport 9998 -j REDIRECT --to-ports 9999
      iptables -I DOCKER-USER -s 192.0.2.0/24 -j DROP
      printf '[Service]\\nExecStart=/bin/sleep 1000000\\n' >/etc/systemd/system/stranger.service
      systemctl daemon-reload
      systemctl start stranger
      """;

  // All but what the whole pool has left.
  private static final String LOOK =
      """
      docker inspect stranger
      zfs get -H all tank/stranger tank/stranger@mine | grep -vE '\\savailable\\s'
      cat /tank/stranger/file
      iptables-save | grep -E 'dport 999|192.0.2'
      cat /etc/systemd/system/stranger.service
      systemctl show stranger -p ActiveState -p MainPID -p FragmentPath
      """;

  // All that there is, less what a pool and counters do by themselves.
  private static final String WHOLE =
      """
      docker ps -a --no-trunc --format '{{.ID}} {{.Names}}'
      iptables-save | grep -v '^#' | sed 's/\\[[0-9:]*\\]//' | sort
      ls /etc/systemd/system
      zfs list -H -t all -o name
      """;

  private static Shop shop;

  @BeforeAll
  static void nodesWithThingsOfTheirOwn() {
    lab.onEach(STRANGERS);
    shop = Shop.in(folder);
  }

  @Test
  void staysAsItIs() {
    List<String> before = lab.onEach(LOOK);
    List<String> whole = lab.onEach(WHOLE);

    flocker.run(shop.file());
    assertThat(lab.onEach(LOOK)).isEqualTo(before);
    flocker.run(shop.databaseOn("n2").file());
    assertThat(lab.onEach(LOOK)).isEqualTo(before);

    assertThat(flocker.run(shop.absent().file(), "--allow-destroy")).isPositive();
    assertThat(lab.onEach(LOOK)).isEqualTo(before);
    assertThat(lab.onEach(WHOLE))
        .zipSatisfy(whole, (now, once) -> assertThat(withoutOwn(now)).isEqualTo(once));
    assertThat(flocker.run(shop.absent().file(), "--allow-destroy")).isZero();
  }

  /** Empty chains, parent datasets and the boot unit of flocker's own may stay behind. */
  private static String withoutOwn(String state) {
    return String.join(
        "\n",
        state
            .lines()
            .filter(line -> !line.toLowerCase(java.util.Locale.ROOT).contains("flocker"))
            .toList());
  }
}
