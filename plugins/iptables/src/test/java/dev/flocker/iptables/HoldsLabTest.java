package dev.flocker.iptables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.testkit.SshHost;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What becomes of clients while the container moves. */
class HoldsLabTest extends TwoNodes {

  @Test
  void newcomersWaitUntilReleased() {
    lead(List.of());
    for (SshHost held : List.of(holder, other)) {
      String to = address(held);
      half.hold(REF, observed(held).orElseThrow().state(), Duration.ofMinutes(1), held);
      CompletableFuture<Boolean> far = CompletableFuture.supplyAsync(() -> outside(to));
      CompletableFuture<Boolean> near = CompletableFuture.supplyAsync(() -> get(held, "127.0.0.1"));
      holder.pause(Duration.ofSeconds(1));
      assertThat(far).isNotDone();
      assertThat(near).isNotDone();
      half.release(REF, held);
      assertThat(far.join()).isTrue();
      assertThat(near.join()).isTrue();
    }
  }

  @Test
  void newcomersGoOnWithoutComingAgain() {
    lead(List.of());
    for (SshHost held : List.of(holder, other)) {
      String to = address(held);
      goesOn(held, () -> outside(to));
      goesOn(held, () -> fromContainer(held, to));
    }
  }

  /**
   * The packets that the newcomer itself sends never get in, nor does what comes by a device of
   * flocker's own: so it is the copy that goes on, by the device that the newcomer came by.
   */
  private void goesOn(SshHost held, Supplier<Boolean> newcomer) {
    String sent =
        " -p tcp --syn -m conntrack --ctorigdstport 18080 -m mac ! --mac-source "
            + WaitingRoom.FRONT_ADDRESS;
    List<String> drops = List.of("INPUT" + sent, "FORWARD" + sent, "PREROUTING -i flkb+");
    drops.forEach(rule -> sh(held, "iptables -w -t mangle -I " + rule + " -j DROP"));
    try {
      half.hold(REF, observed(held).orElseThrow().state(), Duration.ofMinutes(1), held);
      CompletableFuture<Boolean> client = CompletableFuture.supplyAsync(newcomer);
      while (sh(held, "iptables -w -t nat -vnxL FLOCKER-PRE | awk '/TEE/ && $1'").isEmpty()) {
        assertThat(client).isNotDone();
        held.pause(Duration.ofMillis(100));
      }
      half.release(REF, held);
      assertThat(client.join()).isTrue();
    } finally {
      drops.forEach(rule -> sh(held, "iptables -w -t mangle -D " + rule + " -j DROP"));
    }
    nothingIsHeld(held);
  }

  @Test
  void newcomersGoOnWaitingWhenTheHoldIsRenewed() {
    lead(List.of());
    RouteState have = observed(other).orElseThrow().state();
    half.hold(REF, have, Duration.ofSeconds(2), other);
    String first = sh(other, "iptables-save | grep flocker-hold");
    CompletableFuture<Boolean> client = CompletableFuture.supplyAsync(() -> outside(otherAddress));
    other.pause(Duration.ofSeconds(1));
    half.hold(REF, have, Duration.ofMinutes(1), other);
    String second = sh(other, "iptables-save | grep flocker-hold");
    assertThat(second.lines()).hasSameSizeAs(first.lines().toList()).isNotEqualTo(first);
    other.pause(Duration.ofSeconds(4));
    assertThat(client).as("the first lease is over").isNotDone();
    half.release(REF, other);
    assertThat(client.join()).isTrue();
    nothingIsHeld(other);
  }

  @Test
  void aRouteThatIsRemovedTakesItsHoldAlong() {
    lead(List.of());
    RouteState have = observed(holder).orElseThrow().state();
    half.hold(REF, have, Duration.ofMinutes(1), holder);
    assertThat(sh(holder, "ls /sys/class/net")).contains("flkh18080.", "flkb18080.");
    remove(holder, have);
    nothingIsHeld(holder);
  }

  @Test
  void aHoldOfAKilledProcessIsSweptAway() {
    lead(List.of());
    String before = saved(holder);
    half.hold(REF, observed(holder).orElseThrow().state(), Duration.ofMinutes(1), holder);
    assertThat(saved(holder)).isNotEqualTo(before);
    new RouteNode().sweep(holder);
    nothingIsHeld(holder);
    assertThat(saved(holder)).isEqualTo(before);
    assertThat(outside(holderAddress)).isTrue();
  }

  private static void nothingIsHeld(SshHost node) {
    assertThat(saved(node)).doesNotContain("flocker-hold");
    assertThat(sh(node, "ls /sys/class/net")).doesNotContain("flk");
  }

  @Test
  void aHoldEndsByItself() {
    lead(List.of());
    half.hold(REF, observed(other).orElseThrow().state(), Duration.ofSeconds(2), other);
    assertThat(outside(otherAddress)).isTrue();
    assertThat(saved(other)).contains("flocker-hold:18080");
    half.release(REF, other);
    assertThat(saved(other)).doesNotContain("flocker-hold");
  }

  @Test
  void newcomersWaitWhileTheContainerMoves() {
    newcomersWait((node, targets) -> RouteState.open(PORT, targets, List.of()));
    assertThat(get(holder, "127.0.0.1")).isTrue();
  }

  @Test
  void newcomersOfTheListWaitWhileTheContainerMoves() {
    newcomersWait((node, targets) -> forUs(node, targets, false));
    assertThat(get(holder, "127.0.0.1")).isFalse();
  }

  private void newcomersWait(BiFunction<SshHost, List<String>, RouteState> route) {
    turn(holder, route.apply(holder, List.of()));
    turn(other, route.apply(other, List.of(holderAddress)));
    half.hold(REF, observed(holder).orElseThrow().state(), Duration.ofMinutes(1), holder);
    stop(holder);
    CompletableFuture<Boolean> client = CompletableFuture.supplyAsync(() -> outside(holderAddress));
    CompletableFuture<Boolean> led = CompletableFuture.supplyAsync(() -> outside(otherAddress));
    start(other);
    turn(other, route.apply(other, List.of()));
    turn(holder, route.apply(holder, List.of(otherAddress)));
    half.release(REF, holder);
    assertThat(client.join()).isTrue();
    assertThat(led.join()).isTrue();
  }

  @Test
  void endsConnectionsToANodeThatIsGone() throws IOException {
    lead(List.of());
    String away = "-s " + otherAddress + " -j DROP";
    try (Socket client = new Socket(otherAddress, PORT.number())) {
      sh(holder, "iptables -w -t raw -I PREROUTING " + away);
      start(other);
      turn(other, List.of(), List.of());
      assertThat(saved(other)).contains("flocker-left:lab:18080\" -j REJECT");
      client.setSoTimeout(5000);
      client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
      assertThat(outside(otherAddress)).isTrue();
    } finally {
      sh(holder, "iptables -w -t raw -D PREROUTING " + away);
    }
  }
}
